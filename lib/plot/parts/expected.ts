/** Checks of what a figure is given, for the mistakes that types let through in a notebook. */
import { Figure } from "./figure.ts";

/**
 * Checks that something can be called; `what` names it, as in `functionPlot: "f"`.
 *
 * @throws TypeError where it cannot.
 */
export function expectFunction(what: string, value: unknown, example: string): void {
  if (typeof value === "function") return;
  throw new TypeError(`${what} is ${kind(value)}, a function was expected: ${example}.`);
}

/**
 * Checks that something is an array of figures.
 *
 * @throws TypeError where it is not.
 */
export function expectFigures(what: string, values: unknown): asserts values is Figure[] {
  expectArray(what, values, "[plot.line(…), plot.line(…)]");
  for (const [index, value] of values.entries()) {
    if (value instanceof Figure) continue;
    throw new TypeError(
      `${what}: number ${index} is ${kind(value)}, a figure was expected: plot.line(…).`,
    );
  }
}

/**
 * Checks that something is an array.
 *
 * @throws TypeError where it is not.
 */
export function expectArray(
  what: string,
  values: unknown,
  example: string,
): asserts values is unknown[] {
  if (Array.isArray(values)) return;
  throw new TypeError(`${what}: ${kind(values)} was given, an array was expected: ${example}.`);
}

/** "undefined", "a number", "an array": what was given, in words. */
export function kind(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "an array";
  const type = value instanceof Object ? value.constructor.name : typeof value;
  return /^[aeio]/i.test(type) ? `an ${type}` : `a ${type}`;
}
