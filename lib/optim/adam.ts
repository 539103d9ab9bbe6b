import type { Tensor } from "../tensor/index.ts";
import {
  checkSettings,
  type Optimizer,
  type OptimizerOptions,
  optimizer,
  type Update,
} from "./optimizer.ts";

/** Options of `adam` and `adamW`. */
export interface AdamOptions extends OptimizerOptions {
  /** Shares of the running means of gradients and of their squares that are kept. Default: [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** Added to the root, against division by 0. Default: 1e-8. */
  epsilon?: number;
}

/**
 * Adam: steps along a running mean m of gradients, divided by the root of a running mean v of
 * their squares, both freed of their bias towards 0: θ ← θ − rate·m̂ / (√v̂ + ε).
 * Weight decay is added to the gradient.
 *
 * @throws if there are no parameters.
 * @example
 * const optimizer = optim.adam(model.parameters(), { learningRate: 0.001 });
 */
export function adam(parameters: Iterable<Tensor>, options: AdamOptions = {}): Optimizer {
  checkSettings("adam", options);
  const { learningRate = 0.001, weightDecay = 0 } = options;
  return optimizer("adam", parameters, learningRate, 2, adamUpdate(options, weightDecay, 0));
}

/**
 * Adam whose weight decay shrinks the weights themselves, θ ← θ·(1 − rate·decay), instead of being
 * added to the gradient.
 *
 * @param options.weightDecay default: 0.01.
 * @throws if there are no parameters.
 * @example
 * const optimizer = optim.adamW(model.parameters(), { learningRate: 0.001, weightDecay: 0.05 });
 */
export function adamW(parameters: Iterable<Tensor>, options: AdamOptions = {}): Optimizer {
  checkSettings("adamW", options);
  const { learningRate = 0.001, weightDecay = 0.01 } = options;
  return optimizer("adamW", parameters, learningRate, 2, adamUpdate(options, 0, weightDecay));
}

function adamUpdate(options: AdamOptions, decayOfGradient: number, decayOfWeight: number): Update {
  const { betas = [0.9, 0.999], epsilon = 1e-8 } = options;
  const [beta1, beta2] = betas;
  return (kernels, { p, g, memory, size, step }, rate) => {
    const [m = 0, v = 0] = memory;
    const stride = rate / (1 - beta1 ** step);
    const root = Math.sqrt(1 - beta2 ** step);
    const shrink = 1 - rate * decayOfWeight;
    kernels.adam(p, g, m, v, size, stride, root, beta1, beta2, epsilon, decayOfGradient, shrink);
  };
}
