import { bytesOf } from "../../backend/memory.ts";
import {
  axisOf,
  broadcastStrides,
  isContiguous,
  partOf,
  runStrided,
  stridesOf,
  type View,
} from "../layout.ts";
import {
  apply,
  applyView,
  broadcastShapes,
  method,
  type Operation,
  variadicMethod,
} from "../operation.ts";
import type { Dropped, Range, Reshaped, Shape, Sliced, Transposed } from "../shapes.ts";
import { format, sameShape, sizeOf, type Tensor } from "../tensor.ts";
import { shapeOf } from "../whole-number.ts";
import { markLook } from "../writable.ts";
import { sumTo } from "./sum-to.ts";

declare module "../tensor.ts" {
  interface Tensor<out S extends Shape> {
    /** The same numbers, row by row, in another shape; one size may be −1: what is left. */
    reshape<const T extends Shape>(shape: T): Tensor<Reshaped<T>>;
    /** All numbers in one axis. */
    flatten(): Tensor<[number]>;
    /** The axes in another order: reversed, or as listed. */
    transpose<A extends Shape, const Axes extends Shape | undefined = undefined>(
      this: Tensor<A>,
      axes?: Axes,
    ): Tensor<Transposed<A, Axes>>;
    /** Repeated along axes of size 1, so that the shape becomes `shape`. */
    expand<const T extends Shape>(shape: T): Tensor<Reshaped<T>>;
    /** What lies at the given positions of the first axes; −1 is the last position. */
    at<A extends Shape, const I extends Shape>(this: Tensor<A>, ...index: I): Tensor<Dropped<A, I>>;
    /** A part: for each axis `[start, end]` or `[start, end, step]`; `[]` takes all of it. */
    slice<A extends Shape, const R extends readonly Range[]>(
      this: Tensor<A>,
      ...ranges: R
    ): Tensor<Sliced<A, R>>;
  }
}

const reshapeOperation: Operation<Shape> = {
  name: "reshape",
  shape: (shape) => shape,
  forward: (k, y, _, x) => k.copy(x.address, y.address, y.size),
  vjp: [(g, _y, _, x) => reshaped(g, x.shape)],
};

/**
 * The same numbers, row by row, in another shape. One size may be −1: whatever is left.
 * @throws Error if the number of elements differs.
 *
 * @example
 * reshape(images, [32, -1])
 */
export const reshape = method("reshape", function reshape<
  const T extends Shape,
>(x: Tensor, shape: T): Tensor<Reshaped<T>> {
  return markLook(reshaped(x, shape), "reshape");
});

/** What `reshape` gives, as a step of something else, whose result may be overwritten. */
export function reshaped<const T extends Shape>(x: Tensor, shape: T): Tensor<Reshaped<T>> {
  const target = shapeOf("reshape", shape, -1);
  const left = target.indexOf(-1);
  if (left >= 0) target[left] = Math.abs(x.size / sizeOf(target));
  if (sizeOf(target) !== x.size || target.includes(-1) || !Number.isInteger(target[left] ?? 0)) {
    throw new Error(
      `reshape: ${x.size} numbers of shape ${format(x.shape)} do not fit into ${format(shape)}.`,
    );
  }
  return applyView(reshapeOperation, target, x, target);
}

/** All numbers in one axis. @example flatten(x) */
export const flatten = method(
  "flatten",
  (x: Tensor): Tensor<[number]> => markLook(reshaped(x, [x.size]), "flatten"),
);

const expandOperation: Operation<Shape> = {
  name: "expand",
  shape: (shape) => shape,
  forward(k, y, shape, x) {
    if (x.size === 1) return k.gatherStrided(x.address, y.address, 1, 1, 1, y.size, 0, 0, 0, 0);
    const strides = broadcastStrides(x.shape, shape);
    const view = { sizes: shape, strides, offset: 0 };
    runStrided(k, "gather", x.address, y.address, bytesOf(y.dtype), view);
  },
  vjp: [(g, _y, _, x) => sumTo(g, x.shape)],
};

/**
 * Repeated along axes of size 1, and over new axes in front, so that the shape becomes `shape`.
 * @throws Error if another axis would have to change.
 *
 * @example
 * expand(tensor([[1], [2]]), [2, 3])    // [[1, 1, 1], [2, 2, 2]]
 */
