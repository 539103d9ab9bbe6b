/** How an author declares an exercise. */
import type { Case } from "./cases.ts";
import { type Expectation, someNumber } from "./expectation.ts";
import type { Precision } from "./numbers.ts";

/** A sentence, or a function that writes one about the student's own answer. */
export type Message<Answer> = string | ((answer: Answer) => string);

/** A mistake that is worth a word of its own. */
export type Hint<Answer> = {
  /** What to tell a student who made it. Text between backquotes is shown as code. */
  say: Message<Answer>;
} & (
  | {
      /** The wrong value, or a test that recognises the mistake. */
      when: Expectation<Answer>;
    }
  | {
      /** Functions that make the mistake: the hint fits what gives the same as one in every case. */
      like: Answer | readonly Answer[];
    }
);

export interface Exercise<Answer> {
  /** The right value, or a test that recognises a right answer. */
  expected?: Expectation<Answer>;
  /**
   * For an answer that is a function, in the place of `expected`: what it must give for which inputs.
   * The first case that fails is the one that a student is shown.
   */
  cases?: readonly Case<Answer>[];
  /** What the inputs of the cases are called, as in `["θ", "α"]`; without it only values are shown. */
  names?: readonly string[];
  /** Why it is right, shown with a right answer. */
  because: Message<Answer>;
  /** Known mistakes, the most telling first: the first that fits is the one shown. */
  hints?: Hint<Answer>[];
  /** What to say when the answer is wrong and no hint fits; with `cases`, after the case that failed. */
  otherwise?: Message<Answer>;
  /** What to say while the answer is blank: `NaN`, `""`, `[]`, `undefined`, a function that holds `NaN`. */
  blank?: string;
  /**
   * The significant digits that the text asks for. An answer rounded to as many or more is right, if it
   * is rounded rightly. Default 3; whole numbers, and what functions give, must be exact.
   */
  digits?: number;
  /** In the place of digits: how far a number may be from the expected one, relative to it. */
  tolerance?: number;
  /** How many numbers the answer holds, where `expected` is a test of a list of numbers. */
  length?: number;
  /**
   * For an answer that is a share of 1, as a probability is: whether 95 is as right as 0.95, because the
   * text allows percentages. With `false` 95 is wrong, and told to be in percent; without it the answer
   * is no share.
   */
  percent?: boolean;
}

/** The precision with which the numbers of an exercise are compared. */
export function precisionOf<Answer>({ cases, digits, tolerance }: Exercise<Answer>): Precision {
  const exact = cases && digits === undefined;
  return { digits, tolerance: exact ? (tolerance ?? 0) : tolerance };
}

/** @throws {TypeError | RangeError} which tells the author what is wrong with an exercise */
export function checkDefinition<Answer>(exercise: Exercise<Answer>): void {
  const { expected, cases, digits, tolerance, otherwise, length } = exercise;
  if ((expected === undefined) === (cases === undefined))
    throw new TypeError("exercise.create: give either `expected` or `cases`.");
  if (cases?.length === 0)
    throw new TypeError("exercise.create: `cases` is empty. Give at least one case.");
  if (expected !== undefined && otherwise === undefined)
    throw new TypeError("exercise.create: say in `otherwise` what helps where no hint fits.");
  const notFinite = (value: unknown) => someNumber(value, (number) => !Number.isFinite(number));
  if (notFinite(expected) || cases?.some((one) => notFinite(one.expected)))
    throw new RangeError("exercise.create: expected a finite answer, got NaN or Infinity.");
  if (digits !== undefined && tolerance !== undefined)
    throw new TypeError("exercise.create: give either `digits` or `tolerance`.");
  if (digits !== undefined && !(Number.isInteger(digits) && digits >= 1 && digits <= 15))
    throw new RangeError(`exercise.create: digits must be a whole number 1 to 15, got ${digits}.`);
  if (tolerance !== undefined && !(tolerance >= 0 && tolerance < 1))
    throw new RangeError(`exercise.create: tolerance must be from 0 to below 1, got ${tolerance}.`);
  if (length !== undefined && !(Number.isInteger(length) && length > 0))
    throw new RangeError(`exercise.create: length must be a whole number, got ${length}.`);
}
