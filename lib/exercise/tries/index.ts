/** For authors: what an exercise says to the answers that students write. */
import { displaySymbol, type MimeBundle } from "../../display.ts";
import { tableHtml } from "../../html.ts";
import { type Language, language } from "../../language.ts";
import { type Check, definitionOf } from "../exercise.ts";
import type { Verdict } from "../feedback.ts";
import { format } from "../written.ts";
import { functionAnswers } from "./functions.ts";
import { listAnswers } from "./lists.ts";
import { numberAnswers } from "./numbers.ts";
import { wordAnswers } from "./words.ts";

/** An answer made out of the right one, before it is given. */
export interface Variation {
  /** What was done to the right answer. */
  change: string;
  answer: unknown;
  /** Whether it is still right: the same in another form. */
  right: boolean;
}

/** What an exercise said to one answer. */
export interface Try extends Variation {
  verdict: Verdict;
  message: string;
  /** Whether the verdict fits: right where the answer is right, anything else where it is not. */
  fits: boolean;
}

/**
 * Gives an exercise the right answer, the same in other forms, and what goes wrong with it: scaled,
 * negated, swapped, off by one, rounded to each number of digits, cut, in percent, with a decimal
 * comma, `NaN`, `Infinity`, empty and constant answers; for functions also ones that give always the
 * same, stop, give nothing back, spoil their inputs, or fail in one case alone.
 *
 * @param check The exercise, as `exercise.create` made it.
 * @param rightAnswer An answer that is right, as exactly as it can be computed.
 * @returns a table of what each is told; `tries.misjudged` are the ones to look at. Where more than
 *   one answer is right, some may stand there for a good reason, as weights that were scaled.
 * @example
 * exercise.tryAnswers(exercise1, 0.95)            // as the last line of a cell: shows the table
 * exercise.tryAnswers(exercise1, 0.95).misjudged // []
 */
export function tryAnswers<Answer>(check: Check<Answer>, rightAnswer: Answer): Tries {
  const exercise = definitionOf(check);
  if (!exercise)
    throw new TypeError("tryAnswers: give what exercise.create returned, and an answer.");
  const variations =
    typeof rightAnswer === "function"
      ? functionAnswers(rightAnswer, exercise)
      : typeof rightAnswer === "number"
        ? numberAnswers(rightAnswer, exercise)
        : typeof rightAnswer === "string"
          ? wordAnswers(rightAnswer)
          : listAnswers(rightAnswer, exercise);
  return new Tries(
    variations.map((variation) => {
      const { verdict, message } = check(variation.answer as Answer);
      return { ...variation, verdict, message, fits: (verdict === "right") === variation.right };
    }),
  );
}

const heads: Record<Language, readonly string[]> = {
  en: ["Change", "Answer", "Verdict", "What it is told"],
  pt: ["Mudança", "Resposta", "Veredicto", "O que ela ouve"],
};

/** What an exercise said to each answer; shows itself as a table. */
export class Tries {
  readonly rows: readonly Try[];

  constructor(rows: readonly Try[]) {
    this.rows = rows;
  }

  /** The answers whose verdict does not fit. */
  get misjudged(): Try[] {
    return this.rows.filter(({ fits }) => !fits);
  }

  toString(): string {
    return this.#table()
      .map((row) => row.join(" | "))
      .join("\n");
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": tableHtml(this.#table()), "text/plain": this.toString() };
  }

  #table(): (readonly string[])[] {
    const row = ({ change, answer, verdict, message, fits }: Try) => [
      change,
      format(answer, 17),
      `${verdict}${fits ? "" : " (!)"}`,
      message,
    ];
    return [heads[language()], ...this.rows.map(row)];
  }
}
