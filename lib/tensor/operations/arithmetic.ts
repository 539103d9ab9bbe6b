import { elementwise, pairwise } from "../operation.ts";
import type { Shape } from "../shapes.ts";
import type { CheckPair, Operand, PairShape, Tensor } from "../tensor.ts";
import { equal, greaterEqual, where } from "./comparison.ts";
import { log } from "./elementary.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** Adds a tensor or a number to each element; shapes broadcast. */
    add: PairMethod;
    /** Subtracts a tensor or a number from each element; shapes broadcast. */
    sub: PairMethod;
    /** Multiplies each element by a tensor or a number; shapes broadcast. For matrices: matmul. */
    mul: PairMethod;
    /** Divides each element by a tensor or a number; shapes broadcast. */
    div: PairMethod;
    /** Raises each element to a power; shapes broadcast. */
    pow: PairMethod;
    /** Changes the sign of each element. */
    neg(): Tensor<S>;
  }
}

/** A method that pairs a tensor with another operand. */
export type PairMethod = <A extends Shape, B extends Operand>(
  this: Tensor<A>,
  other: B & CheckPair<Tensor<A>, B>,
) => Tensor<PairShape<Tensor<A>, B>>;

/** a + b, element by element. @example add(x, 1) */
export const add = pairwise("add", {
  forward: (k) => k.add,
  vjp: [(g) => g, (g) => g],
});

/** a − b, element by element. @example sub(1, x) */
export const sub = pairwise("sub", {
  forward: (k) => k.sub,
  vjp: [(g) => g, (g) => neg(g)],
});

/** a · b, element by element. The product of matrices is `matmul`. @example mul(x, y) */
export const mul = pairwise("mul", {
  forward: (k) => k.mul,
  vjp: [(g, _y, _a, b) => mul(g, b), (g, _y, a) => mul(g, a)],
});

/** a / b, element by element. @example div(1, x) */
export const div = pairwise("div", {
  forward: (k) => k.div,
  vjp: [(g, _y, _a, b) => div(g, b), (g, y, _a, b) => neg(div(mul(g, y), b))],
});

/** a to the power of b, element by element. @example pow(x, 2) */
export const pow = pairwise("pow", {
  forward: (k) => k.pow,
  vjp: [
    (g, _y, a, b) => mul(g, mul(b, pow(a, sub(defined(a, b), 1)))),
    (g, y, a, b) => {
      // 0 to the power of anything from 0 on stays what it is.
      const still = mul(equal(a, 0), greaterEqual(b, 0));
      return mul(g, mul(y, log(where(still, 1, a))));
    },
  ],
});

/** The exponent b, but 1 where b · a^(b − 1) would be 0 · ∞. */
function defined(a: Tensor, b: Tensor): Tensor {
  // As good as always one number that is not 0: x².
  if (b.size === 1 && !b.requiresGrad && b.item() !== 0) return b;
  const constant = equal(b, 0);
  // An exponent with a gradient of its own is left alone wherever that is finite.
  return where(b.requiresGrad ? mul(constant, equal(a, 0)) : constant, 1, b);
}

/** −x. @example neg(x) */
export const neg = elementwise("neg", {
  forward: (k) => k.neg,
  vjp: (g) => neg(g),
});
