import { empty } from "../tensor/empty.ts";
import type { DType, Shape, Tensor } from "../tensor/index.ts";

/** A tensor of the given shape from its numbers, row by row. */
export function fromValues<const S extends Shape>(
  values: ArrayLike<number>,
  shape: S,
  dtype: DType = "float32",
): Tensor<S> {
  const made = empty(shape, { dtype });
  made.view().set(values);
  return made;
}
