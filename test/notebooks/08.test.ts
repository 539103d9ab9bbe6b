import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  inside: number;
  outside: number[];
  builtErrors: number[];
  slope: number;
  trainedError: number;
  widthErrors: number[];
  folds: number[];
  sizesOf: number[];
  duel: number[][];
}

const ran = await lesson<Values>("pt/08-aproximacao-universal.ipynb", {
  values: [
    "inside: oneBump[180], outside: [oneBump[40], oneBump[320]], builtErrors, slope",
    "trainedError, widthErrors, folds, sizesOf, duel",
  ],
  wrong: {
    "exercise-1": ["exercise1(-0.25)", "exercise1(4)", "exercise1(0.7)"],
    "exercise-2": ["exercise2([1, 0, 0.5, 0])", "exercise2([1, -1, 0.5, 0])"],
    "exercise-3": ["exercise3(200)", "exercise3(25)", "exercise3(123)"],
  },
});
const { values } = ran;

describe("lesson 8, universal approximation", () => {
  it("builds a bump of height 0.8 between 0.3 and 0.6 from two sigmoids", () => {
    expect(values.inside).toBeCloseTo(0.8, 3);
    for (const height of values.outside) expect(Math.abs(height)).toBeLessThan(1e-3);
  });

  it("approximates by bumps with an error that falls about as 1/n", () => {
    expect(values.builtErrors).toEqual([...values.builtErrors].sort((a, b) => b - a));
    expect(Math.abs(values.slope + 1)).toBeLessThan(0.2);
  });

  it("trains 30 neurons to a smaller error than 40 arranged by hand", () => {
    expect(values.trainedError).toBeLessThan(values.builtErrors[2]!);
  });

  it("errs less the wider the trained network", () => {
    const [one, , , eight, , , sixtyFour] = values.widthErrors;
    expect(eight).toBeLessThan(one! / 2);
    expect(eight).toBeLessThan(values.builtErrors[0]! / 2); // ten neurons arranged by hand
    expect(sixtyFour).toBeLessThan(eight!);
  });

  it("folds 2^k pieces with k layers of two neurons", () => {
    expect(values.folds).toEqual([2, 4, 8, 16, 32]);
  });

  it("pits a deep narrow network against a shallow wide one with as many parameters", () => {
    expect(values.sizesOf).toEqual([251, 253]);
    const [deep, shallow] = values.duel as [number[], number[]];
    expect(shallow[0]).toBeLessThan(deep[0]! / 2); // 8 pieces: easier to train
    expect(deep[1]).toBeLessThan(shallow[1]!); // 16 pieces
    // 32 pieces: neither errs much less than the answer ½ everywhere, ∫|y − ½| = ¼.
    for (const errors of [deep, shallow]) expect(errors[2]).toBeGreaterThan(0.2);
  });
});

everyLesson("lesson 8", ran, {
  figures: 9,
  hints: {
    "exercise-1": ["Confira o sinal", "não −w/b", "Procure o x"],
    "exercise-2": ["alturas das fatias", "deveria voltar a zero"],
    "exercise-3": ["metade do erro", "é ao contrário", "Quantas vezes menor"],
  },
});
