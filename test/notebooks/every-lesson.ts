/** What holds for every lesson, whatever it teaches. */
import { describe, expect, it } from "vitest";
import { long } from "../long.ts";
import { expectWellJudged } from "./exercises.ts";
import type { Lesson } from "./lesson.ts";

/** What to expect of one lesson. */
export interface Expected {
  /** How many figures it shows at least. */
  figures: number;
  /** What the hints to the wrong answers say, in the order of the questions. */
  hints: Readonly<Record<string, readonly string[]>>;
}

/** Specifies figures, second runs and exercises of a lesson that ran. */
export function everyLesson<V>(name: string, ran: Lesson<V>, expected: Expected): void {
  describe(`${name}, as every lesson`, () => {
    it("shows its figures, each with data", () => {
      expect(ran.figures.length).toBeGreaterThanOrEqual(expected.figures);
      for (const { data } of ran.figures) expect(data.length).toBeGreaterThan(0);
    });

    it("shows the same when its cells run again, times aside", () => {
      expect(ran.differingAgain).toEqual([]);
      console.log(`${name}: ${ran.seconds.toFixed(1)} s from top to bottom`);
    });

    it.runIf(long)("shows the same in another kernel, byte for byte, times aside", () => {
      expect(ran.differingElsewhere).toEqual([]);
    });

    it.each(ran.exercises)(
      "%s: judges right answers in other forms, and scaled, swapped, rounded, empty … ones, rightly",
      (id) => {
        const number = name.replace(/\D/g, "").padStart(2, "0");
        expectWellJudged(number, id, "pt", ran.said(id), ran.untouched(id));
      },
    );

    if (ran.alsoSolved.length > 0)
      it.each(ran.alsoSolved)("accepts $answer, the solution in another form", ({ said }) => {
        expect(said).toMatch(/^✓ /);
      });

    it.each(Object.entries(expected.hints))(
      "%s: accepts its solution, hints at mistakes",
      (id, hints) => {
        expect(ran.solved(id)).toMatch(/^✓ /);
        expect(ran.hints(id)).toEqual(hints.map((hint) => expect.stringContaining(hint)));
        // The kernel may warn of the answer's code, as of 9.200, before the exercise speaks.
        for (const said of ran.hints(id)) expect(said).toMatch(/^✗ /m);
      },
    );
  });
}
