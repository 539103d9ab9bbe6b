import { elementwise, method, pairwise } from "../operation.ts";
import type { Shape } from "../shapes.ts";
import type { Tensor } from "../tensor.ts";
import { add, mul, sub } from "./arithmetic.ts";
import { greater, where } from "./comparison.ts";
import { erf } from "./elementary.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** 1 / (1 + e^(−x)): squeezes each element into (0, 1). */
    sigmoid(): Tensor<S>;
    /** The hyperbolic tangent: squeezes each element into (−1, 1). */
    tanh(): Tensor<S>;
    /** max(0, x). */
    relu(): Tensor<S>;
    /** x where positive, else `slope` · x (default 0.01). */
    leakyRelu(slope?: number): Tensor<S>;
    /** log(1 + eˣ): a smooth relu. */
    softplus(): Tensor<S>;
    /** x · Φ(x), with the normal distribution Φ. */
    gelu(): Tensor<S>;
    /** 1 where x > 0, else 0: the first neuron's activation. Its gradient is zero. */
    step(): Tensor<S>;
  }
}

/** 1 / (1 + e^(−x)). Its derivative is y · (1 − y). @example sigmoid(x) */
export const sigmoid = elementwise("sigmoid", {
  forward: (k) => k.sigmoid,
  vjp: (g, y) => sigmoidGrad(g, y),
});

/** tanh x. Its derivative is 1 − y². @example tanh(x) */
export const tanh = elementwise("tanh", {
  forward: (k) => k.tanh,
  vjp: (g, y) => tanhGrad(g, y),
});

/** max(0, x); at 0 the gradient is 0. @example relu(x) */
export const relu = elementwise("relu", {
  forward: (k) => k.relu,
  vjp: (g, _y, x) => reluGrad(g, x),
});

/** log(1 + eˣ), without overflow. Its derivative is the sigmoid. @example softplus(x) */
export const softplus = elementwise("softplus", {
  forward: (k) => k.softplus,
  vjp: (g, _y, x) => mul(g, sigmoid(x)),
});

/** 1 where x > 0, else 0; its gradient is zero. @example step(x) */
export const step = elementwise("step", {
  forward: (k) => k.step,
  vjp: (g) => mul(g, 0),
});

/** x where positive, else slope · x (slope 0.01 if not given), at 0 too. @example leakyRelu(x, 0.1) */
export const leakyRelu = method("leakyRelu", function leakyRelu<
  S extends Shape,
>(x: Tensor<S>, slope = 0.01): Tensor<S> {
  return where(greater(x as Tensor, 0), x as Tensor, mul(x as Tensor, slope)) as never;
});

/** x · Φ(x), with the normal distribution Φ. @example gelu(x) */
export const gelu = method("gelu", function gelu<S extends Shape>(x: Tensor<S>): Tensor<S> {
  const probability = mul(add(erf(mul(x as Tensor, Math.SQRT1_2)), 1), 0.5);
  return mul(x as Tensor, probability) as never;
});

// The derivatives of the three common activations in one pass each, with derivatives of their own.

const sigmoidGrad = pairwise("sigmoidGrad", {
  forward: (k) => k.sigmoidGrad,
  vjp: [(h, _z, _g, y) => sigmoidGrad(h, y), (h, _z, g, y) => mul(mul(h, g), sub(1, mul(y, 2)))],
});

const tanhGrad = pairwise("tanhGrad", {
  forward: (k) => k.tanhGrad,
  vjp: [(h, _z, _g, y) => tanhGrad(h, y), (h, _z, g, y) => mul(mul(h, g), mul(y, -2))],
});

const reluGrad = pairwise("reluGrad", {
  forward: (k) => k.reluGrad,
  vjp: [(h, _z, _g, x) => reluGrad(h, x)],
});
