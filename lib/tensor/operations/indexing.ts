import { eye } from "../create.ts";
import { empty } from "../empty.ts";
import { around, axisOf } from "../layout.ts";
import { apply, method, type Operation } from "../operation.ts";
import type { Shape } from "../shapes.ts";
import { type DType, format, sameShape, sizeOf, type Tensor } from "../tensor.ts";
import { writeValues } from "../values.ts";
import { checkPositions, wholeNumber } from "../whole-number.ts";
import { reshaped } from "./shaping.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** One element for each index along an axis; indices have the shape of the result. */
    gather<I extends Shape>(axis: number, indices: Tensor<I>): Tensor<I>;
    /** Rows (or whatever the first axis holds) by their numbers, in the order given. */
    take<A extends Shape, I extends Shape>(
      this: Tensor<A>,
      indices: Tensor<I> | readonly number[],
    ): Tensor<Taken<A, I>>;
    /** A row of zeros with a single 1 for each class number. */
    oneHot<A extends Shape, const C extends number>(this: Tensor<A>, classes: C): Tensor<[...A, C]>;
    /** The same numbers as "float32" or "float64". */
    to(dtype: DType): Tensor<S>;
  }
}

/** The shape of rows of `A` taken by indices of shape `I`. */
export type Taken<A extends Shape, I extends Shape> = A extends readonly [
  number,
  ...infer Row extends Shape,
]
  ? number extends I["length"]
    ? number[]
    : [...I, ...Row]
  : number[];

/** The sizes around the axis that is picked from, and the shape of the tensor it is part of. */
interface Picking {
  axis: number;
  whole: Shape;
}

const gatherOperation: Operation<Picking> = {
  name: "gather",
  shape: (_, _x, indices) => indices.shape,
  forward(k, y, { axis }, x, indices) {
    const [outer, count, inner] = around(x.shape, axis);
    const picks = y.shape[axis] as number;
    const bad = k.pick(x.address, indices.address, y.address, outer, count, inner, picks);
    if (bad >= 0) throw indexError("gather", indices, bad, count);
  },
  vjp: [(g, _y, options, _x, indices) => apply(spreadOperation, options, [g, indices])],
};

/** Adds each element to the position its index names: the gradient of gather. */
const spreadOperation: Operation<Picking> = {
  name: "spread",
  shape: ({ whole }) => whole,
  forward(k, y, { axis }, x, indices) {
    k.fill(0, y.address, y.size);
    const [outer, count, inner] = around(y.shape, axis);
    const picks = x.shape[axis] as number;
    k.spread(x.address, indices.address, y.address, outer, count, inner, picks);
  },
  vjp: [(g, _y, options, _x, indices) => apply(gatherOperation, options, [g, indices])],
};

/**
 * One element for each index along an axis: for axis 1, `y[i, j] = x[i, indices[i, j]]`.
 * Indices have the shape of the result, which outside of the axis is that of `x`.
 * @throws Error if an index is outside, or if the shapes differ outside of the axis.
 *
 * @example
 * logProbabilities.gather(1, labels.reshape([-1, 1]))     // the probability of the right class
 */
export const gather = method("gather", function gather<
  I extends Shape,
>(x: Tensor, axis: number, indices: Tensor<I>): Tensor<I> {
  const at = axisOf("gather", axis, x.shape);
  if (
    indices.rank !== x.rank ||
    !sameShape((indices.shape as Shape).with(at, 0), x.shape.with(at, 0))
  ) {
    throw new Error(
      `gather: indices of shape ${format(indices.shape)} must have the shape ` +
        `${format(x.shape)} except along axis ${at}.`,
    );
  }
  const options = { axis: at, whole: x.shape };
  checkPositions("gather", x.dtype, x.shape[at] as number);
  return apply(gatherOperation, options, [x, withDtype(indices, x.dtype)]);
});

/** The shape that rows are taken from, and what the user called. */
interface Taking {
  whole: Shape;
  caller: string;
}

