import type { Shape } from "./shapes.ts";

/**
 * Numbers as users write them: a number, nested lists of equal lengths, or a typed array. Whatever
 * else stands there is an error with its position, since JavaScript would make a number of it.
 */

/** More lists in lists than this are a mistake, such as a list that holds itself. */
const DEEPEST = 32;

type List = ArrayLike<unknown>;

/** The shape of nested lists, by what comes first on each axis. */
export function shapeOfValues(name: string, values: unknown): number[] {
  const shape: number[] = [];
  let level = values;
  while (isList(level)) {
    if (shape.length === DEEPEST) {
      throw new Error(
        `${name}: lists within lists, more than ${DEEPEST} deep. Does one hold itself?`,
      );
    }
    shape.push(level.length);
    if (level.length === 0) return shape;
    level = level[0];
  }
  if (typeof level !== "number")
    throw valueError(
      name,
      shape.map(() => 0),
      "a number",
      level,
    );
  return shape;
}

/**
 * The numbers of nested lists of a shape, of a flat list of as many numbers, or one number for all.
 * @throws Error with the position of what is no number, and with both shapes if they differ.
 */
export function valuesOf(name: string, values: unknown, shape: Shape): ArrayLike<number> | number {
  if (typeof values === "number") return values;
  const size = sizeOf(shape);
  if (isTyped(values) && values.length === size) return values;
  const given = shapeOfValues(name, values);
  const flat = given.length === 1 && given[0] === size;
  if (!flat && (given.length !== shape.length || given.some((size, i) => size !== shape[i]))) {
    throw new Error(
      `${name}: expected values of shape [${shape.join(", ")}], got [${given.join(", ")}]. ` +
        (sizeOf(given) === size ? "Transpose or reshape them?" : "Check their number."),
    );
  }
  const numbers = new Float64Array(size);
  writeLists(name, values as List, flat ? given : shape, [], numbers, 0);
  return numbers;
}

/** Writes nested lists of the shape that `shapeOfValues` gave, row by row. */
export function writeValues(
  name: string,
  values: unknown,
  shape: Shape,
  view: Float32Array | Float64Array,
): void {
  if (typeof values === "number") view[0] = values;
  else writeLists(name, values as List, shape, [], view, 0);
}

/** Writes what lies at a position, and gives where the next number goes. */
function writeLists(
  name: string,
  list: List,
  shape: Shape,
  position: readonly number[],
  view: Float32Array | Float64Array,
  start: number,
): number {
  const axis = position.length;
  const count = shape[axis] as number;
  if (axis === shape.length - 1 && isTyped(list)) {
    view.set(list, start);
    return start + count;
  }
  let at = start;
  for (let i = 0; i < count; i++) {
    const value = list[i];
    if (axis === shape.length - 1) {
      if (typeof value !== "number") throw valueError(name, [...position, i], "a number", value);
      view[at++] = value;
    } else {
      const length = shape[axis + 1] as number;
      if (!isList(value) || value.length !== length) {
        throw valueError(name, [...position, i], `a list of ${length}`, value);
      }
      at = writeLists(name, value, shape, [...position, i], view, at);
    }
  }
  return at;
}

function isTyped(value: unknown): value is Float64Array {
  return (
    ArrayBuffer.isView(value) &&
    !(value instanceof DataView) &&
    typeof (value as unknown as List)[0] !== "bigint"
  );
}

function isList(value: unknown): value is List {
  if (Array.isArray(value) || isTyped(value)) return true;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  const { length } = value as Partial<List>;
  return Number.isInteger(length) && (length as number) >= 0;
}

function valueError(
  name: string,
  position: readonly number[],
  expected: string,
  found: unknown,
): Error {
  const place = position.length === 0 ? "" : ` at position [${position.join(", ")}]`;
  const ragged = isList(found) || (expected !== "a number" && typeof found === "number");
  return new Error(
    `${name}: ${ragged ? "the lists are ragged: " : ""}expected ${expected}${place}, ` +
      `got ${described(found)}${isTensor(found) ? ": join tensors with stack() or concat()" : ""}.`,
  );
}

/** A value as errors name it. */
export function described(value: unknown): string {
  if (value === undefined) return "nothing (undefined)";
  if (isList(value)) return `a list of ${value.length}`;
  if (typeof value === "string") return `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === "bigint") return `${value}n, a bigint: convert it with Number()`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  const made = (value as object).constructor?.name ?? "object";
  if (made === "Tensor") return "a tensor";
  return `an object of type ${made}`;
}

function isTensor(value: unknown): boolean {
  return described(value) === "a tensor";
}

function sizeOf(shape: Shape): number {
  return shape.reduce((a, b) => a * b, 1);
}
