import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  bestCost: number;
  slow: number;
  good: number;
  wild: number[];
  batches: number[];
  ravineEnds: number[];
  xorCost: number;
  stuckCost: number;
  solvedOf100: number[];
}

const ran = await lesson<Values>("pt/07-metodo-do-gradiente.ipynb", {
  values: [
    "bestCost, slow: costs(descend(start, 0.01, 60)).at(-1), good: costs(descend(start, 1, 60)).at(-1)",
    "wild: costs(descend(start, 30, 60)), ravineEnds, xorCost, solvedOf100, stuckCost: curves.presa.at(-1)",
    "batches: Object.values(byBatch).map((curve) => curve.at(-1))",
  ],
  wrong: {
    "exercise-1": ["exercise1(2.4)", "exercise1(1.8)", "exercise1(9)"],
    "exercise-2": ["exercise2(0.125)", "exercise2(0.7)"],
    "exercise-3": [
      "exercise3((t, v, g, a, b) => [t - a * g, b * v + g])",
      "exercise3((t, v, g, a, b) => [t, v])",
      "exercise3(() => [])",
      "exercise3((t, v, g, a, b) => (t === 1 ? [t - a * (b * v + g), b * v + g] : [0, 0]))",
    ],
  },
});
const { values } = ran;

describe("lesson 7, gradient descent", () => {
  it("crawls with a small learning rate and arrives with a good one", () => {
    expect(values.good).toBeCloseTo(values.bestCost, 3);
    expect(values.slow).toBeGreaterThan(2 * values.bestCost);
  });

  it("never settles with a learning rate that is too large", () => {
    const late = values.wild.slice(31);
    expect(Math.min(...late)).toBeLessThan(1.1 * values.bestCost);
    expect(Math.max(...late)).toBeGreaterThan(4 * values.bestCost);
  });

  it("gets farther in as many epochs with mini-batches than with the whole batch", () => {
    const [all, mini, single] = values.batches;
    expect(mini).toBeLessThan(all! - 0.02);
    expect(single).toBeLessThan(mini!);
  });

  it("crosses the ravine with momentum and Adam before plain descent", () => {
    const [plain, momentum, adam] = values.ravineEnds;
    expect(momentum).toBeLessThan(plain! / 5);
    expect(adam).toBeLessThan(plain!);
  });

  it("leaves the stuck network at ½ ln 2: two points right, 0.5 for the other two", () => {
    expect(values.stuckCost).toBeCloseTo(Math.LN2 / 2, 2);
  });

  it("solves XOR with a 2-2-1 network", () => {
    expect(values.xorCost).toBeLessThan(0.05);
  });

  it("gets stuck from some of 100 starts with two hidden neurons, from none with eight", () => {
    const [two, three, four, eight] = values.solvedOf100;
    expect(two).toBeGreaterThanOrEqual(85); // "about ten of a hundred get stuck"
    expect(two).toBeLessThanOrEqual(95);
    expect(three).toBeGreaterThanOrEqual(two!);
    expect(four).toBeGreaterThanOrEqual(three! - 2);
    expect(eight).toBe(100);
  });
});

everyLesson("lesson 7", ran, {
  figures: 9,
  hints: {
    "exercise-1": ["Você subiu a ladeira", "A derivada de θ² é 2θ", "Calcule a derivada"],
    "exercise-2": ["É o melhor α", "A descida converge quando"],
    "exercise-3": [
      "Quem move θ é v",
      "Para θ = 1, v = 2, g = 3, α = 0,1 e β = 0,9: esperava [0,52; 4,8]; veio [1; 2].",
      "veio [].",
      "Para θ = −1, v = 0,5, g = −2, α = 0,5 e β = 0,8: esperava [−0,2; −1,6]; veio [0; 0].",
    ],
  },
});
