/** Habits that spoil a right answer, whatever the exercise asks: recognised here for all of them. */
import { isList, plain, someNumber } from "./expectation.ts";
import { askedDigits, cut, digitsOf, type Precision, roundings, sameNumber } from "./numbers.ts";
import { says } from "./texts.ts";
import { format } from "./written.ts";

/** Whether a value would be right in the place of the answer. */
type IsRight = (value: unknown) => boolean;

/**
 * What to say of an answer that has no form of an answer, before the author's hints are asked:
 * thousands grouped, a decimal comma, quotes, infinities.
 */
export function habitOfForm(answer: unknown, isRight: IsRight): string | undefined {
  const given = plain(answer);
  if (someNumber(given, (number) => !Number.isFinite(number))) {
    const number = [given].flat(9).find((one) => typeof one === "number" && !Number.isFinite(one));
    return says().notFinite(format(number ?? Number.POSITIVE_INFINITY));
  }
  if (typeof given === "number") return groupedThousands(given, isRight);
  if (typeof given === "string" && /^[−+-]?[\d.,]+$/.test(given.trim()))
    return isRight(given) ? undefined : says().quoted;
  if (isList(given))
    return hasQuotedNumbers(given)
      ? says().quotedElements
      : decimalCommas(Array.from(given), isRight);
  return undefined;
}

function hasQuotedNumbers(given: ArrayLike<unknown>): boolean {
  const isQuoted = (value: unknown) => typeof value === "string";
  return Array.from(given).some(isQuoted) && Array.from(given, Number).every(Number.isFinite);
}

/** 308.504 for 308504: a point that groups thousands, once or twice. */
function groupedThousands(given: number, isRight: IsRight): string | undefined {
  for (const [factor, decimals] of [
    [1e3, 3],
    [1e6, 6],
  ] as const) {
    const meant = Math.round(given * factor);
    const isWhole = Math.abs(meant - given * factor) < 1e-6 && Math.abs(meant) >= factor;
    if (!isWhole || !isRight(meant)) continue;
    const written = given.toFixed(decimals);
    return Number.isInteger(given)
      ? says().wholeThousands(written, format(given))
      : says().thousands(written, format(given, 9), String(meant));
  }
  return undefined;
}

/** [0, 5] for 0.5, and [1, 0, 5] for [1, 0.5]: commas that separate elements. */
function decimalCommas(given: unknown[], isRight: IsRight): string | undefined {
  if (given.length > 24 || isRight(given)) return undefined;
  const isDigits = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
  if (given.length === 2 && given.every(Number.isInteger) && isDigits(given[1])) {
    const number = `${given[0]}.${given[1]}`;
    if (isRight(Number(number))) return says().decimalComma(number);
  }
  const joined = joinedDecimals(given as number[]).find((list) => isRight(list));
  return joined && says().decimalComma(`[${joined.join(", ")}]`);
}

/** The lists that come of reading one comma, or every second one, as a decimal comma. */
function joinedDecimals(given: number[]): number[][] {
  const whole = (at: number) => (Object.is(given[at], -0) ? "-0" : String(given[at]));
  const read = (at: number) => Number(`${whole(at)}.${given[at + 1]}`);
  const all = given.length % 2 === 0 ? [given.flatMap((_, i) => (i % 2 ? [] : [read(i)]))] : [];
  const afterZero: number[] = [];
  for (let i = 0; i < given.length; i++)
    afterZero.push(given[i] === 0 && given[i + 1]! > 0 ? read(i++) : given[i]!);
  const once = given.slice(1).map((_, i) => [...given.slice(0, i), read(i), ...given.slice(i + 2)]);
  return [...once, afterZero, ...all].filter(
    (list) =>
      list.length < given.length && list.every(Number.isFinite) && !list.every(Number.isInteger),
  );
}

/**
 * What to say of a number near the right one, where the author has no hint for it: in percent, with
 * the other sign, with digits cut off or too few.
 *
 * @param isShare Whether the exercise says that its answer is a share, which may be given in percent.
 */
export function habitOfNumber(
  answer: unknown,
  expected: unknown,
  precision: Precision,
  isShare = false,
): string | undefined {
  if (typeof answer !== "number" || typeof expected !== "number" || answer === 0) return undefined;
  if (isShare && expected > 0 && expected < 1 && sameNumber(answer / 100, expected, precision))
    return says().percentage;
  if (sameNumber(-answer, expected, precision)) return says().sign;
  return precision.tolerance === undefined ? ofRounding(answer, expected, precision) : undefined;
}

function ofRounding(answer: number, expected: number, precision: Precision): string | undefined {
  const asked = askedDigits(expected, precision);
  if (asked === undefined || roundings(expected, asked).includes(expected)) return undefined;
  for (let digits = asked; digits <= 12; digits++)
    if (cut(expected, digits) === answer) return says().truncated;
  return isCoarse(answer, expected, precision) ? says().tooFewDigits(asked) : undefined;
}

/** Whether an answer is the right number, rounded to fewer digits than are asked for. */
export function isCoarse(answer: unknown, expected: unknown, precision: Precision): boolean {
  if (typeof answer !== "number" || typeof expected !== "number") return false;
  if (precision.tolerance !== undefined || askedDigits(expected, precision) === undefined)
    return false;
  const isNear = Math.abs(answer - expected) < 0.05 * Math.abs(expected);
  return isNear && digitsOf(answer, expected) > 0;
}
