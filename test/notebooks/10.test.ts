import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  slope: number;
  intercept: number;
  gamma: number;
  oddsRatios: number[];
  twinDifference: number;
  sameWeights: boolean;
  tables: Record<"and" | "or" | "xor" | "xnor", string[]>;
}

const ran = await lesson<Values>("pt/10-interpretacao.ipynb", {
  values: [
    "slope, intercept, gamma, oddsRatios, twinDifference",
    "sameWeights: JSON.stringify(W) === JSON.stringify(twin.layers[0].weight.tolist())",
    "tables: Object.fromEntries(Object.entries({ and, or, xor, xnor }).map(([name, gate]) =>" +
      " [name, corners.map(([p, q]) => gate(p, q).toFixed(4))]))",
  ],
  right: { "exercise-3": ["exercise3(90)", "exercise3(9 / 10)"] },
  wrong: {
    "exercise-1": [
      "exercise1([-10, 20])",
      "exercise1([10, -5])",
      "exercise1([1, -2])",
      "exercise1([10, -10])",
    ],
    "exercise-2": [
      "exercise2([-50, 30, 30])",
      "exercise2([20, -30, -30])",
      "exercise2([60, -30, -30])",
      "exercise2([30, -30, -30])",
    ],
    "exercise-3": [
      "exercise3(9)",
      "exercise3(6 / 7)",
      "exercise3(0.6)",
      "exercise3(75)",
      "exercise3(85.7)",
    ],
  },
});
const { values } = ran;
const zero = "0.0000";
const one = "1.0000";

describe("lesson 10, interpreting a neuron", () => {
  it("reads θ as a slope: least squares gives 0.4158 cm of width for each cm of length", () => {
    expect(values.slope).toBeCloseTo(0.4158, 3);
    expect(values.intercept).toBeCloseTo(-0.3631, 3);
  });

  it("reads e^γ as an odds ratio, the same wherever x starts", () => {
    for (const ratio of values.oddsRatios) expect(ratio).toBeCloseTo(Math.exp(values.gamma), 6);
    expect(Math.exp(values.gamma)).toBeCloseTo(2.81, 2);
  });

  it("finds a network of other weights and equal outputs", () => {
    expect(values.sameWeights).toBe(false);
    expect(values.twinDifference).toBeLessThan(1e-5);
  });

  it("computes AND and OR with the lecture's weights, to 4 decimals", () => {
    expect(values.tables.and).toEqual([zero, zero, zero, one]);
    expect(values.tables.or).toEqual([zero, one, one, one]);
  });

  it("composes XOR and XNOR from them", () => {
    expect(values.tables.xor).toEqual([zero, one, one, zero]);
    expect(values.tables.xnor).toEqual([one, zero, zero, one]);
  });
});

everyLesson("lesson 10", ran, {
  figures: 6,
  hints: {
    "exercise-1": [
      "copia a entrada",
      "o peso precisa vencer",
      "números maiores?",
      "o peso precisa vencer",
    ],
    "exercise-2": [
      "Isso é o E",
      "Isso é nenhum",
      "Em (1, 1) a soma dá 0, e multiplicar não muda isso",
      "Em (0, 1) a soma dá 0, e multiplicar não muda isso",
    ],
    "exercise-3": [
      "9 é a chance",
      "3 · 3, não 3 + 3",
      "Comece pela chance",
      "com 3 horas",
      "3 · 3, não",
    ],
  },
});
