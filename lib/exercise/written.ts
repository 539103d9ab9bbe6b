/** Values as feedback writes them: in the notebook's language, with its decimal sign. */
import { language } from "../language.ts";
import { numberText } from "../plot/parts/words.ts";
import { isList, plain } from "./expectation.ts";

/** How many elements of a list are written before the rest is left out. */
const shownElements = 12;

/**
 * A value as the notebook's language writes it: numbers with its decimal sign and at most four
 * significant digits (whole numbers whole), lists in brackets, words in quotes.
 *
 * @param value A number, a word, a list or a tensor.
 * @param digits How many significant digits to write at most. Default 4.
 * @example
 * plot.language("pt");
 * exercise.format([0.30000000000000004, 9241]) // "[0,3; 9.241]"
 */
export function format(value: unknown, digits = 4): string {
  return written(value, digits, shownElements);
}

/**
 * Two values that are not the same, with as many digits as it takes to see it.
 *
 * @example
 * formatApart(0.75, 0.7500001) // ["0.75", "0.7500001"]
 */
export function formatApart(one: unknown, other: unknown): [string, string] {
  for (let digits = 4; digits <= 17; digits++) {
    const pair = [format(one, digits), format(other, digits)] as [string, string];
    if (pair[0] !== pair[1]) return pair;
  }
  return [written(one, 17, Number.POSITIVE_INFINITY), written(other, 17, Number.POSITIVE_INFINITY)];
}

function written(value: unknown, digits: number, elements: number): string {
  const inner = plain(value);
  if (typeof inner === "number") return number(inner, digits);
  if (typeof inner === "string") return `"${inner}"`;
  if (typeof inner === "function") return { en: "a function", pt: "uma função" }[language()];
  if (isList(inner)) return list(inner, digits, elements);
  if (typeof inner === "object" && inner !== null)
    return { en: "an object", pt: "um objeto" }[language()];
  return String(inner);
}

function number(value: number, digits: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size >= 1e15 || (size < 1e-4 && size > 0))
    return numberText(value, digits);
  const limit = Number.isInteger(value)
    ? { maximumFractionDigits: 0 }
    : { maximumSignificantDigits: digits };
  return (value === 0 ? 0 : value)
    .toLocaleString(language() === "pt" ? "pt-BR" : "en", limit)
    .replace("-", "−");
}

/** A list's elements, apart by semicolons where commas stand in numbers: all lists of a sentence alike. */
function list(values: ArrayLike<unknown>, digits: number, elements: number): string {
  const parts = Array.from(values, (value) => written(value, digits, elements));
  const kept = parts.length > elements ? [...parts.slice(0, elements), "…"] : parts;
  return `[${kept.join(language() === "pt" ? "; " : ", ")}]`;
}
