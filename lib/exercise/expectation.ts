import { type Precision, sameNumber } from "./numbers.ts";

type Test<Answer> = (answer: Answer) => boolean;

/** A value to compare an answer with, or a test of it; an answer that is a function is only tested. */
export type Expectation<Answer> = [Answer] extends [(...inputs: never[]) => unknown]
  ? Test<Answer>
  : Answer | Test<Answer>;

/** Anything that can hand out its numbers as plain lists, as a tensor does. */
interface Listable {
  tolist(): unknown;
}

const isListable = (value: unknown): value is Listable =>
  typeof value === "object" && value !== null && "tolist" in value;

/** A value with tensors as lists and long integers as numbers. */
export function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return isListable(value) ? value.tolist() : value;
}

/** Whether a value is a list, be it one of numbers of a fixed size. */
export const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** Whether any number in a value, however deep in lists, passes a test. */
export function someNumber(value: unknown, test: (number: number) => boolean): boolean {
  const inner = plain(value);
  if (typeof inner === "number") return test(inner);
  return isList(inner) && Array.from(inner).some((element) => someNumber(element, test));
}

/** How many elements a list has; undefined for anything else. */
export function lengthOf(value: unknown): number | undefined {
  const inner = plain(value);
  return isList(inner) ? inner.length : undefined;
}

/** Whether a value is a list of so many numbers. */
export function isNumbers(value: unknown, length: number): boolean {
  const inner = plain(value);
  if (!isList(inner) || inner.length !== length) return false;
  return Array.from(inner).every((element) => typeof element === "number");
}

/**
 * Whether two values are the same for a teacher: numbers as `precision` asks, lists and tensors
 * element by element, words without regard to case, accents' encoding and outer spaces.
 */
export function same(given: unknown, expected: unknown, precision: Precision): boolean {
  const a = plain(given);
  const b = plain(expected);
  if (typeof a === "number" && typeof b === "number") return sameNumber(a, b, precision);
  if (typeof a === "string" && typeof b === "string") return word(a) === word(b);
  if (isList(a) && isList(b)) {
    if (a.length !== b.length) return false;
    return Array.from(a).every((element, i) => same(element, b[i], precision));
  }
  return a === b;
}

const word = (text: string) => text.trim().normalize("NFC").toLowerCase();

/** Whether the student has not answered yet: a placeholder (`NaN`, `""`, `undefined`) is still there. */
export function isBlank(answer: unknown): boolean {
  const inner = plain(answer);
  if (inner === undefined || inner === null || inner === "") return true;
  if (typeof inner === "number") return Number.isNaN(inner);
  if (isList(inner)) return inner.length === 0 || Array.from(inner).some(isBlank);
  return false;
}

/** Whether the placeholder `NaN` stands in the code of a function. */
export function holdsPlaceholder(answer: unknown): boolean {
  return typeof answer === "function" && /(?<![.\w])NaN\b/.test(String(answer));
}

/** Whether an answer meets an expectation: a predicate is asked, any other value is compared. */
export function meets<Answer>(
  answer: Answer,
  expectation: Expectation<Answer>,
  precision: Precision,
): boolean {
  if (typeof expectation === "function") {
    return (expectation as Test<Answer>)(answer) === true;
  }
  return same(answer, expectation, precision);
}
