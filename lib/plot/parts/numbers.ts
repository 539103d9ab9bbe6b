/** Reading the numbers that a figure is given, and writing them small. */
import { toBase64 } from "../../base64.ts";

/** A tensor: its shape, and its numbers in row order. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number | bigint>;
}

/** Numbers in a row: an array, a typed array, or a tensor of shape [n], [n, 1] or [1, n]. */
export type Vector = ArrayLike<number | boolean> | TensorLike;

/** A table of numbers: an array of rows, or a tensor of shape [rows, columns]. */
export type Matrix = ArrayLike<ArrayLike<number>> | TensorLike;

/** Rows of the same length, with their numbers in row order. */
export interface Table {
  rows: number;
  columns: number;
  data: ArrayLike<number>;
}

/** True for tensors of this library and whatever has the same two fields. */
export function isTensorLike(value: unknown): value is TensorLike {
  return (
    typeof value === "object" &&
    value !== null &&
    Array.isArray((value as TensorLike).shape) &&
    "data" in value
  );
}

/** True for an array of numbers or a tensor: something to plot, as against an options object. */
export function isVector(value: unknown): value is Vector {
  return Array.isArray(value) || ArrayBuffer.isView(value) || isTensorLike(value);
}

/**
 * Reads a vector; `what` names it in errors, as in "line: y".
 *
 * @throws RangeError where it is empty or holds no finite number; TypeError where it is no vector.
 */
export function vector(what: string, values: Vector): number[] {
  if (values === undefined || values === null) {
    throw new TypeError(`${what} is missing. Give an array of numbers or a tensor.`);
  }
  if (isTensorLike(values)) {
    const { shape } = values;
    if (shape.filter((size) => size !== 1).length > 1) {
      throw new RangeError(
        `${what}: shape [${shape.join(", ")}] is not a row of numbers. Take one column or one row of it?`,
      );
    }
    return checked(what, Array.from(values.data as ArrayLike<number>, Number));
  }
  if (typeof values !== "object" || typeof values.length !== "number") {
    throw new TypeError(`${what} is a ${typeof values}. Give an array of numbers or a tensor.`);
  }
  const numbers = Array.from(values as ArrayLike<unknown>, (value, index) => {
    const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof inner === "number") return inner;
    if (typeof inner === "boolean" || typeof inner === "bigint") return Number(inner);
    if (inner === null || inner === undefined) return Number.NaN;
    throw new TypeError(
      `${what}[${index}] is ${Array.isArray(inner) ? "an array" : `a ${typeof inner}`}, a number was expected.`,
    );
  });
  return checked(what, numbers);
}

/**
 * Reads a table of numbers; `what` names it in errors.
 *
 * @throws RangeError where it is empty, ragged or holds no finite number; TypeError where it is no table.
 */
export function table(what: string, values: Matrix): Table {
  if (isTensorLike(values)) {
    const { shape } = values;
    if (shape.length !== 2) {
      throw new RangeError(
        `${what}: shape [${shape.join(", ")}] is not [rows, columns]. Reshape it to two axes.`,
      );
    }
    const data = Array.from(values.data as ArrayLike<number>, Number);
    checked(what, data);
    return { rows: shape[0]!, columns: shape[1]!, data };
  }
  if (values === undefined || values === null || typeof values.length !== "number") {
    throw new TypeError(`${what} is no table. Give an array of rows or a tensor [rows, columns].`);
  }
  const rows = values.length;
  if (rows === 0) throw new RangeError(`${what} is empty. Give at least one row.`);
  const columns = values[0]?.length;
  if (columns === undefined) {
    throw new TypeError(`${what} is a row of numbers, a table was expected: [[1, 2], [3, 4]].`);
  }
  const data: number[] = [];
  for (let row = 0; row < rows; row++) {
    const line = values[row]!;
    if (line.length !== columns) {
      throw new RangeError(
        `${what}: row ${row} has ${line.length} numbers, row 0 has ${columns}. Make them equal.`,
      );
    }
    for (let column = 0; column < columns; column++) data.push(Number(line[column]));
  }
  checked(what, data);
  return { rows, columns, data };
}

