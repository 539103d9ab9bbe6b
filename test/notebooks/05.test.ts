import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  a1: number;
  yHat: number;
  shapes: number[][];
  largestDifference: number;
  batchDifference: number;
  rowsDifference: number;
  loopDifference: number;
}

const ran = await lesson<Values>("pt/05-propagacao-para-frente.ipynb", {
  values: [
    "a1, yHat, shapes: [A.shape, Y.shape], largestDifference, batchDifference, rowsDifference",
    "loopDifference: ((m) => Math.max(...loops().map((z, i) => Math.abs(z - m[i]))))(matmul(X, W).data)",
  ],
  right: { "exercise-2": ["exercise2(0.63)", "exercise2(0.627)"] },
  wrong: {
    "exercise-1": ["exercise1([6, 10])", "exercise1([6, 32])", "exercise1([1, 1])"],
    "exercise-2": [
      "exercise2(sigmoid(0.2))",
      "exercise2(0.99)",
      "exercise2(yHat)",
      "exercise2(0.6)",
    ],
    "exercise-3": [
      "exercise3((layers, inputs) => inputs)",
      "exercise3(([layer], x) => layer.map(([b, ...w]) => sigmoid(w.reduce((s, v, i) => s + v * x[i], b))))",
      "exercise3((layers, inputs) => [])",
      "exercise3((layers, inputs) => inputs.map(sigmoid))",
    ],
  },
});
const { values } = ran;

describe("lesson 5, forward propagation", () => {
  it("propagates (1, 2, 3) by hand: z₁ = −0.1", () => {
    expect(values.a1).toBeCloseTo(1 / (1 + Math.exp(0.1)), 12);
    expect(values.yHat).toBeCloseTo(0.627791, 6);
  });

  it("gives the same with A = Ω(Θ₁₂X) and Ŷ = Ω(Θ₃A), to 1e-12", () => {
    expect(values.shapes).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(values.largestDifference).toBeLessThan(1e-12);
  });

  it("gives the same for a batch at once, in columns and in rows", () => {
    expect(values.batchDifference).toBeLessThan(1e-12);
    expect(values.rowsDifference).toBeLessThan(1e-6);
  });

  it("times two ways of the same product", () => {
    expect(values.loopDifference).toBeLessThan(1e-3);
  });
});

everyLesson("lesson 5", ran, {
  figures: 1,
  hints: {
    "exercise-1": ["E o viés?", "Θ não depende de quantos", "Quantas linhas"],
    "exercise-2": [
      "seguem adiante",
      "Calcule primeiro a₁",
      "saída da seção 1",
      "arredondado demais",
    ],
    "exercise-3": [
      "devolve as próprias entradas",
      "parou na primeira camada",
      "veio []",
      "Os pesos ainda não entram",
    ],
  },
});
