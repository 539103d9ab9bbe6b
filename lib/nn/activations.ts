import type { Tensor } from "../tensor/index.ts";
import { type Layer, layer } from "./layer.ts";
import type { SameShape } from "./shape-rule.ts";

/** A layer without parameters that keeps the shape. */
export interface Activation extends Layer<SameShape> {}

const activation = (label: string, forward: (x: Tensor) => Tensor): Activation =>
  layer<SameShape>({ label, forward });

/**
 * The sigmoid Ω(z) = 1 / (1 + e⁻ᶻ) as a layer: from 0 to 1.
 *
 * @example nn.sequential(nn.linear(2, 1), nn.sigmoid())
 */
export const sigmoid = (): Activation => activation("sigmoid", (x) => x.sigmoid());

/**
 * The hyperbolic tangent as a layer: from −1 to 1.
 *
 * @example nn.sequential(nn.linear(2, 16), nn.tanh(), nn.linear(16, 1))
 */
export const tanh = (): Activation => activation("tanh", (x) => x.tanh());

/**
 * max(0, x) as a layer.
 *
 * @example nn.sequential(nn.linear(64, 32), nn.relu(), nn.linear(32, 10))
 */
export const relu = (): Activation => activation("relu", (x) => x.relu());

/**
 * x where it is positive, slope·x elsewhere, as a layer.
 *
 * @param slope default: 0.01.
 * @example nn.leakyRelu(0.1)
 */
export const leakyRelu = (slope = 0.01): Activation =>
  activation(`leakyRelu(${slope})`, (x) => x.leakyRelu(slope));

/**
 * ln(1 + eˣ), a smooth max(0, x), as a layer.
 *
 * @example nn.softplus()
 */
export const softplus = (): Activation => activation("softplus", (x) => x.softplus());

/**
 * x·Φ(x), with the normal distribution function Φ, as a layer.
 *
 * @example nn.gelu()
 */
export const gelu = (): Activation => activation("gelu", (x) => x.gelu());

/**
 * 1 where x is positive, 0 elsewhere, as a layer. Its gradient is 0 everywhere: it computes, but
 * does not learn.
 *
 * @example nn.sequential(nn.linear(2, 1, { weight: [[30, 30]], bias: [-50] }), nn.step())
 */
export const step = (): Activation => activation("step", (x) => x.step());

/**
 * Softmax over the last axis as a layer: probabilities that sum to 1. `nn.crossEntropy` takes
 * logits: leave this layer out of what it is given.
 *
 * @example nn.sequential(model, nn.softmax())
 */
export const softmax = (): Activation => activation("softmax", (x) => x.softmax());

/**
 * The logarithm of the softmax over the last axis as a layer.
 *
 * @example nn.sequential(model, nn.logSoftmax())
 */
export const logSoftmax = (): Activation => activation("logSoftmax", (x) => x.logSoftmax());
