import type { Kernels } from "../backend/kernels.ts";
import type { Range, Shape } from "./shapes.ts";
import { format, sizeOf } from "./tensor.ts";
import { described } from "./values.ts";
import { wholeNumber } from "./whole-number.ts";

/**
 * Where the elements of a view lie in a contiguous buffer: arithmetic on shapes and strides.
 * A stride is how many elements one step along an axis skips; 0 repeats the same element.
 */

/** The strides of a contiguous tensor: `[2, 3]` has `[3, 1]`. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i] as number;
  }
  return strides;
}

/** The strides with which a tensor of shape `from` looks like one of shape `to`. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const missing = to.length - from.length;
  const strides = stridesOf(from);
  return to.map((_, i) =>
    i < missing || from[i - missing] === 1 ? 0 : (strides[i - missing] as number),
  );
}

/**
 * An axis as the user gives it, −1 for the last, as an index from the front.
 * @throws Error if there is no such axis.
 */
export function axisOf(name: string, axis: number, shape: Shape, extra = 0): number {
  const rank = shape.length + extra;
  if (Number.isInteger(axis) && axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  if (typeof axis !== "number") {
    throw new Error(
      `${name}: the axis must be a whole number, got ${described(axis)}. ` +
        `Write which one, as in x.${name}(0); options come after it.`,
    );
  }
  throw new Error(
    `${name}: a tensor of shape ${format(shape)} has no axis ${axis}. ` +
      (rank === 0
        ? "It is a single number."
        : `Its axes are 0 to ${rank - 1}, or −1 for the last.`),
  );
}

/** A shape around one axis, as kernels see it: everything before, the axis, everything after. */
export function around(shape: Shape, axis: number): [outer: number, count: number, inner: number] {
  return [sizeOf(shape.slice(0, axis)), shape[axis] as number, sizeOf(shape.slice(axis + 1))];
}

/** Neighbouring axes merged; for each operand of a pair whether it is repeated (0) or not (1). */
export interface Groups {
  sizes: number[];
  a: number[];
  b: number[];
}

/**
 * Merges neighbouring axes that both operands of a pair walk alike, dropping axes of size 1: what
 * is left are the sizes of the groups, and for each operand whether it is repeated (0) or not (1).
 */
export function groupAxes(shape: Shape, a: Shape, b: Shape): Groups {
  const groups: Groups = { sizes: [], a: [], b: [] };
  const steps = (x: Shape, i: number) => ((x[x.length - shape.length + i] ?? 1) === 1 ? 0 : 1);
  for (let i = 0; i < shape.length; i++) {
    const size = shape[i] as number;
    if (size === 1) continue;
    const last = groups.sizes.length - 1;
    if (groups.a[last] === steps(a, i) && groups.b[last] === steps(b, i)) {
      groups.sizes[last] = (groups.sizes[last] as number) * size;
    } else {
      groups.sizes.push(size);
      groups.a.push(steps(a, i));
      groups.b.push(steps(b, i));
    }
  }
  return groups;
}

/** The strides of an operand over groups of axes: 0 where it is repeated. */
export function stridesOfGroups(sizes: readonly number[], steps: readonly number[]): number[] {
  return broadcastStrides(
    steps.map((step, i) => (step === 0 ? 1 : (sizes[i] as number))),
    sizes,
  );
}

/** A view: sizes and strides of its axes, and the position of its first element. */
export interface View {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** True if the elements of a view follow each other without gaps. */
export function isContiguous({ sizes, strides }: View): boolean {
  let expected = 1;
  for (let i = sizes.length - 1; i >= 0; i--) {
    if (sizes[i] !== 1 && strides[i] !== expected) return false;
    expected *= sizes[i] as number;
  }
  return true;
}

/** Copies between a view of one buffer and another that is contiguous; at most four axes a call. */
export function runStrided(
  k: Kernels,
  direction: "gather" | "scatter",
  x: number,
  y: number,
  bytes: number,
  view: View,
): void {
  let { sizes, strides } = mergeAxes(view);
  if (sizes.length > 4) {
    // More axes than the kernel knows: one call for each position along the first.
    const [count, ...rest] = sizes as [number, ...number[]];
    const [stride, ...restStrides] = strides as [number, ...number[]];
    const block = sizeOf(rest) * bytes;
    for (let i = 0; i < count; i++) {
      const part = { sizes: rest, strides: restStrides, offset: view.offset + i * stride };
      if (direction === "gather") runStrided(k, direction, x, y + i * block, bytes, part);
      else runStrided(k, direction, x + i * block, y, bytes, part);
    }
    return;
  }
  while (sizes.length < 4) {
    sizes = [1, ...sizes];
    strides = [0, ...strides];
  }
  const [d0, d1, d2, d3] = sizes as [number, number, number, number];
  const [s0, s1, s2, s3] = strides as [number, number, number, number];
  const start = view.offset * bytes;
  if (direction === "gather") k.gatherStrided(x + start, y, d0, d1, d2, d3, s0, s1, s2, s3);
  else k.scatterStrided(x, y + start, d0, d1, d2, d3, s0, s1, s2, s3);
}

/** Fewer axes for the same view: an axis that continues the next one is merged with it. */
function mergeAxes(view: View): { sizes: number[]; strides: number[] } {
  const sizes: number[] = [];
  const strides: number[] = [];
  for (let i = 0; i < view.sizes.length; i++) {
    const size = view.sizes[i] as number;
    const stride = view.strides[i] as number;
    if (size === 1) continue;
    const last = sizes.length - 1;
    if (last >= 0 && strides[last] === stride * size) {
      sizes[last] = (sizes[last] as number) * size;
      strides[last] = stride;
    } else {
      sizes.push(size);
      strides.push(stride);
    }
  }
  return { sizes, strides };
}

/**
 * The part of a shape at positions and in ranges of its first axes: a position leaves its axis out.
 * `at` takes positions only, `slice` ranges, `set` both.
 * @throws Error that names the function, if a position is outside or something is neither.
 */
export function partOf(
  name: "at" | "slice" | "set",
  shape: Shape,
  index: readonly (number | Range)[],
): View & { shape: Shape } {
  if (index.length > shape.length && name !== "at") {
    const what = name === "slice" ? "ranges" : "positions";
    throw new Error(`${name}: ${index.length} ${what} for the axes of ${format(shape)}.`);
  }
  const strides: number[] = [];
  const sizes: number[] = [];
  const whole = stridesOf(shape);
  let offset = 0;
  for (let axis = 0; axis < Math.max(shape.length, index.length); axis++) {
    const size = shape[axis] ?? 0;
    const stride = whole[axis] ?? 1;
    const entry: unknown = index[axis] ?? [];
    if (name === "at" ? axis < index.length : name === "set" && !Array.isArray(entry)) {
      const position = index[axis] as number;
      if (!Number.isInteger(position) || position < -size || position >= size)
        throw positionError(name, index, shape);
      offset += (position < 0 ? position + size : position) * stride;
    } else {
      const { start, count, step } = rangeOn(name, axis, size, entry);
      offset += start * stride;
      sizes.push(count);
      strides.push(stride * step);
    }
  }
  return { sizes, strides, offset, shape: sizes };
}

function positionError(name: string, index: readonly unknown[], shape: Shape): Error {
  const written = index.map((entry) => (Array.isArray(entry) ? format(entry) : String(entry)));
  return new Error(
    `${name}: there is no position [${written.join(", ")}] in shape ${format(shape)}.`,
  );
}

/** Which positions `[start, end, step]` takes on an axis. */
function rangeOn(name: string, axis: number, size: number, range: unknown) {
  if (!Array.isArray(range) || range.length > 3) {
    const given = Array.isArray(range) ? format(range) : String(range);
    throw new Error(`${name}: a range is [start, end] or [start, end, step], not ${given}.`);
  }
  const number = (place: number, what: string, missing: number, from: number) =>
    place < range.length
      ? wholeNumber(name, `${what} on axis ${axis}`, range[place], from)
      : missing;
  const start = number(0, "start", 0, -Infinity);
  const end = number(1, "end", size, -Infinity);
  const step = number(2, "step", 1, 1);
  const within = (p: number) => Math.min(Math.max(p < 0 ? p + size : p, 0), size);
  const count = Math.max(0, Math.ceil((within(end) - within(start)) / step));
  return { start: within(start), count, step };
}
