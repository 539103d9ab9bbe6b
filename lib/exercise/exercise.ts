import { type Language, language } from "../plot/words.ts";
import { type Expectation, isBlank, meets } from "./expectation.ts";
import { Feedback } from "./feedback.ts";

/** A sentence, or a function that writes one about the student's own answer. */
export type Message<Answer> = string | ((answer: Answer) => string);

/** A mistake that is worth a word of its own. */
export interface Hint<Answer> {
  /** The wrong value, or a test that recognises the mistake. */
  when: Expectation<Answer>;
  /** What to tell a student who made it. Text between backquotes is shown as code. */
  say: Message<Answer>;
}

export interface Exercise<Answer> {
  /** The right value, or a test that recognises a right answer. */
  expected: Expectation<Answer>;
  /** Why it is right, shown with a right answer. */
  because: Message<Answer>;
  /** Known mistakes, the most telling first: the first that fits is the one shown. */
  hints?: Hint<Answer>[];
  /** What to say when the answer is wrong and no hint fits. */
  otherwise: Message<Answer>;
  /** What to say while the answer is blank: `NaN`, `""`, `undefined`, a function that holds `NaN`. */
  blank?: string;
  /** How far a number may be from the expected one, relative to it. Default 0.001. */
  tolerance?: number;
}

const askForAnswer: Record<Language, string> = {
  en: "Write your answer in the place marked in the cell and run it again.",
  pt: "Escreva a sua resposta no lugar marcado da célula e execute-a de novo.",
};

/**
 * Makes an exercise: a function that takes the student's answer and gives feedback on it, in the
 * language of `plot.language`.
 *
 * Numbers are compared with a relative tolerance of 0.001, lists and tensors element by element,
 * words without regard to case; for anything else `expected` and each hint's `when` are tests
 * written by the author. A test that throws counts as not met; if `expected` throws, the student
 * sees the error's message, for it comes from the answer's own code.
 *
 * @example
 * const howMany = exercise.create({
 *   expected: 11, because: "4 + 4 + 3", otherwise: "Count the weights of each neuron.",
 *   hints: [{ when: 8, say: "And the bias of each neuron?" }],
 * });
 * howMany(8); // ✗ Not yet. And the bias of each neuron?
 */
export function create<Answer>(exercise: Exercise<Answer>): (answer: Answer) => Feedback {
  const { expected, because, hints = [], otherwise, blank, tolerance = 1e-3 } = exercise;
  return (answer) => {
    const tell = (message: Message<Answer>) =>
      typeof message === "function" ? message(answer) : message;
    if (isBlank(answer)) return new Feedback("blank", blank ?? askForAnswer[language()]);
    let failure: unknown;
    try {
      if (meets(answer, expected, tolerance)) return new Feedback("right", tell(because));
    } catch (error) {
      failure = error;
    }
    const hint = hints.find(({ when }) => isMet(answer, when, tolerance));
    if (hint) return new Feedback("wrong", tell(hint.say));
    if (failure) return new Feedback("failed", messageOf(failure));
    return new Feedback("wrong", tell(otherwise));
  };
}

function isMet<Answer>(answer: Answer, expected: Expectation<Answer>, tolerance: number): boolean {
  try {
    return meets(answer, expected, tolerance);
  } catch {
    return false;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
