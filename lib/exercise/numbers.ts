/** When two numbers are the same for a teacher. */

/** How exactly a number must be given. */
export interface Precision {
  /** The significant digits that the text asks for. */
  digits?: number | undefined;
  /** How far a number may be from the expected one, relative to it. */
  tolerance?: number | undefined;
}

/** The digits asked for where an exercise names none, and the answer is no whole number. */
const usualDigits = 3;

/** More digits than these tell nothing: they are those of the rounding itself. */
const mostDigits = 15;

/** What the arithmetic of 32 bits may leave between two ways to the same number. */
const slack = (expected: number): number => {
  if (expected === 0) return 1e-8;
  const relative = 1e-6 * Math.abs(expected);
  return Number.isInteger(expected) ? Math.min(relative, 1e-3) : relative;
};

/**
 * Whether a number is the expected one, or is it rounded rightly to as many digits as were asked for
 * or more, or cut behind more. Whole numbers are not rounded unless `digits` says so. What
 * is not finite is never right.
 *
 * @example
 * sameNumber(394, 569 * Math.LN2, { digits: 3 }) // true: 394.4… rounded
 * sameNumber(395, 569 * Math.LN2, { digits: 3 }) // false: rounded wrongly
 * sameNumber(0.88079, 0.880797, { digits: 4 }) // true: cut, but behind four digits
 */
export function sameNumber(given: number, expected: number, precision: Precision): boolean {
  if (!Number.isFinite(given) || !Number.isFinite(expected)) return false;
  const { tolerance } = precision;
  const distance = Math.abs(given - expected);
  if (distance <= slack(expected)) return true;
  if (tolerance !== undefined) return distance <= tolerance * Math.abs(expected);
  const digits = askedDigits(expected, precision);
  if (digits === undefined) return false;
  return isCutBehind(given, expected, digits) || digitsOf(given, expected) >= digits;
}

/** Whether a number is the expected one, cut behind more digits than were asked for. */
export function isCutBehind(given: number, expected: number, digits: number): boolean {
  // −0.19999999999999996 is −0.2 to everyone, and −0.1999 is not cut from it.
  const clean = Number(expected.toPrecision(12));
  for (let more = digits + 1; more <= mostDigits; more++)
    if (cut(clean, more) === given) return true;
  return false;
}

/** To how many digits an answer must at least be given; undefined where it must be exact. */
export function askedDigits(expected: number, { digits }: Precision): number | undefined {
  return digits ?? (Number.isInteger(expected) ? undefined : usualDigits);
}

/** To how many significant digits `expected` was rounded to give `given`; 0 where it was not. */
export function digitsOf(given: number, expected: number): number {
  for (let digits = mostDigits; digits > 0; digits--)
    if (roundings(expected, digits).includes(given)) return digits;
  return 0;
}

/** A number rounded; a half both ways, as 0.285 in binary is neither. */
export function roundings(value: number, digits: number): number[] {
  return [value * (1 + 1e-12), value, value * (1 - 1e-12)].map((near) =>
    Number(near.toPrecision(digits)),
  );
}

/** A number cut after so many significant digits. */
export function cut(value: number, digits: number): number {
  const [mantissa, exponent] = value.toExponential(mostDigits + 1).split("e") as [string, string];
  const sign = mantissa.startsWith("-") ? 1 : 0;
  const kept = mantissa.slice(0, sign + digits + (digits > 1 ? 1 : 0));
  return Number(`${kept}e${exponent}`);
}
