import { operandError } from "../empty.ts";
import { apply, broadcastShapes, method, type Operation } from "../operation.ts";
import type { CheckMatmul, MatmulShape, Shape } from "../shapes.ts";
import { format, sizeOf, type Tensor } from "../tensor.ts";
import { expanded, reshaped } from "./shaping.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** The product of matrices: [m, k] × [k, n] gives [m, n]; leading axes are batches. */
    matmul<A extends Shape, B extends Shape>(
      this: Tensor<A>,
      other: Tensor<B> & CheckMatmul<A, B>,
    ): Tensor<MatmulShape<A, B>>;
  }
}

/** Which operands are read with rows and columns exchanged: a transpose that costs nothing. */
interface Flipped {
  a: boolean;
  b: boolean;
}

const operation: Operation<Flipped> = {
  name: "matmul",
  // Both are matrices or stacks of as many matrices; one matrix may meet a stack.
  shape({ a: flipA, b: flipB }, a, b) {
    const [left, right] = [a, b];
    const k = sizeAt(left, flipA ? 2 : 1);
    const k2 = sizeAt(right, flipB ? 1 : 2);
    if (k !== k2) throw alignError(left.shape, right.shape, k, k2);
    const m = sizeAt(left, flipA ? 1 : 2);
    const n = sizeAt(right, flipB ? 2 : 1);
    if (left.rank === 2 && right.rank === 2) return [m, n];
    return [sizeAt(left.rank === 3 ? left : right, 3), m, n];
  },
  forward(kernels, y, { a: flipA, b: flipB }, a, b) {
    const right = b;
    const m = sizeAt(y, 2);
    const n = sizeAt(y, 1);
    const k = sizeAt(a, flipA ? 2 : 1);
    kernels.matmul(
      a.address,
      right.address,
      y.address,
      m,
      n,
      k,
      flipA ? 1 : k,
      flipA ? m : 1,
      flipB ? 1 : n,
      flipB ? k : 1,
      y.rank === 2 ? 1 : sizeAt(y, 3),
      a.rank === 2 ? 0 : m * k,
      right.rank === 2 ? 0 : k * n,
      0,
    );
  },
  // For y = a·b: ∂a = g·bᵀ and ∂b = aᵀ·g; flipped operands exchange their parts.
  vjp: [
    (g, _y, { a: flipA, b: flipB }, _a, b) =>
      flipA ? product(b, g, flipB, true) : product(g, b, false, !flipB),
    (g, _y, { a: flipA, b: flipB }, a) =>
      flipB ? product(g, a, true, flipA) : product(a, g, !flipA, false),
  ],
};

const settings: Flipped[] = [
  { a: false, b: false },
  { a: true, b: false },
  { a: false, b: true },
  { a: true, b: true },
];

/** The product of matrices, or of stacks of them; an operand may be read transposed for free. */
export function product(a: Tensor, b: Tensor, flipA: boolean, flipB: boolean): Tensor {
  return apply(operation, settings[(flipA ? 1 : 0) + (flipB ? 2 : 0)] as Flipped, [a, b]);
}

/** The size of an axis counted from the end: 1 is that of the columns, 2 of the rows. */
function sizeAt(x: Tensor, fromEnd: number): number {
  return x.shape[x.shape.length - fromEnd] as number;
}

function alignError(a: Shape, b: Shape, k: number, k2: number): Error {
  return new Error(
    `matmul: shapes ${format(a)} and ${format(b)} do not align: ${k} ≠ ${k2}. ` +
      "Transpose one of them?",
  );
}

/**
 * The product of matrices: [m, k] × [k, n] gives [m, n]. A vector counts as a row on the left and
 * as a column on the right; leading axes are batches, which broadcast.
 * @throws Error if the inner sizes differ.
 *
 * @example
 * const hidden = matmul(x, weights).add(bias);
 */
export const matmul = method("matmul", function matmul<
  A extends Shape,
  B extends Shape,
>(left: Tensor<A>, right: Tensor<B> & CheckMatmul<A, B>): Tensor<MatmulShape<A, B>> {
  const [a, b] = [left, right];
  for (const x of [a, b]) if (x?.rank === undefined) throw operandError("matmul", "a tensor", x);
  if (a.rank === 2 && b.rank === 2) return product(a, b, false, false) as never;
  if (a.rank === 0 || b.rank === 0) {
    throw new Error(
      `matmul: shapes ${format(a.shape)} and ${format(b.shape)}: a single number is no matrix. ` +
        "Multiply by it with mul().",
    );
  }
  const matrixA = a.rank === 1 ? reshaped(a, [1, a.size]) : a;
  const matrixB = b.rank === 1 ? reshaped(b, [b.size, 1]) : b;
  const batch = broadcastShapes("matmul", matrixA.shape.slice(0, -2), matrixB.shape.slice(0, -2));
  const stacked = (x: Tensor): Tensor => {
    if (x.rank === 2) return x;
    const matrix = x.shape.slice(-2);
    return reshaped(expanded(x, [...batch, ...matrix]), [sizeOf(batch), ...matrix]);
  };
  const y = product(stacked(matrixA), stacked(matrixB), false, false);
  const rows = a.rank === 1 ? [] : [y.shape[y.rank - 2] as number];
  const columns = b.rank === 1 ? [] : [y.shape[y.rank - 1] as number];
  return reshaped(y, [...batch, ...rows, ...columns]) as never;
});
