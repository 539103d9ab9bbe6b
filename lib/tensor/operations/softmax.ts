import { around, axisOf } from "../layout.ts";
import { apply, method, type Operation } from "../operation.ts";
import type { Shape } from "../shapes.ts";
import type { Tensor } from "../tensor.ts";
import { mul, sub } from "./arithmetic.ts";
import { exp } from "./elementary.ts";
import { sum } from "./reductions.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** eˣ divided by its sum along an axis (the last if not given): probabilities. */
    softmax(axis?: number): Tensor<S>;
    /** The logarithm of softmax, without overflow. */
    logSoftmax(axis?: number): Tensor<S>;
  }
}

function alongAxis(
  name: "softmax" | "logSoftmax",
  vjp: (g: Tensor, y: Tensor, axis: number) => Tensor,
): <S extends Shape>(x: Tensor<S>, axis?: number) => Tensor<S> {
  const operation: Operation<number> = {
    name,
    shape: (_, x) => x.shape,
    forward: (k, y, axis, x) => k[name](x.address, y.address, ...around(x.shape, axis)),
    vjp: [(g, y, axis) => vjp(g, y, axis)],
  };
  const f = (x: Tensor, axis = -1) => apply(operation, axisOf(name, axis, x.shape), [x]);
  return method(name, f) as unknown as <S extends Shape>(x: Tensor<S>, axis?: number) => Tensor<S>;
}

const total = (x: Tensor, axis: number) => sum(x, axis, { keepDim: true });

/** eˣ / Σeˣ along an axis (the last if not given): positive, and of sum 1. @example softmax(logits) */
export const softmax = alongAxis("softmax", (g, y, axis) => mul(y, sub(g, total(mul(g, y), axis))));

/** The logarithm of softmax, without overflow. @example logSoftmax(logits) */
export const logSoftmax = alongAxis("logSoftmax", (g, y, axis) =>
  sub(g, mul(exp(y), total(g, axis))),
);
