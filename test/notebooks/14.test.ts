import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  sourceAccuracy: number;
  results: { name: string; means: number[]; spreads: number[] }[];
  untrained: number[];
  bodyMoved: number;
  trainable: number;
  everything: number;
  crossing: number;
}

const ran = await lesson<Values>("pt/14-transferir-o-aprendizado.ipynb", {
  values: ["sourceAccuracy, results, untrained, bodyMoved, trainable, everything, crossing"],
  wrong: {
    "exercise-1": ["exercise1(640)", "exercise1(325)", "exercise1(1)"],
    "exercise-2": ['exercise2("do zero")', 'exercise2("não sei")'],
    "exercise-3": ["exercise3(5)", "exercise3(30)"],
  },
});
const { values } = ran;
const [scratch, frozen, tuned] = values.results as [
  Values["results"][0],
  Values["results"][0],
  Values["results"][0],
];

describe("lesson 14, transfer learning", () => {
  it("learns the source task, digits 0 to 4 anywhere on the sheet", () => {
    expect(values.sourceAccuracy).toBeGreaterThan(0.95);
  });

  it("wins by transfer from 5 examples of each new digit, by more than both spreads", () => {
    expect(frozen.means[0]! - frozen.spreads[0]!).toBeGreaterThan(
      scratch.means[0]! + scratch.spreads[0]!,
    );
  });

  it("wins from scratch with 50 of each, by more than both spreads", () => {
    expect(scratch.means[3]! - scratch.spreads[3]!).toBeGreaterThan(
      frozen.means[3]! + frozen.spreads[3]!,
    );
    expect(values.crossing).toBe(50);
  });

  it("ends up with the best of both by fine-tuning", () => {
    expect(tuned.means[0]).toBeGreaterThan(scratch.means[0]!);
    expect(tuned.means[3]).toBeGreaterThan(frozen.means[3]!);
  });

  it("loses to a start from scratch with a frozen body that has learnt nothing, at every size", () => {
    expect(values.untrained).toHaveLength(4);
    for (const [i, share] of values.untrained.entries())
      expect(share).toBeLessThan(scratch.means[i]!);
  });

  it("leaves frozen weights exactly as they were: 325 of 20,453 parameters learn", () => {
    expect(values.bodyMoved).toBe(0);
    expect(values.trainable).toBe(325);
    expect(values.everything).toBe(145 * 96 + 97 * 64 + 325);
  });
});

everyLesson("lesson 14", ran, {
  figures: 5,
  hints: {
    "exercise-1": ["E os vieses", "com cinco classes", "A cabeça tem 64 entradas"],
    "exercise-2": ["milhões de parâmetros", "um dos três textos"],
    "exercise-3": ["o congelado ainda está acima", "um dos tamanhos medidos"],
  },
});
