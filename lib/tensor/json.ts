import type { Shape } from "./shapes.ts";
import { format, type NestedOf, Tensor } from "./tensor.ts";

declare module "./tensor.ts" {
  interface Tensor<out S extends Shape> {
    /**
     * What `JSON.stringify` writes of a tensor: its numbers as nested lists, as `tolist` gives them.
     * @throws Error if one is NaN or infinite, of which JSON would make null.
     *
     * @example
     * const text = JSON.stringify(w);
     * const copy = tensor(JSON.parse(text));
     */
    toJSON<A extends Shape>(this: Tensor<A>): NestedOf<A>;
  }
}

Tensor.prototype.toJSON = function <A extends Shape>(this: Tensor<A>) {
  this.check("JSON.stringify");
  const bad = this.view().find((value) => !Number.isFinite(value));
  if (bad === undefined) return this.tolist();
  throw new Error(
    `JSON.stringify: a tensor of shape ${format(this.shape)} holds ${bad}, which JSON cannot write. ` +
      'Save it with nn.save({ x }, "x.safetensors"), or look for where the number comes from.',
  );
};
