import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  photoFeatures: number;
  pixelCount: number;
  predictedMegabytes: number;
  largest: { n: number; megabytes: number };
  logisticCost: number;
  finalCosts: number[];
  bestAccuracy: number;
  hits: number[];
  quadraticCost: number;
  baseline: number;
  cancerAccuracy: number;
  networkCost: number;
  networkSize: number;
}

const ran = await lesson<Values>("pt/02-regressao-logistica.ipynb", {
  values: [
    "photoFeatures, pixelCount: small.size, predictedMegabytes, largest, logisticCost, finalCosts",
    "bestAccuracy, hits, quadraticCost, baseline, cancerAccuracy, networkCost, networkSize",
  ],
  right: { "exercise-3": ["exercise3(394)", "exercise3(394.4)", "exercise3(394.40)"] },
  wrong: {
    "exercise-1": [
      "exercise1(307_720)",
      "exercise1(784 + 784 * 784)",
      "exercise1(1)",
      "exercise1(308.504)",
      "exercise1(308_505)",
    ],
    "exercise-2": [
      "exercise2([-10, 20, 20, 0])",
      "exercise2([-10, 20, 20, -20])",
      "exercise2([-10, 20, 20, 0, 5])",
    ],
    "exercise-3": [
      "exercise3(Math.LN2)",
      "exercise3(569 * Math.log2(2))",
      "exercise3(395)",
      "exercise3(390)",
    ],
  },
});
const { values } = ran;

describe("lesson 2, why logistic regression is not enough", () => {
  it("counts 28,136,250 features for the 7,500 inputs of a photo of 50×50×3", () => {
    expect(values.pixelCount).toBe(7500);
    expect(values.photoFeatures).toBe(7500 + (7500 * 7501) / 2);
    expect(values.photoFeatures).toBe(28_136_250);
  });

  it("measures the memory as n grows: 4 bytes a feature", () => {
    expect(values.largest.megabytes).toBeCloseTo((4 * (3000 + (3000 * 3001) / 2)) / 1e6, 6);
    expect(values.predictedMegabytes).toBeCloseTo(112.545, 3);
  });

  it("trains logistic regression on XOR to ln 2 a point from every start, and no further", () => {
    for (const cost of [values.logisticCost, ...values.finalCosts])
      expect(cost).toBeCloseTo(Math.LN2, 5);
  });

  it("finds no line that gets more than three of the four points", () => {
    expect(values.bestAccuracy).toBe(0.75);
    expect(values.hits[4]).toBe(0);
    expect(values.hits.reduce((sum, lines) => sum + lines)).toBe(20_000);
  });

  it("solves XOR with second-order terms, and with a small network", () => {
    expect(values.quadraticCost).toBeLessThan(0.05);
    expect(values.networkCost).toBeLessThan(0.05);
  });

  it("diagnoses breast cancer far above the baseline with 31 parameters", () => {
    expect(values.baseline).toBeCloseTo(0.626, 2);
    expect(values.cancerAccuracy).toBeGreaterThan(0.95);
  });

  it("counts 187,551 parameters in a network of 25 hidden neurons for the photo", () => {
    expect(values.networkSize).toBe(25 * 7501 + 26);
  });
});

everyLesson("lesson 2", ran, {
  figures: 12,
  hints: {
    "exercise-1": [
      "ou os termos de primeira ordem (x₁, x₂, …), ou os quadrados",
      "São o mesmo.",
      "Comece por n = 28",
      "`308.504` vale 308,504. Escreva `308504`.",
      "Comece por n = 28",
    ],
    "exercise-2": ["nenhuma reta resolve", "Três certos!", "São quatro números"],
    "exercise-3": [
      "custo de um paciente",
      "não o de base 2",
      "Quanto custa um paciente",
      "arredondado demais",
    ],
  },
});
