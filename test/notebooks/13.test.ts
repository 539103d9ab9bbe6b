import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  shift: number[][];
  gradientDifference: number;
  testAccuracy: number;
  baseline: number;
  certainRight: number;
  certainWrong: number;
  sigmoidAccuracy: number;
  softmaxAccuracy: number;
  smallestSum: number;
  largestSum: number;
  irisAccuracy: number;
}

const ran = await lesson<Values>("pt/13-multiplas-classes.ipynb", {
  values: [
    "shift: [softmax([2, 1, 0]), softmax([102, 101, 100])], gradientDifference, testAccuracy",
    "baseline, certainRight, certainWrong, sigmoidAccuracy, softmaxAccuracy, smallestSum",
    "largestSum, irisAccuracy",
  ],
  right: {
    "exercise-2": ["exercise2(1.1)", "exercise2(1.0986)"],
    "exercise-1": ["exercise1([0.25, 0.25, 0.5])"],
  },
  wrong: {
    "exercise-1": ["exercise1([1, 1, 2])", "exercise1([0, 0, 1])", "exercise1([0.2, 0.2, 0.6])"],
    "exercise-2": [
      "exercise2(Math.LN2)",
      "exercise2(1 / 3)",
      "exercise2(5)",
      "exercise2(Math.log10(3))",
    ],
    "exercise-3": [
      "exercise3((z, c) => z.filter((v, i) => v.indexOf(Math.max(...v)) === c[i]).length)",
      "exercise3(() => 0.75)",
      "exercise3((z, c) => c.filter((label) => label).length / c.length)",
      "exercise3((z, c) => (100 * z.filter((v, i) => v.indexOf(Math.max(...v)) === c[i]).length) / c.length)",
      "exercise3((z, c) => (z[0][0] < 0 ? 0.2 : c.length === 4 ? 0.75 : c.length === 2 ? 0.5 : 1))",
    ],
  },
});
const { values } = ran;

describe("lesson 13, several classes", () => {
  it("gives the same softmax when all logits move by 100: e²/(e² + e + 1) first", () => {
    const [low, high] = values.shift;
    expect(low![0]).toBeCloseTo(Math.exp(2) / (Math.exp(2) + Math.E + 1), 12);
    expect(high).toEqual(low);
  });

  it("finds the gradient of the cross-entropy to be ŷ − y", () => {
    expect(values.gradientDifference).toBeLessThan(1e-10);
  });

  it("reads digits it has not seen: above 95 %, where guessing gets about a tenth", () => {
    expect(values.testAccuracy).toBeGreaterThan(0.95);
    expect(values.baseline).toBeLessThan(0.15);
  });

  it("is surer where it is right than where it is wrong", () => {
    expect(values.certainRight).toBeGreaterThan(values.certainWrong + 0.1);
  });

  it("reads digits about as well with one sigmoid against all, whose sums are not 1", () => {
    expect(Math.abs(values.sigmoidAccuracy - values.softmaxAccuracy)).toBeLessThan(0.04);
    expect(values.smallestSum).toBeLessThan(0.9);
    expect(values.largestSum).toBeGreaterThan(1.1);
  });

  it("tells three irises apart by their petals", () => {
    expect(values.irisAccuracy).toBeGreaterThan(0.94);
  });
});

everyLesson("lesson 13", ran, {
  figures: 6,
  hints: {
    "exercise-1": ["Falta dividir pela soma", "Antes vem a exponencial", "Quanto vale e⁰?"],
    "exercise-2": ["com duas classes", "⅓ é a probabilidade", "O custo é −log", "não o de base 10"],
    "exercise-3": [
      "Divida pelo número de exemplos",
      "esperava 0,5; veio 0,75",
      "Parece que há um `=`",
      "em por cento",
      "Para outputs = [[−3; −1]; [7; 3]] e classes = [0; 1]: esperava 0; veio 0,2.",
    ],
  },
});
