import { describe, expect, it } from "vitest";
import { everyLesson } from "./every-lesson.ts";
import { lesson } from "./lesson.ts";

interface Values {
  scores: Record<string, { rede: number; base: number }>;
  patchClass: number[];
  readDigit: number;
  answers: number[];
  vowel: number;
  written: string;
  openingGiven: string;
  kinds: { wrong: number; all: number }[];
  vowelErrors: number[][];
  errors: number[];
  tomorrow: number;
}

const ran = await lesson<Values>("pt/01-aplicacoes.ipynb", {
  values: [
    "scores, patchClass: [flower, palace], readDigit: reading8, written, openingGiven: opening",
    "answers: [0, 1, 2].map((s) => questionNet(tensor([[...myScene, ...ask(s)]])).argmax(1).item())",
    "kinds: [mistakes(0, false), mistakes(0, true), mistakes(1, false), mistakes(1, true)]",
    "vowelErrors: ((said, is) => [...said.keys()].filter((i) => said[i] !== is[i]).map((i) => [is[i], said[i]]))([...voiceNet(voiceTest.x).argmax(1).data], [...voiceTest.y.data])",
    "vowel: heard.indexOf(Math.max(...heard)), errors, tomorrow: 100 + 20 * tomorrow",
  ],
  wrong: {
    "exercise-1": ["exercise1(0.94)", "exercise1(0.05)", "exercise1(0.7)", "exercise1(Infinity)"],
    "exercise-2": ["exercise2(8400)", "exercise2(1200)", "exercise2(3)", "exercise2(9.200)"],
    "exercise-3": [
      "exercise3((c) => Math.max(...c.map((a) => c.filter((b) => a === b).length)))",
      "exercise3((c) => 1 / new Set(c).size)",
      "exercise3((c) => (c.length === 4 ? 0.5 : 0.3))",
      "exercise3(() => 0.5 + 1e-5)",
      "exercise3((c) => { const s = [...c].sort(); return c.filter((b) => b === s[c.length >> 1]).length / c.length; })",
    ],
  },
});
const { values } = ran;
const { scores } = values;

/** Scores are of data not trained on, each beside its guess without a network. */
const beats = (name: string, base: number, at: number) => {
  expect(scores[name]!.base).toBeCloseTo(base, 1);
  expect(scores[name]!.rede).toBeGreaterThan(at);
};

describe("lesson 1, applications", () => {
  it("tells patches of two photos apart, on the halves it has not seen", () => {
    beats("imagens", 0.5, 0.8);
    expect(values.patchClass[1]).toBeGreaterThan(0.9);
  });

  it("finds the shortcut: nearly every petal, bright as the palace, is taken for it", () => {
    const [leaves, petals, trees, sky] = values.kinds;
    expect(leaves!.all + petals!.all + trees!.all + sky!.all).toBe(1000);
    expect(petals!.wrong / petals!.all).toBeGreaterThan(0.7);
    for (const { wrong, all } of [leaves!, trees!, sky!]) expect(wrong / all).toBeLessThan(0.3);
  });

  it("reads digits, and the 3 drawn in the cell", () => {
    beats("dígitos", 0.1, 0.95);
    expect(values.readDigit).toBe(3);
  });

  it("answers questions about scenes: a green circle, a blue square, a red triangle", () => {
    beats("perguntas", 1 / 3, 0.95);
    expect(values.answers).toEqual([1, 2, 0]);
  });

  it("recognises synthesised vowels, and the a of the cell", () => {
    beats("fala", 0.2, 0.75);
    expect(values.vowel).toBe(0);
  });

  it("confuses o (3) with u (4) in more than half of its mistakes", () => {
    const swapped = values.vowelErrors.filter((pair) => pair.every((vowel) => vowel >= 3));
    expect(swapped.length).toBeGreaterThan(values.vowelErrors.length / 2);
  });

  it("writes: guesses characters of a stanza it has not read better than the commonest one", () => {
    beats("linguagem", 0.15, 0.3);
    expect(values.written.startsWith(values.openingGiven)).toBe(true);
    expect(values.written.length).toBe(values.openingGiven.length + 160);
  });

  it("drives alone on a track it does not know", () => {
    beats("direção", 0.05, 0.95);
  });

  it("forecasts sales better than today's and than last week's", () => {
    const [network, today, lastWeek] = values.errors;
    expect(network).toBeLessThan(today! / 2);
    expect(network).toBeLessThan(lastWeek!);
    expect(Math.abs(values.tomorrow - 100)).toBeLessThan(10);
  });
});

everyLesson("lesson 1", ran, {
  figures: 20,
  hints: {
    "exercise-1": ["quem nem olha", "esses ele erra", "em quais exames acerta", "finito"],
    "exercise-2": ["três números por pixel", "E o som?", "Some as amostras", "Escreva `9200`"],
    "exercise-3": [
      "Divida pelo número",
      "quem sorteia",
      "Para [3; 3; 3]: esperava 1; veio 0,3.",
      "Para [1; 1; 0; 2]: esperava 0,5; veio 0,50001.",
      "Para [1; 4; 0; 4; 2]: esperava 0,4; veio 0,2.",
    ],
  },
});
