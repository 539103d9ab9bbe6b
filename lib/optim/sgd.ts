import type { Tensor } from "../tensor/index.ts";
import { checkSettings, type Optimizer, type OptimizerOptions, optimizer } from "./optimizer.ts";

/** Options of `sgd`. */
export interface SgdOptions extends OptimizerOptions {
  learningRate: number;
  /** Share of the last step that is kept. Default: 0. */
  momentum?: number;
  /** Whether to look ahead along the momentum (Nesterov). Default: false. */
  nesterov?: boolean;
}

/**
 * (Stochastic) gradient descent: θ ← θ − rate·g; with momentum μ, v ← μ·v + g and θ ← θ − rate·v.
 *
 * @throws if there are no parameters, or Nesterov is asked for without momentum.
 * @example
 * const optimizer = optim.sgd(model.parameters(), { learningRate: 0.1, momentum: 0.9 });
 * optimizer.zeroGrad(); loss.backward(); optimizer.step();
 */
export function sgd(parameters: Iterable<Tensor>, options: SgdOptions): Optimizer {
  // Without options the learning rate is what is missing.
  if (options !== undefined) checkSettings("sgd", options);
  const {
    learningRate,
    momentum = 0,
    nesterov = false,
    weightDecay = 0,
  } = options ?? ({} as SgdOptions);
  if (nesterov && momentum === 0)
    throw new Error("sgd: nesterov needs a momentum. Pass { momentum: 0.9, nesterov: true }.");
  const memories = momentum === 0 ? 0 : 1;
  return optimizer("sgd", parameters, learningRate, memories, (kernels, place, rate) => {
    const { p, g, memory, size } = place;
    const [v = 0] = memory;
    kernels.sgd(p, g, v, size, rate, momentum, nesterov, weightDecay);
  });
}
