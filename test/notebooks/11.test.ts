import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  testAccuracy: number;
  parameters: number;
  shapes: number[][];
  byHand: number;
  onMap: number;
  certainty: number[];
  ordered: boolean;
  erasedSalient: number;
  erasedRandom: number;
}

const ran = await lesson<Values>("pt/11-o-que-um-neuronio-ve.ipynb", {
  values: [
    "testAccuracy, parameters, certainty, erasedSalient, erasedRandom, byHand, onMap",
    "shapes: [first.weight.shape, first(one).shape, second(first(one)).shape]",
    "ordered: favourites(0).every((image, i, all) => i === 0 || reactions[all[i - 1]][0] >= reactions[image][0])",
  ],
  wrong: {
    "exercise-1": ["exercise1(9)", "exercise1(49)", "exercise1(100)"],
    "exercise-2": ["exercise2(1152)", "exercise2(80)", "exercise2(5)"],
    "exercise-3": [
      "exercise3((p, s, a) => p - a * s)",
      "exercise3((p, s, a) => p + a * s)",
      "exercise3((p, s, a) => Math.max(1, Math.min(0, p + a * s)))",
      "exercise3((p, s, a) => Math.round(Math.min(1, Math.max(0, p + a * s))))",
      "exercise3((p, s, a) => a * s)",
      "exercise3((p, s, a) => Math.min(1, Math.max(0.1, p + a * s)))",
    ],
  },
});
const { values } = ran;

describe("lesson 11, what a neuron sees", () => {
  it("trains a small convolutional network on the real digits", () => {
    expect(values.testAccuracy).toBeGreaterThan(0.95);
    expect(values.parameters).toBe(80 + 1168 + 2570);
  });

  it("sees 8 filters of 3×3, 8 maps of 6×6 and 16 of 4×4", () => {
    expect(values.shapes).toEqual([
      [8, 1, 3, 3],
      [1, 8, 6, 6],
      [1, 16, 4, 4],
    ]);
  });

  it("computes a place of a map by hand: nine weights times nine pixels, and the bias", () => {
    expect(values.byHand).toBeCloseTo(values.onMap, 5);
    expect(Math.abs(values.onMap)).toBeGreaterThan(0.1);
  });

  it("draws, by gradient ascent on the input, an image that each output is sure of", () => {
    expect(values.certainty).toHaveLength(10);
    for (const p of values.certainty) expect(p).toBeGreaterThan(0.9);
  });

  it("lists the real images that excite a neuron most, the most exciting first", () => {
    expect(values.ordered).toBe(true);
  });

  it("finds by saliency the pixels that matter: erasing them hurts far more than erasing others", () => {
    expect(values.erasedRandom).toBeLessThan(values.testAccuracy);
    expect(values.erasedSalient).toBeLessThan(values.erasedRandom - 0.2);
  });
});

everyLesson("lesson 11", ran, {
  figures: 10,
  hints: {
    "exercise-1": ["As janelas se sobrepõem", "49 é o número de pixels", "De 3 para 5"],
    "exercise-2": ["E um viés", "80 são os do andar 1", "Quantos pesos"],
    "exercise-3": [
      "Isso é descer",
      "corte em 1",
      "parecem trocados",
      "só deixa 0 e 1",
      "Falta somá-lo",
      "Para pixel = 0,1, slope = −3 e alpha = 0,1: esperava 0; veio 0,1.",
    ],
  },
});
