import type { Tensor } from "../tensor/index.ts";
import { checkSettings, type Optimizer, type OptimizerOptions, optimizer } from "./optimizer.ts";

/** Options of `rmsProp`. */
export interface RmsPropOptions extends OptimizerOptions {
  /** Share of the running mean of squares that is kept. Default: 0.99. */
  alpha?: number;
  /** Added to the root, against division by 0. Default: 1e-8. */
  epsilon?: number;
  /** Share of the last step that is kept. Default: 0. */
  momentum?: number;
}

/**
 * RMSProp: steps divided by the root of a running mean of squared gradients,
 * s ← α·s + (1 − α)·g² and θ ← θ − rate·g / (√s + ε).
 *
 * @throws if there are no parameters.
 * @example
 * const optimizer = optim.rmsProp(model.parameters(), { learningRate: 0.01 });
 */
export function rmsProp(parameters: Iterable<Tensor>, options: RmsPropOptions = {}): Optimizer {
  checkSettings("rmsProp", options);
  const { learningRate = 0.01, alpha = 0.99, epsilon = 1e-8 } = options;
  const { momentum = 0, weightDecay = 0 } = options;
  const memories = momentum === 0 ? 1 : 2;
  return optimizer("rmsProp", parameters, learningRate, memories, (kernels, place, rate) => {
    const { p, g, memory, size } = place;
    const [s = 0, v = 0] = memory;
    kernels.rmsProp(p, g, s, v, size, rate, alpha, epsilon, momentum, weightDecay);
  });
}
