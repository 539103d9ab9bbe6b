import { kernels } from "../backend/backend.ts";
import { bytesOf } from "../backend/memory.ts";
import { whole } from "../interrupts.ts";
import { empty } from "./empty.ts";
import { partOf, runStrided } from "./layout.ts";
import { own, release } from "./reclaim.ts";
import { noteChange } from "./recording.ts";
import type { Nested, Range, Shape } from "./shapes.ts";
import { format, sameShape, Tensor } from "./tensor.ts";
import { valuesOf } from "./values.ts";
import { checkWritable } from "./writable.ts";

declare module "./tensor.ts" {
  interface Tensor<out S extends Shape> {
    /**
     * Writes numbers in place, outside of the graph: at a position of the first axes, as `at` reads
     * them, or in ranges, as `slice` does; `[]` takes all of an axis. Takes a tensor or nested lists
     * of the part's shape, or one number for all of it.
     * @throws Error if a position is outside, or the shapes differ; nothing is changed then.
     *
     * @example
     * const x = zeros([2, 3]);
     * x.set([0, 2], 9);            // [[0, 0, 9], [0, 0, 0]]
     * x.set([1], [1, 2, 3]);       // the second row
     * x.set([[], 0], 7);           // the first column
     */
    set(index: readonly (number | Range)[], values: Tensor | Nested | ArrayLike<number>): this;
  }
}

Tensor.prototype.set = function (this: Tensor, index, values) {
  this.check("set");
  checkWritable("set", this);
  if (!Array.isArray(index)) {
    throw new Error(`set: the positions must be a list such as [0] or [0, 1], got ${index}.`);
  }
  const part = partOf("set", this.shape, index);
  const given = sourceOf(values, part.shape, this);
  const k = kernels[this.dtype];
  whole(() => {
    own(this);
    runStrided(k, "scatter", given.address, this.address, bytesOf(this.dtype), part);
    noteChange(this);
  });
  if (given !== values) release(given, "memory");
  return this;
};

/** What is written, as a tensor of the part's shape. */
function sourceOf(values: unknown, shape: Shape, target: Tensor): Tensor {
  if (!(values instanceof Tensor)) {
    const numbers = valuesOf("set", values, shape);
    const made = empty(shape, { dtype: target.dtype }, "set");
    if (typeof numbers === "number") made.view().fill(numbers);
    else made.view().set(numbers);
    return made;
  }
  values.check("set");
  if (!sameShape(values.shape, shape)) {
    throw new Error(
      `set: shape ${format(values.shape)} does not fit into the part of shape ${format(shape)}.`,
    );
  }
  if (values.dtype === target.dtype && values !== target) return values;
  const made = empty(shape, { dtype: target.dtype }, "set");
  made.view().set(values.view());
  return made;
}
