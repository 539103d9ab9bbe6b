import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  sizes: number[];
  total: number;
  mismatches: number[][];
  aloneRight: number;
  alonePercent: number[];
  togetherRight: number;
  equalDifference: number;
  equalRight: number;
  fromTiny: number[];
  fromEqual: number[];
  solved: number;
  widerSolved: number;
}

const ran = await lesson<Values>("pt/04-rede.ipynb", {
  values: [
    "sizes: network.parameters().map((p) => p.size), total, mismatches, aloneRight, alonePercent, togetherRight",
    "equalDifference, equalRight, fromTiny, fromEqual, solved, widerSolved",
  ],
  wrong: {
    "exercise-1": ["exercise1(68)", "exercise1(55)", "exercise1(100)"],
    "exercise-2": ["exercise2(21)", "exercise2(22)", "exercise2(10)", "exercise2(420)"],
    "exercise-3": [
      "exercise3((s) => s.slice(1, -1).reduce((sum, m, i) => sum + (s[i] + 1) * m, 0))",
      "exercise3(() => 11)",
      "exercise3((s) => s.reduce((sum, m, i) => sum + (m + 1) * s[i + 1], 0))",
    ],
  },
});
const { values } = ran;

describe("lesson 4, an example network", () => {
  it("counts 4 + 4 + 3 = 11 parameters: weights 3·2 and 2·1, biases 2 and 1", () => {
    expect(values.sizes).toEqual([6, 2, 2, 1]);
    expect(values.total).toBe(11);
  });

  it("finds (n + 1)·m parameters in real layers of every size", () => {
    expect(values.mismatches).toEqual([]);
  });

  it("lights the lamp with three neurons, not with one", () => {
    expect(values.aloneRight).toBe(4); // fewer than the 5 of who always says "off"
    // The least cost leaves it at exactly 50% for one switch: its sums over 1 and 2 switches agree.
    expect(values.alonePercent).toEqual([78, 50, 22, 7]);
    expect(values.togetherRight).toBe(8);
  });

  it("keeps neurons that start equal identical for ever: their difference is exactly 0", () => {
    expect(values.equalDifference).toBe(0);
    expect(Math.max(...values.fromEqual)).toBe(0);
    expect(values.equalRight).toBeLessThan(8);
  });

  it("breaks the symmetry with a difference of 0.1, which grows a hundredfold", () => {
    expect(values.fromTiny.at(-1)).toBeGreaterThan(10);
  });

  it("solves from most random starts, and from more with more neurons", () => {
    expect(values.solved).toBeGreaterThanOrEqual(10);
    expect(values.widerSolved).toBeGreaterThan(values.solved);
  });
});

everyLesson("lesson 4", ran, {
  figures: 5,
  hints: {
    "exercise-1": ["tem também um viés", "só a primeira camada", "Some (n + 1)·m"],
    "exercise-2": [
      "E os parâmetros da saída?",
      "esqueceu os vieses",
      "Com m = 10 a conta dá 221",
      "Com m = 420 a conta dá 9.241",
    ],
    "exercise-3": ["Parece que", "tem mais uma camada", "Há um índice fora da lista"],
  },
});
