import { kernels } from "../backend/backend.ts";
import { empty, type TensorOptions } from "./empty.ts";
import type { Nested, Shape, ShapeOfNested, Writable } from "./shapes.ts";
import type { Tensor } from "./tensor.ts";
import { shapeOfValues, writeValues } from "./values.ts";
import { wholeNumber } from "./whole-number.ts";

/**
 * A tensor of the given numbers: a number, nested lists of equal lengths, or a typed array.
 * @throws Error if rows differ in length, or something is no number: it names the position.
 *
 * @example
 * const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);        // Tensor<[4, 2]>
 * const w = tensor([0.5, -0.5], { requiresGrad: true });     // Tensor<[2]>
 */
export function tensor<const T extends Nested | ArrayLike<number>>(
  values: T,
  options?: TensorOptions,
): Tensor<ShapeOfNested<T>> {
  const shape = shapeOfValues("tensor", values);
  const result = empty(shape, options);
  writeValues("tensor", values, shape, result.view());
  return result as never;
}

/** A tensor filled with one value. @example full([2, 3], 7) */
export function full<const S extends Shape>(
  shape: S,
  value: number,
  options?: TensorOptions,
): Tensor<Writable<S>> {
  return filled("full", shape, value, options);
}

function filled(name: string, shape: Shape, value: number, options?: TensorOptions): never {
  const result = empty(shape, options, name);
  kernels[result.dtype].fill(value, result.address, result.size);
  return result as never;
}

/** A tensor of zeros. @example zeros([2, 3]) */
export function zeros<const S extends Shape>(
  shape: S,
  options?: TensorOptions,
): Tensor<Writable<S>> {
  return filled("zeros", shape, 0, options);
}

/** A tensor of ones. @example ones([2, 3]) */
export function ones<const S extends Shape>(
  shape: S,
  options?: TensorOptions,
): Tensor<Writable<S>> {
  return filled("ones", shape, 1, options);
}

/** The numbers from `start` up to, not including, `end`. @example arange(0, 1, 0.25) // 0 … 0.75 */
export function arange(
  start: number,
  end?: number,
  step = 1,
  options?: TensorOptions,
): Tensor<[number]> {
  const [from, to] = end === undefined ? [0, start] : [start, end];
  for (const [argument, value] of Object.entries({ start: from, end: to, step })) {
    if (Number.isFinite(value) && (argument !== "step" || value !== 0)) continue;
    throw new Error(
      `arange: ${argument} must be a finite number${argument === "step" ? " other than 0" : ""}, got ${value}.`,
    );
  }
  const count = wholeNumber(
    "arange",
    "how many numbers there are",
    Math.max(0, Math.ceil((to - from) / step)),
  );
  return tensor(
    Float64Array.from({ length: count }, (_, i) => from + i * step),
    options,
  );
}

/** `count` numbers at equal distances from `start` to `end`, both included. @example linspace(-1, 1, 5) */
export function linspace<const N extends number>(
  start: number,
  end: number,
  count: N,
  options?: TensorOptions,
): Tensor<[N]> {
  wholeNumber("linspace", "count", count);
  const step = count > 1 ? (end - start) / (count - 1) : 0;
  return tensor(
    Float64Array.from({ length: count }, (_, i) =>
      i === count - 1 && i > 0 ? end : start + i * step,
    ),
    options,
  ) as never;
}

/** The identity matrix: ones on the diagonal. @example eye(3) */
export function eye<const N extends number>(size: N, options?: TensorOptions): Tensor<[N, N]> {
  wholeNumber("eye", "size", size);
  const result = zeros([size, size], options);
  const view = result.view();
  for (let i = 0; i < size; i++) view[i * (size + 1)] = 1;
  return result;
}
