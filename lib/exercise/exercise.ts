import {
  alike,
  describeFailure,
  type Failure,
  firstFailure,
  givesNoNumbers,
  guarded,
  messageOf,
} from "./cases.ts";
import {
  checkDefinition,
  type Exercise,
  type Hint,
  type Message,
  precisionOf,
} from "./definition.ts";
import {
  holdsPlaceholder,
  isBlank,
  isNumbers,
  lengthOf,
  meets,
  someNumber,
} from "./expectation.ts";
import { Feedback } from "./feedback.ts";
import { habitOfForm, habitOfNumber, isCoarse } from "./habits.ts";
import { type Precision, sameNumber } from "./numbers.ts";
import { says } from "./texts.ts";

/** Takes the student's answer and gives feedback on it. */
export type Check<Answer> = (answer: Answer) => Feedback;

const definitions = new WeakMap<object, Exercise<never>>();

/** How the author declared an exercise. */
export function definitionOf<Answer>(check: Check<Answer>): Exercise<Answer> | undefined {
  return definitions.get(check) as Exercise<Answer> | undefined;
}

/**
 * Makes an exercise: a function that takes the student's answer and gives feedback on it, in the
 * language of `plot.language`.
 *
 * Whole numbers must be exact; others may be rounded to `digits` significant digits or more, and must
 * be rounded rightly. What is not finite is never right. Lists and tensors are compared element by
 * element, words without regard to case; for anything else `expected` and each hint's `when` are
 * tests written by the author. A test that throws counts as not met.
 *
 * For an answer that is a function, `cases` say what it must give for which inputs. The first case
 * that fails is shown in the notebook's language: "For x = 2: expected 0.5; came 0.3."
 *
 * @throws {TypeError | RangeError} for an exercise that no answer could meet or that has no answer
 * @example
 * const howMany = exercise.create({
 *   expected: 11, because: "4 + 4 + 3", otherwise: "Count the weights of each neuron.",
 *   hints: [{ when: 8, say: "And the bias of each neuron?" }],
 * });
 * howMany(8); // ✗ Not yet. And the bias of each neuron?
 * @example
 * const square = exercise.create<(x: number) => number>({
 *   cases: [{ inputs: [3], expected: 9 }, { inputs: [0.5], expected: 0.25 }], names: ["x"],
 *   because: "x · x", hints: [{ like: (x) => 2 * x, say: "That is the double." }],
 * });
 */
export function create<Answer>(exercise: Exercise<Answer>): Check<Answer> {
  checkDefinition(exercise);
  const check: Check<Answer> = (answer) => {
    try {
      return feedbackOn(answer, exercise);
    } catch (error) {
      // A list that holds itself has no end.
      if (error instanceof RangeError) return new Feedback("wrong", says().otherKind);
      throw error;
    }
  };
  definitions.set(check, exercise as unknown as Exercise<never>);
  return check;
}

function feedbackOn<Answer>(answer: Answer, exercise: Exercise<Answer>): Feedback {
  const { because, hints = [], blank, otherwise } = exercise;
  if (isUnanswered(answer, exercise)) {
    const ask = typeof answer === "number" ? says().stillNaN : says().askForAnswer;
    return new Feedback("blank", blank ?? ask);
  }
  const precision = precisionOf(exercise);
  const safe = guarded(answer);
  const { right, failed } = judge(answer, exercise, precision);
  if (right) return new Feedback("right", tell(because, safe));
  const isRight = (value: unknown) => judge(value as Answer, exercise, precision).right;
  const wrong = (message: string) => new Feedback("wrong", message);

  const form = formOf(answer, exercise, isRight);
  if (form !== undefined) return wrong(form);
  const hint = hints.find((one) => fits(safe, one, exercise, precision));
  if (hint) return wrong(tell(hint.say, safe));
  if (failed?.stopped)
    return new Feedback(
      "failed",
      exercise.cases ? describeFailure(failed, exercise.names) : messageOf(failed.error),
    );
  const near = nearness(answer, exercise, precision);
  if (near !== undefined) return wrong(near);
  const advice = otherwise === undefined ? "" : tell(otherwise, safe);
  if (failed) return wrong(`${describeFailure(failed, exercise.names)} ${advice}`.trim());
  return wrong(advice);
}

