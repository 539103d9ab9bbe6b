import type { Shape, Tensor } from "../tensor/index.ts";
import { fromValues } from "./from-values.ts";

/** A tensor like `T` with another number of rows. */
export type Rows<T extends Tensor> =
  T extends Tensor<infer S>
    ? S extends readonly [number, ...infer Rest extends readonly number[]]
      ? Tensor<[number, ...Rest]>
      : Tensor
    : never;

/**
 * How many rows the tensors have in common; `caller` stands in the error.
 *
 * @throws if they differ.
 */
export function numberOfRows(caller: string, { x, y }: { x: Tensor; y: Tensor }): number {
  const rows = x.shape[0];
  if (rows === undefined || rows !== y.shape[0])
    throw new Error(
      `${caller}: x and y must have one row for each example, got shapes ` +
        `[${x.shape.join(", ")}] and [${y.shape.join(", ")}].`,
    );
  return rows;
}

/** The rows of a tensor with the given numbers, in that order, as a new tensor without history. */
export function takeRows<T extends Tensor>(tensor: T, rows: ArrayLike<number>): Rows<T> {
  const { data, shape } = tensor;
  const size = shape.slice(1).reduce((product, side) => product * side, 1);
  const values = new (data.constructor as Float32ArrayConstructor)(rows.length * size);
  for (let at = 0; at < rows.length; at++)
    values.set(data.subarray(rows[at]! * size, (rows[at]! + 1) * size), at * size);
  return fromValues(values, [rows.length, ...shape.slice(1)] as Shape, tensor.dtype) as Rows<T>;
}
