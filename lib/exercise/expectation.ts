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

const plain = (value: unknown): unknown => (isListable(value) ? value.tolist() : value);

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/**
 * Whether two values are the same for a teacher: numbers within a relative tolerance, lists and
 * tensors element by element, words without regard to case, accents' encoding and outer spaces.
 */
export function same(given: unknown, expected: unknown, tolerance: number): boolean {
  const a = plain(given);
  const b = plain(expected);
  if (typeof a === "number" && typeof b === "number") {
    if (a === b) return true;
    return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  }
  if (typeof a === "string" && typeof b === "string") return word(a) === word(b);
  if (isList(a) && isList(b)) {
    if (a.length !== b.length) return false;
    return Array.from(a).every((element, i) => same(element, b[i], tolerance));
  }
  return a === b;
}

const word = (text: string) => text.trim().normalize("NFC").toLowerCase();

/**
 * Whether the student has not answered yet: a placeholder (`NaN`, `""`, `undefined`) is still there,
 * be it in the code of a function.
 */
export function isBlank(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === "") return true;
  if (typeof answer === "number") return Number.isNaN(answer);
  if (typeof answer === "function") return /\bNaN\b/.test(String(answer));
  if (Array.isArray(answer)) return answer.length === 0 || answer.some(isBlank);
  return false;
}

/** Whether an answer meets an expectation: a predicate is asked, any other value is compared. */
export function meets<Answer>(
  answer: Answer,
  expectation: Expectation<Answer>,
  tolerance: number,
): boolean {
  if (typeof expectation === "function") {
    return (expectation as Test<Answer>)(answer);
  }
  return same(answer, expectation, tolerance);
}