function isUnanswered<Answer>(answer: Answer, { cases }: Exercise<Answer>): boolean {
  if (isBlank(answer)) return true;
  return holdsPlaceholder(answer) && (!cases || givesNoNumbers(answer, cases));
}

interface Judgement {
  right: boolean;
  failed?: Failure | undefined;
}

function judge<Answer>(
  answer: Answer,
  exercise: Exercise<Answer>,
  precision: Precision,
): Judgement {
  const { cases, expected, length, percent } = exercise;
  if (cases) {
    if (typeof answer !== "function") return { right: false };
    const failed = firstFailure(answer, cases, precision);
    return { right: failed === undefined, failed };
  }
  if (expected === undefined || someNumber(answer, (number) => !Number.isFinite(number)))
    return { right: false };
  if (length !== undefined && !isNumbers(answer, length)) return { right: false };
  try {
    if (meets(guarded(answer), expected, precision)) return { right: true };
    const part = percent && typeof answer === "number" ? answer / 100 : undefined;
    return { right: part !== undefined && meets(part as Answer, expected, precision) };
  } catch (error) {
    if (typeof answer !== "function") return { right: false };
    return { right: false, failed: { inputs: [], called: "", expected, error, stopped: true } };
  }
}

/** What to say of an answer that is of another kind, or written in a way that spoils it. */
function formOf<Answer>(
  answer: Answer,
  { cases }: Exercise<Answer>,
  isRight: (value: unknown) => boolean,
): string | undefined {
  if (cases && typeof answer !== "function") return says().notAFunction;
  return habitOfForm(answer, isRight);
}

/** What to say of an answer that is near the right one and fits no hint. */
function nearness<Answer>(
  answer: Answer,
  { expected, length, percent }: Exercise<Answer>,
  precision: Precision,
): string | undefined {
  const given = lengthOf(answer);
  const asked = length ?? lengthOf(expected);
  if (given !== undefined && asked !== undefined && given !== asked)
    return says().elements(asked, given);
  return habitOfNumber(answer, expected, precision, percent !== undefined);
}

/** Mistakes are recognised when they are rounded more than a right answer may be. */
const roughly: Precision = { digits: 2 };

function fits<Answer>(
  answer: Answer,
  hint: Hint<Answer>,
  { cases, expected, percent }: Exercise<Answer>,
  precision: Precision,
): boolean {
  if ("like" in hint)
    return [hint.like].flat().some((one) => alike(answer, one as Answer, cases ?? [], precision));
  const { when } = hint;
  const isRounded = typeof when === "number" && !Number.isInteger(when);
  const { tolerance } = precision;
  const exactness = isRounded && tolerance === undefined ? roughly : { tolerance };
  try {
    // The right number with too few digits is not taken for a mistake of about that size.
    if (isRounded && isCoarse(answer, expected, precision)) {
      if (!sameNumber(Number(answer), when, { tolerance: tolerance ?? 1e-3 })) return false;
    }
    if (!percent || typeof answer !== "number") return meets(answer, when, exactness);
    // A mistake is known in percent, too: 75 as 0.75.
    const part = (Number(answer) / 100) as Answer;
    if (typeof when === "function")
      return meets(Number(answer) > 1 ? part : (answer as Answer), when, exactness);
    const isShare = Math.abs(Number(when)) <= 1;
    return meets(answer as Answer, when, exactness) || (isShare && meets(part, when, exactness));
  } catch {
    return false;
  }
}

function tell<Answer>(message: Message<Answer>, answer: Answer): string {
  if (typeof message === "string") return message;
  try {
    return message(answer);
  } catch {
    return says().otherKind;
  }
}
