import { constant } from "../empty.ts";
import { apply, broadcastShapes, method, type Operation, pairwise } from "../operation.ts";
import type { Broadcast, Shape } from "../shapes.ts";
import type { Operand, ShapeOf, Tensor } from "../tensor.ts";
import type { PairMethod } from "./arithmetic.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** The larger of each pair. */
    maximum: PairMethod;
    /** The smaller of each pair. */
    minimum: PairMethod;
    /** 1 where both are equal, else 0. */
    equal: PairMethod;
    /** 1 where this is greater, else 0. */
    greater: PairMethod;
    /** 1 where this is greater or equal, else 0. */
    greaterEqual: PairMethod;
    /** 1 where this is less, else 0. */
    less: PairMethod;
    /** 1 where this is less or equal, else 0. */
    lessEqual: PairMethod;
    /** Each element, but no less than `low` and no more than `high`. */
    clip(low: number, high: number): Tensor<S>;
  }
}

// Comparisons give 1 and 0, through which no gradient flows.

/** 1 where a = b, else 0. @example equal(x, y) */
export const equal = pairwise("equal", { forward: (k) => k.equal });

/** 1 where a < b, else 0. @example less(x, 0) */
export const less = pairwise("less", { forward: (k) => k.less });

/** 1 where a ≤ b, else 0. @example lessEqual(x, 0) */
export const lessEqual = pairwise("lessEqual", { forward: (k) => k.lessEqual });

/** 1 where a > b, else 0. @example greater(x, 0) */
export const greater = pairwise("greater", { forward: (k) => k.greater });

/** 1 where a ≥ b, else 0. @example greaterEqual(x, 0) */
export const greaterEqual = pairwise("greaterEqual", { forward: (k) => k.greaterEqual });

/** Half where a pair is equal, all where `wins` is 1: how max and min share a gradient. */
const share = (g: Tensor, wins: Tensor, a: Tensor, b: Tensor): Tensor =>
  g.mul(wins.add(equal(a, b).mul(0.5)));

/** The larger of each pair; the gradient is shared where they are equal. @example maximum(x, 0) */
export const maximum = pairwise("maximum", {
  forward: (k) => k.maximum,
  vjp: [
    (g, _y, a, b) => share(g, greater(a, b), a, b),
    (g, _y, a, b) => share(g, less(a, b), a, b),
  ],
});

/** The smaller of each pair; the gradient is shared where they are equal. @example minimum(x, 1) */
export const minimum = pairwise("minimum", {
  forward: (k) => k.minimum,
  vjp: [
    (g, _y, a, b) => share(g, less(a, b), a, b),
    (g, _y, a, b) => share(g, greater(a, b), a, b),
  ],
});

const whereOperation: Operation<undefined> = {
  name: "where",
  shape: (_, condition) => condition.shape,
  forward: (k, y, _, c, a, b) => k.where(c.address, a.address, b.address, y.address, y.size),
  vjp: [(g) => g.mul(0), (g, _y, _, c) => where(c, g, 0), (g, _y, _, c) => where(c, 0, g)],
};

/**
 * a where the condition is not 0, else b; shapes broadcast.
 *
 * @example
 * where(x.greater(0), x, x.mul(0.1))
 */
export function where<C extends Shape, A extends Operand, B extends Operand>(
  condition: Tensor<C>,
  a: A,
  b: B,
): Tensor<Broadcast<C, Broadcast<ShapeOf<A>, ShapeOf<B>>>> {
  const like = typeof a === "number" ? b : a;
  const operands = [condition, constant(a, like, "where"), constant(b, like, "where")];
  const shape = operands.map((x) => x.shape).reduce((s, t) => broadcastShapes("where", s, t));
  const full = operands.map((x) => x.expand(shape));
  return apply(whereOperation, undefined, full);
}

/**
 * Each element, but no less than `low` and no more than `high`; outside the gradient is 0.
 *
 * @example
 * clip(probability, 1e-7, 1 - 1e-7)
 */
export const clip = method("clip", function clip<
  S extends Shape,
>(x: Tensor<S>, low: number, high: number): Tensor<S> {
  const inside = greaterEqual(x as Tensor, low).mul(lessEqual(x as Tensor, high));
  const bounded = minimum(maximum(x.detach(), low), high);
  return where(inside, x as Tensor, bounded) as never;
});