/** Numbers in row order as an array of rows. */
export function rows<Value>(values: readonly Value[], columns: number): Value[][] {
  return Array.from({ length: values.length / columns }, (_, row) =>
    values.slice(row * columns, (row + 1) * columns),
  );
}

/** One column of a table. */
export function column(of: Table, index: number): number[] {
  return Array.from({ length: of.rows }, (_, row) => of.data[row * of.columns + index]!);
}

/**
 * Checks that two inputs are equally long.
 *
 * @throws RangeError where they are not.
 */
export function sameLength(
  what: string,
  first: string,
  firstLength: number,
  second: string,
  secondLength: number,
): void {
  if (firstLength === secondLength) return;
  throw new RangeError(
    `${what}: ${first} has ${firstLength} values, ${second} has ${secondLength} values. Give as many of each.`,
  );
}

/** The smallest and the largest finite number. */
export function extent(values: ArrayLike<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/**
 * Rounds for the wire: at least 4 significant digits of each number and 1/10,000 of their range;
 * what is not finite becomes a gap.
 */
export function rounded(values: ArrayLike<number>): (number | null)[] {
  const [low, high] = extent(values);
  const forRange = high > low ? 4 - Math.floor(Math.log10(high - low)) : 0;
  return Array.from(values, (value) => {
    if (!Number.isFinite(value)) return null;
    if (Number.isInteger(value)) return value;
    const forValue = 3 - Math.floor(Math.log10(Math.abs(value)));
    const decimals = Math.max(0, forRange, forValue);
    if (decimals > 20) return Number(value.toPrecision(4));
    // Ten times as fast as toFixed, which live figures would feel.
    const power = 10 ** decimals;
    return Math.round(value * power) / power;
  });
}

/** The packed form of a matrix that plotly reads: 5.3 bytes a number instead of about 20. */
export interface Packed {
  dtype: "f4" | "i2" | "u1";
  bdata: string;
  shape?: string;
}

const packedTypes = { f4: Float32Array, i2: Int16Array, u1: Uint8Array } as const;

/** Packs a matrix, or a vector where no `columns` are given. */
export function packed(
  values: ArrayLike<number>,
  columns?: number,
  dtype: Packed["dtype"] = "f4",
): Packed {
  const typed = packedTypes[dtype].from(values);
  const bdata = toBase64(new Uint8Array(typed.buffer));
  if (columns === undefined) return { dtype, bdata };
  return { dtype, bdata, shape: `${values.length / columns}, ${columns}` };
}

/** `count` numbers from `low` to `high`, evenly spaced, both ends included. */
export function spaced(low: number, high: number, count: number): number[] {
  if (count === 1) return [low];
  return Array.from({ length: count }, (_, index) => low + ((high - low) * index) / (count - 1));
}

/**
 * Thins a long line to about `limit` points: of each stretch its lowest and its highest point, so
 * that no spike is lost. `x` must rise; other lines are returned whole.
 */
export function thinned(x: number[], y: number[], limit: number): { x: number[]; y: number[] } {
  const count = y.length;
  if (count <= limit) return { x, y };
  for (let index = 1; index < count; index++) if (!(x[index]! >= x[index - 1]!)) return { x, y };
  const stretches = Math.max(1, Math.floor((limit - 2) / 2));
  const kept = [0];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = 1 + Math.floor(((count - 2) * stretch) / stretches);
    const to = 1 + Math.floor(((count - 2) * (stretch + 1)) / stretches);
    let low = from;
    let high = from;
    for (let index = from; index < to; index++) {
      if (!(y[index]! >= y[low]!)) low = index;
      if (!(y[index]! <= y[high]!)) high = index;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
  }
  kept.push(count - 1);
  return { x: kept.map((index) => x[index]!), y: kept.map((index) => y[index]!) };
}

function checked(what: string, numbers: number[]): number[] {
  if (numbers.length === 0) throw new RangeError(`${what} is empty. Give at least one number.`);
  if (!numbers.some(Number.isFinite)) {
    throw new RangeError(
      `${what} holds no finite number: all ${numbers.length} are NaN or infinite, as after a division by 0, or when a training diverged.`,
    );
  }
  return numbers;
}