const takeOperation: Operation<Taking> = {
  name: "take",
  shape: (_, x, indices) => [...indices.shape, ...x.shape.slice(1)],
  forward(k, y, { caller }, x, indices) {
    const [count = 0, ...row] = x.shape;
    const width = sizeOf(row);
    const bad = k.pickRows(x.address, indices.address, y.address, count, width, indices.size);
    if (bad >= 0) throw indexError(caller, indices, bad, count);
  },
  vjp: [(g, _y, options, _x, indices) => apply(putOperation, options, [g, indices])],
};

/** Adds each row to the row its index names: the gradient of take. */
const putOperation: Operation<Taking> = {
  name: "put",
  shape: ({ whole }) => whole,
  forward(k, y, { whole: [count = 0, ...row] }, x, indices) {
    k.fill(0, y.address, y.size);
    k.spreadRows(x.address, indices.address, y.address, count, sizeOf(row), indices.size);
  },
  vjp: [(g, _y, options, _x, indices) => apply(takeOperation, options, [g, indices])],
};

/**
 * Rows by their numbers, in the order given: a shuffled batch, or the vectors of an embedding.
 * Takes whatever the first axis holds; the result has the shape of the indices, then that of a row.
 * @throws Error if an index is outside.
 *
 * @example
 * take(x, [3, 0, 0])      // three rows
 */
export const take = method("take", function take<
  A extends Shape,
  I extends Shape = [number],
>(x: Tensor<A>, indices: Tensor<I> | readonly number[]): Tensor<Taken<A, I>> {
  return takenFor("take", x as Tensor, indices as Tensor) as never;
});

/** What `take` gives, for another function, which stands in the errors. */
export function takenFor(caller: string, x: Tensor, indices: Tensor | readonly number[]): Tensor {
  if (x.rank === 0) throw new Error(`${caller}: a single number has no rows to take.`);
  checkPositions(caller, x.dtype, x.shape[0] as number);
  const rows = Array.isArray(indices)
    ? listOf(caller, indices as readonly number[], x.dtype)
    : withDtype(indices as Tensor, x.dtype);
  return apply(takeOperation, { whole: x.shape, caller }, [x, rows]);
}

/**
 * For each class number a row of `classes` zeros with a single 1.
 * @throws Error if a number is not in 0 … classes − 1.
 *
 * @example
 * oneHot(tensor([2, 0]), 3)    // [[0, 0, 1], [1, 0, 0]]
 */
export const oneHot = method("oneHot", function oneHot<
  A extends Shape,
  const C extends number,
>(labels: Tensor<A>, classes: C): Tensor<[...A, C]> {
  wholeNumber("oneHot", "classes", classes);
  return takenFor(
    "oneHot",
    eye(classes, { dtype: labels.dtype }) as Tensor,
    labels as Tensor,
  ) as never;
});

const toOperation: Operation<DType> = {
  name: "to",
  shape: (_, x) => x.shape,
  dtype: (dtype) => dtype,
  forward: (_k, y, _, x) => y.view().set(x.view()),
  vjp: [(g, _y, _, x) => to(g, x.dtype)],
};

/** The same numbers as "float32" or "float64". @example to(x, "float64") */
export const to = method("to", function to<S extends Shape>(x: Tensor<S>, dtype: DType): Tensor<S> {
  if (x.dtype === dtype) return reshaped(x as Tensor, x.shape) as never;
  return apply(toOperation, dtype, [x]);
});

/** The tensor itself, if it has the dtype; for what is only read. */
export function withDtype(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : to(x, dtype);
}

/** A list of numbers as a tensor. */
function listOf(name: string, numbers: readonly number[], dtype: DType): Tensor {
  const list: Tensor = empty([numbers.length], { dtype });
  writeValues(name, numbers, list.shape, list.view());
  return list;
}

function indexError(name: string, indices: Tensor, position: number, count: number): Error {
  return new Error(
    `${name}: index ${indices.view()[position]} is not a whole number from 0 to ${count - 1}.`,
  );
}
