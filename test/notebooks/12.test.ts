import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  plainErrors: { treino: number; teste: number };
  droppedErrors: { treino: number; teste: number };
  means: number[];
  untouched: boolean;
  meanErrors: number[];
  spreads: number[];
  trainingErrors: number[];
  ensembleErrors: number[];
}

const ran = await lesson<Values>("pt/12-dropout.ipynb", {
  values: [
    "plainErrors, droppedErrors, means, untouched, ensembleErrors",
    "meanErrors: byRate.map(mean), spreads: byRate.map(spread)",
    "trainingErrors: onTraining.map(mean)",
  ],
  right: {
    "exercise-3": ["exercise3((a, p, d) => a.map((v, i) => (d[i] < p ? 0 : v * (1 / (1 - p)))))"],
  },
  wrong: {
    "exercise-1": ["exercise1(5)", "exercise1(0.8)", "exercise1(3)"],
    "exercise-2": ["exercise2(20)", "exercise2(100)", "exercise2(7)"],
    "exercise-3": [
      "exercise3((a) => a)",
      "exercise3((a, p, d) => a.map((v, i) => (d[i] < p ? 0 : v)))",
      "exercise3((a, p, d) => a.map((v, i) => (d[i] < 0.5 ? 0 : v / (1 - p))))",
      "exercise3((a, p, d) => a.map((v, i) => (d[i] < p ? 0 : v / p)))",
      "exercise3((a, p, d) => a.map((v, i) => (d[i] <= p ? 0 : v / (1 - p))))",
    ],
  },
});
const { values } = ran;

describe("lesson 12, dropout", () => {
  it("overfits without: everything learnt by heart, wrong labels too", () => {
    expect(values.plainErrors.treino).toBe(0);
    expect(values.plainErrors.teste).toBeGreaterThan(0.25);
  });

  it("errs more in training and less in the test with a rate of 0.5", () => {
    expect(values.droppedErrors.treino).toBeGreaterThan(0.03);
    expect(values.droppedErrors.teste).toBeLessThan(values.plainErrors.teste - 0.03);
  });

  it("keeps the expected output, thanks to 1/(1 − p)", () => {
    // Standard error of the mean of a million at p = 0.8: √(0.8/0.2)/1000 = 0.002.
    for (const mean of values.means) expect(Math.abs(mean - 1)).toBeLessThan(0.008);
    expect(values.untouched).toBe(true);
  });

  it("lowers the test error over several seeds, by more than their spread", () => {
    const [none, , half] = values.meanErrors;
    expect(half! + values.spreads[2]!).toBeLessThan(none! - values.spreads[0]!);
  });

  it("learns fewer wrong labels by heart the higher the rate: at 0.9 it errs on about their 25 %", () => {
    expect(values.trainingErrors).toEqual([...values.trainingErrors].sort((a, b) => a - b));
    expect(Math.abs(values.trainingErrors[4]! - 0.25)).toBeLessThan(0.04);
    const [none, , half, , ninety, most] = values.meanErrors;
    expect(ninety).toBeLessThan(half!);
    expect(ninety).toBeLessThan(most!);
    expect(half).toBeLessThan(none!);
  });

  it("behaves as the mean of the networks that are drawn", () => {
    const [one, , , , hundred] = values.ensembleErrors;
    expect(one).toBeGreaterThan(values.droppedErrors.teste + 0.02);
    expect(Math.abs(hundred! - values.droppedErrors.teste)).toBeLessThan(0.02);
  });
});

everyLesson("lesson 12", ran, {
  figures: 5,
  hints: {
    "exercise-1": ["1/p = 5 deixaria", "divide-se por ela", "0,8 · f = 1"],
    "exercise-2": ["se multiplicam", "2 elevado a 10", "Com dois neurônios"],
    "exercise-3": [
      "Nada mudou",
      "E o fator",
      "p não é sempre 0,5",
      "Você dividiu por p",
      "o igual fica",
    ],
  },
});
