import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  gates: number[][];
  learntAt: number;
  fewest: number;
  difference: number;
  slopes: number[][];
}

const ran = await lesson<Values>("pt/03-neuronio.ipynb", {
  values: [
    "gates: [table([-2, 1, 1]), table([-1, 1, 1])], learntAt, fewest, difference",
    "slopes: [-4, -1, 0, 1, 4].map((z) => [sigmoid(z) * (1 - sigmoid(z)), slope(tensor([z], precise)).item()])",
  ],
  right: { "exercise-1": ["exercise1(0.8808)"], "exercise-3": ["exercise3([-50, 100, -100])"] },
  wrong: {
    "exercise-1": ["exercise1(2)", "exercise1(sigmoid(3))", "exercise1(0.7)", "exercise1(0.8807)"],
    "exercise-2": ["exercise2(0.1)", "exercise2(0.25)"],
    "exercise-3": [
      "exercise3([1, 1, 1])",
      "exercise3([-5, 10, 0])",
      "exercise3([-0.5, 1, -1])",
      "exercise3([-5, 10, -10, 0])",
      "exercise3([-5, 10, -5])",
      "exercise3([-5, 5, -10])",
    ],
  },
});
const { values } = ran;

describe("lesson 3, the neuron", () => {
  it("makes AND and OR of McCulloch and Pitts' neuron", () => {
    expect(values.gates).toEqual([
      [0, 0, 0, 1],
      [0, 1, 1, 1],
    ]);
  });

  it("lets Rosenblatt's perceptron learn AND in a few passes, and XOR never", () => {
    expect(values.learntAt).toBe(6);
    expect(values.fewest).toBe(3);
  });

  it("shows that a neuron is a logistic regression, to 1e-12", () => {
    expect(values.difference).toBeLessThan(1e-12);
  });

  it("derives the sigmoid: Ω(1 − Ω), ¼ at most", () => {
    for (const [formula, automatic] of values.slopes) expect(automatic).toBeCloseTo(formula!, 12);
    expect(Math.max(...values.slopes.map(([formula]) => formula!))).toBe(0.25);
  });
});

everyLesson("lesson 3", ran, {
  figures: 7,
  hints: {
    "exercise-1": [
      "Falta passar pela sigmoide",
      "E o viés?",
      "Calcule primeiro z",
      "algarismos foram cortados",
    ],
    "exercise-2": ["só metade da fórmula", "¼ é o máximo"],
    "exercise-3": [
      "θ₀ negativo",
      "x₂ precisa inibir",
      "E se todos os pesos crescessem?",
      "São três números",
      "x₂ precisa inibir",
      "θ₁ precisa vencer",
    ],
  },
});
