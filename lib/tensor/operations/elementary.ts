import { elementwise } from "../operation.ts";
import type { Shape } from "../shapes.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** e to the power of each element. */
    exp(): Tensor<S>;
    /** The natural logarithm of each element. */
    log(): Tensor<S>;
    /** The square root of each element. */
    sqrt(): Tensor<S>;
    /** The absolute value of each element. */
    abs(): Tensor<S>;
    /** −1, 0 or 1. Its gradient is zero. */
    sign(): Tensor<S>;
    /** The sine of each element, in radians. */
    sin(): Tensor<S>;
    /** The cosine of each element, in radians. */
    cos(): Tensor<S>;
    /** The error function of each element. */
    erf(): Tensor<S>;
  }
}

/** eˣ. @example exp(x) */
export const exp = elementwise("exp", {
  forward: (k) => k.exp,
  vjp: (g, y) => g.mul(y),
});

/** The natural logarithm. @example log(x) */
export const log = elementwise("log", {
  forward: (k) => k.log,
  vjp: (g, _y, x) => g.div(x),
});

/** √x. @example sqrt(x) */
export const sqrt = elementwise("sqrt", {
  forward: (k) => k.sqrt,
  vjp: (g, y) => g.div(y.mul(2)),
});

/** |x|; at 0 the gradient is 0. @example abs(x) */
export const abs = elementwise("abs", {
  forward: (k) => k.abs,
  vjp: (g, _y, x) => g.mul(x.sign()),
});

/** −1, 0 or 1; its gradient is zero. @example sign(x) */
export const sign = elementwise("sign", {
  forward: (k) => k.sign,
  vjp: (g) => g.mul(0),
});

/** sin x, x in radians. @example sin(x) */
export const sin = elementwise("sin", {
  forward: (k) => k.sin,
  vjp: (g, _y, x) => g.mul(x.cos()),
});

/** cos x, x in radians. @example cos(x) */
export const cos = elementwise("cos", {
  forward: (k) => k.cos,
  vjp: (g, _y, x) => g.mul(x.sin()).neg(),
});

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt. @example erf(x) */
export const erf = elementwise("erf", {
  forward: (k) => k.erf,
  vjp: (g, _y, x) =>
    g.mul(
      x
        .mul(x)
        .neg()
        .exp()
        .mul(2 / Math.sqrt(Math.PI)),
    ),
});
