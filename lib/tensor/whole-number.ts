/** More numbers than fit into the memory; also how many of anything a list may hold. */
const MOST = 2 ** 30;

/**
 * An argument that must be a whole number, from `from` to `to`; `name` is the function it was given
 * to. Everything in the library that counts, or is a position or a size, passes through here.
 * @throws Error that names the function, the argument and the value.
 */
export function wholeNumber(
  name: string,
  argument: string,
  value: unknown,
  from: number = 0,
  to: number = MOST,
): number {
  if (Number.isInteger(value) && (value as number) >= from && (value as number) <= to) {
    return value as number;
  }
  const lowest = from === -Infinity ? "" : ` from ${from}`;
  const highest = to >= MOST ? "" : ` to ${to}`;
  throw new Error(
    `${name}: ${argument} must be a whole number${lowest}${highest}, got ${shown(value)}.`,
  );
}

/** The largest whole number up to which float32 tells all of them apart. */
const EXACT = 2 ** 24;

/**
 * Checks that the positions on an axis of `count` can be written in a dtype.
 * @throws Error that names the function and the cure.
 */
export function checkPositions(name: string, dtype: string, count: number): void {
  if (dtype !== "float32" || count <= EXACT) return;
  throw new Error(
    `${name}: of ${count} positions float32 tells only the first ${EXACT} apart. ` +
      'Convert the tensor with .to("float64").',
  );
}

/**
 * A shape as a user gives it, copied, since its list may be changed later.
 * @throws Error if it is no list of whole numbers from `from`.
 */
export function shapeOf(name: string, shape: unknown, from: number = 0): number[] {
  if (!Array.isArray(shape)) {
    throw new Error(`${name}: the shape must be a list such as [2, 3], got ${shown(shape)}.`);
  }
  const sizes: number[] = [];
  for (let i = 0; i < shape.length; i++) {
    const size = shape[i];
    sizes.push(
      Number.isInteger(size) && size >= from
        ? size
        : wholeNumber(name, `size ${i} of the shape`, size, from, Number.MAX_SAFE_INTEGER),
    );
  }
  return sizes;
}

/** A value as it would be written: texts in quotes. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
