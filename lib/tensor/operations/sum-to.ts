import type { Shape } from "../shapes.ts";
import { format, sameShape, sizeOf, type Tensor } from "../tensor.ts";
import { sum } from "./reductions.ts";
import { reshape } from "./shaping.ts";

/** Adds up what broadcasting repeated, until the shape is `shape`: the gradient of a repetition. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sizeOf(shape) === 1) return reshape(sum(x) as Tensor, shape) as Tensor;
  let result = x;
  while (result.rank > shape.length) result = sum(result, 0) as Tensor;
  for (let axis = 0; axis < shape.length; axis++) {
    if (shape[axis] === 1 && result.shape[axis] !== 1) {
      result = sum(result, axis, { keepDim: true }) as Tensor;
    }
  }
  if (!sameShape(result.shape, shape)) {
    throw new Error(`A gradient of shape ${format(x.shape)} does not fit ${format(shape)}.`);
  }
  return result;
}
