import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  linearCost: number;
  peaks: number[];
  profiles: Record<string, number[]>;
  truth: number[];
  largestGradient: number;
  moved: number;
  dead: number[];
  stuck: number[];
  medians: number[];
}

const ran = await lesson<Values>("pt/09-funcoes-de-ativacao.ipynb", {
  values: [
    "linearCost, peaks, profiles, truth, largestGradient, moved, dead, stuck",
    "medians: ['sigmoide', 'tanh', 'ReLU'].map((name) => median(races[name]))",
  ],
  right: { "exercise-1": ["exercise1(9.5e-7)", "exercise1(0.00000095)", "exercise1(2 ** -20)"] },
  wrong: {
    "exercise-1": [
      "exercise1(2.5)",
      "exercise1(0.5 ** 10)",
      "exercise1(3)",
      "exercise1(1e-6)",
      "exercise1(9.6e-7)",
    ],
    "exercise-2": ["exercise2(2)", "exercise2(-1)", "exercise2(-5)", "exercise2(-1.999)"],
    "exercise-3": ["exercise3([1, 1, 1, 1])", "exercise3([1, -1, 1, 0])"],
  },
});
const { values } = ran;

describe("lesson 9, activation functions", () => {
  it("cannot solve XOR with layers that have no activation: ln 2, as one line", () => {
    expect(values.linearCost).toBeCloseTo(Math.LN2, 5);
  });

  it("finds the largest derivatives: ¼ of the sigmoid, 1 of tanh and ReLU", () => {
    expect(values.peaks[0]).toBeCloseTo(0.25, 5);
    expect(values.peaks.slice(1)).toEqual([1, 1]);
  });

  it("sees the gradient of the first of ten layers vanish with sigmoids, hardly with tanh", () => {
    const shrinks = (name: string) => values.profiles[name]![9]! / values.profiles[name]![0]!;
    expect(shrinks("sigmoide")).toBeGreaterThan(1000);
    expect(shrinks("tanh")).toBeLessThan(100);
    expect(shrinks("ReLU")).toBeLessThan(100);
  });

  it("computes AND with the step, which learns nothing: its gradient is exactly 0", () => {
    expect(values.truth).toEqual([0, 0, 0, 1]);
    expect(values.largestGradient).toBe(0);
    expect(values.moved).toBe(0);
  });

  it("kills more ReLUs the larger the learning rate", () => {
    expect(values.dead[0]).toBeLessThan(0.1);
    expect(values.dead.at(-1)).toBeGreaterThan(0.5);
  });

  it("leaves most ReLUs with a gradient of exactly 0 at a rate of 10, and no leaky ReLU", () => {
    expect(values.stuck[0]).toBeGreaterThan(0.5);
    expect(values.stuck[1]).toBe(0);
  });

  it("learns the moons in fewer steps with ReLU or tanh than with sigmoids", () => {
    const [sigmoid, tanh, relu] = values.medians;
    expect(tanh).toBeLessThan(sigmoid!);
    expect(relu).toBeLessThan(sigmoid!);
  });
});

everyLesson("lesson 9", ran, {
  figures: 5,
  hints: {
    "exercise-1": [
      "se multiplicam, não se somam",
      "Ω(0) = ½ é a função",
      "A maior derivada",
      "arredondado demais",
      "A maior derivada",
    ],
    "exercise-2": [
      "O sinal",
      "As duas entradas podem ser 1",
      "há um viés maior",
      "Qual é o maior z",
    ],
    "exercise-3": ["olham para o mesmo lado", "para x = −2 dá 0"],
  },
});
