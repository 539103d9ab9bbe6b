import { around, axisOf } from "../layout.ts";
import { apply, method, type Operation } from "../operation.ts";
import type { Reduced, Shape } from "../shapes.ts";
import type { Tensor } from "../tensor.ts";
import { checkPositions } from "../whole-number.ts";
import { div, mul, neg, sub } from "./arithmetic.ts";
import { equal, where } from "./comparison.ts";
import { sqrt } from "./elementary.ts";
import { expanded, reshaped } from "./shaping.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** The sum of all elements, or along one axis. */
    sum: ReduceMethod;
    /** The mean of all elements, or along one axis. */
    mean: ReduceMethod;
    /** The largest element, or the largest along one axis; ties share the gradient. */
    max: ReduceMethod;
    /** The smallest element, or the smallest along one axis; ties share the gradient. */
    min: ReduceMethod;
    /** The position of the largest element (the first of equal ones), or along one axis. */
    argmax: ReduceMethod;
    /** The position of the smallest element (the first of equal ones), or along one axis. */
    argmin: ReduceMethod;
    /** The variance, with n − 1 in the denominator unless `{ correction: 0 }`. */
    variance: ReduceMethod;
    /** The standard deviation: the root of the variance. */
    std: ReduceMethod;
  }
}

/** What a reduction takes after the axis. */
export interface ReduceOptions<K extends boolean = boolean> {
  /** Leave the reduced axis in the shape, with size 1, so that the result broadcasts back. */
  keepDim?: K;
  /** For variance and std: what is subtracted from n in the denominator. Default 1. */
  correction?: number;
}

/** A method that takes an axis (counted from 0, or −1 for the last); without one, all elements. */
export type ReduceMethod = <
  A extends Shape,
  const Axis extends number | undefined = undefined,
  const K extends boolean = false,
>(
  this: Tensor<A>,
  axis?: Axis,
  options?: ReduceOptions<K>,
) => Tensor<Reduced<A, Axis, K>>;

/** A function of a tensor and an axis; without an axis, of all elements. */
export type ReduceFunction = <
  A extends Shape,
  const Axis extends number | undefined = undefined,
  const K extends boolean = false,
>(
  x: Tensor<A>,
  axis?: Axis,
  options?: ReduceOptions<K>,
) => Tensor<Reduced<A, Axis, K>>;

/** The axis of a reduction, or −1 for all, and the shape that it leaves. */
interface Reduction {
  axis: number;
  outer: number;
  count: number;
  inner: number;
  /** The result's shape with the axis kept as size 1. */
  kept: Shape;
  shape: Shape;
}

function reductionOf(name: string, x: Tensor, axis?: number, keepDim?: boolean): Reduction {
  const { shape } = x;
  if (axis === undefined) {
    const kept = keepDim === true ? shape.map(() => 1) : SCALAR;
    return { axis: -1, outer: 1, count: x.size, inner: 1, kept, shape: kept };
  }
  const at = axisOf(name, axis, shape);
  const [outer, count, inner] = around(shape, at);
  const kept = shape.with(at, 1);
  return {
    axis: at,
    outer,
    count,
    inner,
    kept,
    shape: keepDim === true ? kept : shape.toSpliced(at, 1),
  };
}
const SCALAR: Shape = [];

function reduction(
  name: string,
  kernel: "sum" | "max" | "argmax",
  vjp?: (g: Tensor, y: Tensor, r: Reduction, x: Tensor) => Tensor,
): ReduceFunction {
  const operation: Operation<Reduction> = {
    name,
    shape: (r) => r.shape,
    forward(k, y, { outer, count, inner }, x) {
      k[kernel](x.address, y.address, outer, count, inner);
    },
    vjp: vjp === undefined ? [] : [(g, y, r, x) => vjp(g, y, r, x)],
  };
  const f = (x: Tensor, axis?: number, options?: ReduceOptions) => {
    const r = reductionOf(name, x, axis, options?.keepDim);
    if (r.count === 0 && kernel !== "sum") {
      throw new Error(`${name}: there is nothing to choose from in a shape with size 0.`);
    }
    if (kernel === "argmax") checkPositions(name, x.dtype, r.count);
    return apply(operation, r, [x]);
  };
  return method(name, f) as unknown as ReduceFunction;
}

/** A reduction made of others, whose errors name the one that was called. */
function alongAxis(
  name: string,
  f: (x: Tensor, axis?: number, options?: ReduceOptions) => Tensor,
): ReduceFunction {
  const checked = (x: Tensor, axis?: number, options?: ReduceOptions) => {
    if (axis !== undefined) axisOf(name, axis, x.shape);
    return f(x, axis, options);
  };
  return method(name, checked) as unknown as ReduceFunction;
}

/** A gradient of a reduction's result, repeated over what was reduced. */
const back = (g: Tensor, r: Reduction, x: Tensor): Tensor =>
  expanded(g.size === 1 ? g : reshaped(g, r.kept), x.shape);

/** The sum of all elements, or along one axis. @example sum(x, 0) */
export const sum = reduction("sum", "sum", (g, _y, r, x) => back(g, r, x));

/** The largest element, or along one axis; ties share the gradient. @example max(x, 1) */
export const max = reduction("max", "max", (g, y, r, x) => {
  const ties = equal(x, reshaped(y, r.kept));
  const counts = reshaped(sum(ties, r.axis < 0 ? undefined : r.axis), r.kept);
  return mul(div(ties, counts), reshaped(g, r.kept));
});

/** The position of the largest element, or along one axis. @example argmax(logits, 1) */
export const argmax = reduction("argmax", "argmax");

/** The smallest element, or along one axis; ties share the gradient. @example min(x, 1) */
export const min = alongAxis("min", (x, axis, options) => neg(max(neg(x), axis, options)));

/** The position of the smallest element, or along one axis. @example argmin(distances, 1) */
export const argmin = alongAxis("argmin", (x, axis, options) => {
  checkPositions("argmin", x.dtype, axis === undefined ? x.size : (x.shape.at(axis) as number));
  return argmax(neg(x), axis, options);
});

/** The mean of all elements, or along one axis. @example mean(x, 0) */
export const mean = alongAxis("mean", (x, axis, options) => {
  const total = sum(x, axis, options);
  return div(total, x.size / total.size);
});

/** The variance, with n − 1 in the denominator unless `{ correction: 0 }`. @example variance(x, 0) */
export const variance = alongAxis("variance", (x, axis, options) => {
  const centred = sub(x, mean(x, axis, { keepDim: true }));
  const total = sum(mul(centred, centred), axis, options);
  return div(total, x.size / total.size - (options?.correction ?? 1));
});

/**
 * The standard deviation: the root of the variance. Of equal numbers it is 0, with a gradient of 0.
 *
 * @example
 * std(x, 0)
 */
export const std = alongAxis("std", (x, axis, options) => {
  const squares = variance(x, axis, options);
  const none = equal(squares, 0);
  return where(none, 0, sqrt(where(none, 1, squares)));
});
