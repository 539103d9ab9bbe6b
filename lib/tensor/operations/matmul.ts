import { apply, broadcastShapes, method, type Operation } from "../operation.ts";
import type { CheckMatmul, MatmulShape, Shape } from "../shapes.ts";
import { format, sameShape, sizeOf, type Tensor } from "../tensor.ts";
import { expand, reshape } from "./shaping.ts";

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
  shape({ a: flipA, b: flipB }, a, b) {
    const [m, k] = matrixSizes(a, flipA);
    const [k2, n] = matrixSizes(b, flipB);
    if (k !== k2) throw alignError(a.shape, b.shape, k, k2);
    return a.rank === 2 ? [m, n] : [...a.shape.slice(0, -2), m, n];
  },
  forward(k, y, { a: flipA, b: flipB }, a, b) {
    const [m, inner] = matrixSizes(a, flipA);
    const [, n] = matrixSizes(b, flipB);
    const [aRow, aColumn] = flipA ? [1, m] : [inner, 1];
    const [bRow, bColumn] = flipB ? [1, inner] : [n, 1];
    const batch = a.rank === 2 ? 1 : sizeOf(a.shape.slice(0, -2));
    k.matmul(
      a.address,
      b.address,
      y.address,
      m,
      n,
      inner,
      aRow,
      aColumn,
      bRow,
      bColumn,
      batch,
      m * inner,
      inner * n,
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

/** The product of two matrices, or of two stacks of as many matrices. */
function product(a: Tensor, b: Tensor, flipA: boolean, flipB: boolean): Tensor {
  return apply(operation, settings[(flipA ? 1 : 0) + (flipB ? 2 : 0)] as Flipped, [a, b]);
}

function matrixSizes(x: Tensor, flip: boolean): [rows: number, columns: number] {
  const rows = x.shape[x.rank - 2] as number;
  const columns = x.shape[x.rank - 1] as number;
  return flip ? [columns, rows] : [rows, columns];
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
  const [a, b] = [left as Tensor, right as Tensor];
  if (a.rank === 2 && b.rank === 2) return product(a, b, false, false) as never;
  if (a.rank === 0 || b.rank === 0) {
    throw new Error(
      `matmul: shapes ${format(a.shape)} and ${format(b.shape)}: a single number is no matrix. ` +
        "Multiply by it with mul().",
    );
  }
  const matrixA = a.rank === 1 ? reshape(a, [1, a.size]) : a;
  const matrixB = b.rank === 1 ? reshape(b, [b.size, 1]) : b;
  const batch = broadcastShapes("matmul", matrixA.shape.slice(0, -2), matrixB.shape.slice(0, -2));
  const whole = (x: Tensor) =>
    sameShape(x.shape.slice(0, -2), batch) ? x : expand(x, [...batch, ...x.shape.slice(-2)]);
  const y = product(whole(matrixA), whole(matrixB), false, false);
  const shape = [...y.shape];
  if (b.rank === 1) shape.pop();
  if (a.rank === 1) shape.splice(b.rank === 1 ? -1 : -2, 1);
  return reshape(y, shape) as never;
});
