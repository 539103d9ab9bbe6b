import { type Tensor, tensor } from "../tensor/index.ts";
import { release } from "../tensor/reclaim.ts";
import { format } from "../tensor/tensor.ts";

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
        `${format(x.shape)} and ${format(y.shape)}.`,
    );
  return rows;
}

/** The rows of a tensor with the given numbers, in that order. */
export function takeRows<T extends Tensor>(from: T, rows: readonly number[]): Rows<T> {
  const numbers: Tensor = tensor(rows, { dtype: from.dtype });
  const taken = from.take(numbers);
  if (!taken.requiresGrad) release(numbers, "memory");
  return taken as unknown as Rows<T>;
}
