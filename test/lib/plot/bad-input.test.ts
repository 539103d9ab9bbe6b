import { describe, expect, test, vi } from "vitest";
import * as nn from "../../../lib/nn/index.ts";
import * as plot from "../../../lib/plot/index.ts";
import { everyHelper } from "../../lab/every-helper.ts";

/** Helpers by name, free of their types: a notebook lets anything through. */
const helpers = plot as unknown as Record<string, (...parameters: unknown[]) => unknown>;
const model = nn.sequential(nn.linear(2, 1));
const square = [
  [1, 2],
  [3, 4],
];

/** Helpers that rightly take what the others refuse. */
const takesAnything: Record<string, string> = {
  activations: "takes names and options only, all of which may be left out",
  formatNumber: "writes any number",
  language: "tells the language when called without one",
  live: "takes options only",
  trainingCurve: "takes options only",
};
const isClass = (value: unknown) => /^class\b/.test(String(value));
const exported = Object.keys(helpers).filter((name) => !isClass(helpers[name]));
const first = exported.filter((name) => !Object.hasOwn(takesAnything, name));
const nothing: [string, unknown][] = [
  ["undefined", undefined],
  ["a number", 5],
  ["a text", "x"],
  ["an empty array", []],
  ["NaN alone", [Number.NaN]],
];

/** What the call throws; a mistake that JavaScript itself complains of is none of ours. */
function complaint(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe.each(first)("%s", (name) => {
  test.each(nothing)("answers %s with a sentence that names a helper", (_, value) => {
    const message = complaint(() => helpers[name]!(value, value));
    expect(message).toMatch(/^[a-zA-Z]+: .+[.?]$/s);
    expect(message).not.toMatch(/is not a function|Cannot|not iterable/);
  });
});

test("every helper has a small use, which other tests draw in a browser", () => {
  // Drawn there by themselves (in space, live, as SVG), or nothing to draw.
  const apart = ["surface", "live", "graph", "network", "formatNumber", "language"];
  const names = [...Object.keys(everyHelper), ...apart];
  expect(exported.filter((name) => !names.includes(name))).toEqual([]);
});

describe("what does not fit", () => {
  test.each<[string, () => unknown, string]>([
    ["x and y", () => plot.line({ x: [1], y: [1, 2] }), "x has 1 values, y has 2 values"],
    ["a line on a log axis", () => plot.line([-1, 0], { yScale: "log" }), "no positive number"],
    ["series of bars", () => plot.bar({ a: [1, 2], b: [1] }), '"a" has 2 values, "b" has 1'],
    ["error bars", () => plot.bar([1, 2], { errors: [1] }), "errors has 1 values"],
    ["no bins", () => plot.histogram([1, 2], { bins: 0 }), "0 bins hold nothing"],
    ["a contour of one row", () => plot.contour([[1, 2]]), "1 × 2 heights span no surface"],
    ["labels", () => plot.images([square], { labels: [1, 2] }), "2 labels for 1 pictures"],
    ["classes", () => plot.decisionBoundary(model, square, [0.5, 1]), "0.5 is no class"],
    ["a model of NaN", () => plot.decisionBoundary(() => [Number.NaN], [[0, 0]]), "1 numbers for"],
    ["huge classes", () => plot.confusionMatrix([1e5], [1]), "100000 is no class"],
    ["a loss alone", () => plot.network(model, { loss: (y) => y }), "Give an input, too"],
    ["a live nothing", () => plot.live().update(() => undefined as never), '"return" missing'],
  ])("%s", (_, call, sentence) => {
    expect(complaint(call)).toContain(sentence);
  });

  test("a training that has only given NaN says so on the figure", () => {
    const said = vi.spyOn(console, "log").mockImplementation(() => {});
    const curve = plot.trainingCurve();
    curve.add({ loss: Number.NaN });
    said.mockRestore();
    const { layout, description } = curve.figure();
    expect(description).toBe("Training curve: loss: no finite number.");
    expect(layout.annotations).toMatchObject([{ text: "loss: no finite number" }]);
  });
});
