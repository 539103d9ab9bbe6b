import { apply, type Operation } from "../operation.ts";
import type { Shape } from "../shapes.ts";
import { format, sameShape, sizeOf, type Tensor } from "../tensor.ts";

/** Sums over leading axes, in one pass: the gradient of a bias. */
const operation: Operation<Shape> = {
  name: "sumTo",
  shape: (shape) => shape,
  forward: (k, y, _, x) => k.sum(x.address, y.address, 1, x.size / y.size, y.size),
  vjp: [(g, _y, _, x) => g.expand(x.shape)],
};

/** Adds up what broadcasting repeated, until the shape is `shape`: the gradient of a repetition. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const missing = x.rank - shape.length;
  if (missing >= 0 && (sizeOf(shape) === 1 || sameShape(x.shape.slice(missing), shape))) {
    return apply(operation, shape, [x]);
  }
  let result = x;
  while (result.rank > shape.length) result = result.sum(0);
  for (let axis = 0; axis < shape.length; axis++) {
    if (shape[axis] === 1 && result.shape[axis] !== 1) {
      result = result.sum(axis, { keepDim: true });
    }
  }
  if (!sameShape(result.shape, shape)) {
    throw new Error(`A gradient of shape ${format(x.shape)} does not fit ${format(shape)}.`);
  }
  return result;
}
