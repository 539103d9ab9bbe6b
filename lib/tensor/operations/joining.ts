import { bytesOf } from "../../backend/memory.ts";
import { axisOf, runStrided, stridesOf } from "../layout.ts";
import { apply, type Operation } from "../operation.ts";
import type { Range, ReplaceAxis, Shape, Stacked } from "../shapes.ts";
import { format, type ShapeOf, sameShape, type Tensor } from "../tensor.ts";
import { reshaped, slice } from "./shaping.ts";

const concatOperation: Operation<number> = {
  name: "concat",
  shape(axis, ...parts) {
    const first = parts[0];
    let total = 0;
    for (const part of parts) {
      if (part === undefined) continue;
      if (
        part.rank !== first.rank ||
        !sameShape(part.shape.with(axis, 0), first.shape.with(axis, 0))
      ) {
        const shapes = `${format(first.shape)} and ${format(part.shape)}`;
        throw new Error(`concat: shapes ${shapes} differ outside of axis ${axis}.`);
      }
      total += part.shape[axis] as number;
    }
    return first.shape.with(axis, total);
  },
  forward(k, y, axis, ...parts) {
    const strides = stridesOf(y.shape);
    let offset = 0;
    for (const part of parts) {
      if (part === undefined) continue;
      const view = { sizes: part.shape, strides, offset };
      runStrided(k, "scatter", part.address, y.address, bytesOf(y.dtype), view);
      offset += (part.shape[axis] as number) * (strides[axis] as number);
    }
  },
  vjp:
    (index) =>
    (g, _y, axis, ...parts) => {
      let start = 0;
      for (let i = 0; i < index; i++) start += parts[i]?.shape[axis] as number;
      const end = start + (parts[index]?.shape[axis] as number);
      const ranges: Range[] = g.shape.map((_, i) => (i === axis ? [start, end] : []));
      return slice(g, ...ranges);
    },
};

/**
 * Tensors one after the other along an existing axis (0 if not given).
 * @throws Error if their shapes differ along another axis.
 *
 * @example
 * concat([a, b], 1)     // columns of a, then columns of b
 */
export function concat<const Parts extends readonly Tensor[], const Axis extends number = 0>(
  parts: Parts,
  axis?: Axis,
): Tensor<ReplaceAxis<ShapeOf<Parts[0]>, Axis, [number]>> {
  const first = parts[0];
  if (first === undefined) throw new Error("concat: needs at least one tensor.");
  const along = axisOf("concat", axis ?? 0, first.shape);
  return apply(concatOperation, along, [...parts]);
}

/**
 * Tensors of one shape side by side along a new axis (the first if not given).
 * @throws Error if their shapes differ.
 *
 * @example
 * stack([row, row])     // [2, …row.shape]
 */
export function stack<S extends Shape, const Axis extends number = 0>(
  parts: readonly Tensor<S>[],
  axis?: Axis,
): Tensor<Stacked<S, number, Axis>> {
  const first = parts[0] as Tensor | undefined;
  if (first === undefined) throw new Error("stack: needs at least one tensor.");
  const at = axisOf("stack", axis ?? 0, first.shape, 1);
  const shape = first.shape.toSpliced(at, 0, 1);
  const raised = parts.map((part) => {
    if (sameShape(part.shape, first.shape)) return reshaped(part, shape);
    throw new Error(
      `stack: shapes ${format(first.shape)} and ${format(part.shape)} differ. ` +
        "Join tensors of different lengths with concat().",
    );
  });
  return concat(raised, at) as never;
}