export const expand = method("expand", function expand<
  const T extends Shape,
>(x: Tensor, shape: T): Tensor<Reshaped<T>> {
  return markLook(expanded(x, shape), "expand");
});

/** What `expand` gives, as a step of something else, whose result may be overwritten. */
export function expanded<const T extends Shape>(x: Tensor, shape: T): Tensor<Reshaped<T>> {
  const target = shapeOf("expand", shape);
  if (sameShape(x.shape, target)) return reshaped(x, target) as never;
  if (x.rank > 0 && !sameShape(broadcastShapes("expand", x.shape, target), target)) {
    throw new Error(`expand: shape ${format(x.shape)} cannot be repeated to ${format(shape)}.`);
  }
  return apply(expandOperation, target, [x]);
}

const transposeOperation: Operation<readonly number[]> = {
  name: "transpose",
  shape: (axes, x) => axes.map((axis) => x.shape[axis] as number),
  forward(k, y, axes, x) {
    const strides = stridesOf(x.shape);
    const view = { sizes: y.shape, strides: axes.map((a) => strides[a] as number), offset: 0 };
    runStrided(k, "gather", x.address, y.address, bytesOf(y.dtype), view);
  },
  vjp: [
    (g, _y, axes) => {
      const back = axes.map((_, i) => axes.indexOf(i));
      return apply(transposeOperation, back, [g]);
    },
  ],
};

/**
 * The axes in another order: reversed, or as listed.
 *
 * @example
 * transpose(x)               // rows become columns
 * transpose(images, [0, 2, 3, 1])
 */
export const transpose = method("transpose", function transpose<
  S extends Shape,
  const Axes extends Shape | undefined = undefined,
>(x: Tensor<S>, axes?: Axes): Tensor<Transposed<S, Axes>> {
  const order = (axes ?? x.shape.map((_, i) => x.rank - 1 - i)).map((axis) =>
    axisOf("transpose", axis, x.shape),
  );
  if (new Set(order).size !== x.rank || order.length !== x.rank) {
    throw new Error(`transpose: ${format(order)} is no order of the axes of ${format(x.shape)}.`);
  }
  return markLook(apply(transposeOperation, order, [x]), "transpose") as never;
});

const sliceOperation: Operation<View & { shape: Shape }> = {
  name: "slice",
  shape: ({ shape }) => shape,
  forward: (k, y, view, x) => runStrided(k, "gather", x.address, y.address, bytesOf(y.dtype), view),
  vjp: [(g, _y, view, x) => apply(placeOperation, { ...view, whole: x.shape }, [g])],
};

/** A part of a tensor: copied only where its elements do not follow each other in memory. */
function part(name: "at" | "slice", x: Tensor, index: readonly (number | Range)[]): Tensor {
  const view = partOf(name, x.shape, index);
  const y = isContiguous(view)
    ? applyView(sliceOperation, view, x, view.shape, view.offset)
    : apply(sliceOperation, view, [x]);
  return markLook(y, name);
}

/** Zeros, with the input placed where a view says: the gradient of a slice. */
const placeOperation: Operation<View & { shape: Shape; whole: Shape }> = {
  name: "place",
  shape: ({ whole }) => whole,
  forward(k, y, view, x) {
    k.fill(0, y.address, y.size);
    runStrided(k, "scatter", x.address, y.address, bytesOf(y.dtype), view);
  },
  vjp: [(g, _y, view) => apply(sliceOperation, view, [g])],
};

/**
 * A part of a tensor: for each axis `[start, end]` or `[start, end, step]`, the end not included;
 * `[]` takes all of an axis, negative positions count from the end. Missing axes are taken whole.
 *
 * @example
 * slice(x, [0, 32])          // the first 32 rows
 * slice(x, [], [-1])         // the last column
 */
export const slice = variadicMethod("slice", function slice<
  S extends Shape,
  const R extends readonly Range[],
>(x: Tensor<S>, ...ranges: R): Tensor<Sliced<S, R>> {
  return part("slice", x as Tensor, ranges) as never;
});

/**
 * What lies at the given positions of the first axes; −1 is the last position.
 * @throws Error if a position is outside.
 *
 * @example
 * at(x, 0)          // the first row
 * at(x, -1, 2)      // one number
 */
export const at = variadicMethod("at", function at<
  S extends Shape,
  const I extends Shape,
>(x: Tensor<S>, ...index: I): Tensor<Dropped<S, I>> {
  return part("at", x as Tensor, index) as never;
});
