import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  dJ_dz: number;
  error: number;
  deltaDifference: number;
  byHand: number[][];
  finiteDifference: number;
  autogradDifference: number;
  matrixDifference: number;
  published: number[];
  checked: boolean;
}

const ran = await lesson<Values>("pt/06-propagacao-para-tras.ipynb", {
  values: [
    "dJ_dz, error: yHat - y, deltaDifference, byHand, finiteDifference, autogradDifference",
    "matrixDifference, published, checked",
  ],
  wrong: {
    "exercise-1": ["exercise1(0.2)", "exercise1(-1.25)", "exercise1(7)"],
    "exercise-2": ["-0.45", "-5.4", "0.45", "1.35", "-2.7", "0.3", "-0.324"].map(
      (a) => `exercise2(${a})`,
    ),
    "exercise-3": [
      "exercise3((d, t, a) => d * t * a * (1 - a))",
      "exercise3((d, t, a) => d)",
      "exercise3((d, t, a) => d * t * (1-a^2))",
    ],
  },
});
const { values } = ran;

describe("lesson 6, backpropagation", () => {
  it("finds ∂J/∂z = ŷ − y, by hand and along the whole curve", () => {
    expect(values.dJ_dz).toBeCloseTo(values.error, 12);
    expect(values.deltaDifference).toBeLessThan(1e-6);
  });

  it("derives the nine gradients by hand, equal to autograd to 1e-10", () => {
    expect(values.byHand.flat()).toHaveLength(9);
    expect(values.autogradDifference).toBeLessThan(1e-10);
  });

  it("derives them equal to finite differences to 1e-6", () => {
    expect(values.finiteDifference).toBeLessThan(1e-6);
  });

  it("derives them with matrices for four examples at once, to 1e-10", () => {
    expect(values.matrixDifference).toBeLessThan(1e-10);
  });

  it("reproduces Mazur's published example, digit by digit", () => {
    const [E, dw5, w5, w1, after] = values.published;
    expect(E).toBeCloseTo(0.298371109, 9);
    expect(dw5).toBeCloseTo(0.082167041, 9);
    expect(w5).toBeCloseTo(0.35891648, 8);
    expect(w1).toBeCloseTo(0.149780716, 9);
    // His text says 0.291027924, which his own weights do not give.
    expect(after).toBeCloseTo(0.2910277737, 10);
  });

  it("derives a tangled network as finite differences do", () => {
    expect(values.checked).toBe(true);
  });
});

everyLesson("lesson 6", ran, {
  figures: 1,
  hints: {
    "exercise-1": ["O sinal importa", "Essa é ∂J/∂ŷ", "duas engrenagens"],
    "exercise-2": [
      "Falta a entrada x₁",
      "inclinação da sigmoide",
      "ou faltaram x₁ e o sinal",
      "Confira o sinal",
      "você usou só a₁",
      "gradiente de θ₃₁",
      "já se simplificou",
    ],
    "exercise-3": [
      "derivada da sigmoide",
      "esperava −1,35; veio 0,6.",
      "esperava −1,35; veio −3,6.",
    ],
  },
});
