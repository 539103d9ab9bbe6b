import { describe, expect, test } from "vitest";
import { displaySymbol } from "../../../lib/display.ts";
import * as plot from "../../../lib/plot/index.ts";
import type { Tensor } from "../../../lib/tensor/index.ts";

describe("a figure", () => {
  test("displays as plotly data with a sentence", () => {
    const bundle = plot.line([0.69, 0.02])[displaySymbol]();
    expect(Object.keys(bundle)).toEqual(["application/vnd.plotly.v1+json", "text/plain"]);
    expect(bundle["text/plain"]).toBe("y falls from 0.69 to 0.02 in 2 points.");
  });

  test("refuses a trace type that the renderer does not draw", () => {
    expect(() => new plot.Figure([{ type: "sankey" }], {}, "")).toThrow('the trace type "sankey"');
  });

  test("takes any plotly attribute beyond the options", () => {
    const { data, layout } = plot.line([1, 2], {
      trace: { line: { width: 9 } },
      layout: { xaxis: { dtick: 1 } },
    });
    expect(data[0]!.line).toMatchObject({ width: 9, dash: "solid" });
    expect(layout.xaxis).toMatchObject({ dtick: 1, title: { text: "x" } });
  });

  test("writes its own words in Portuguese when told so", () => {
    plot.language("pt");
    const { description, layout } = plot
      .trainingCurve({ history: { loss: [0.69, 0.02] } })
      .figure();
    plot.language("en");
    expect(description).toBe("Curva de treinamento: custo cai de 0,69 a 0,02 em 2 épocas.");
    expect(layout).toMatchObject({ separators: ",.", xaxis: { title: { text: "época" } } });
  });
});

describe("line", () => {
  test("draws a named line for each entry", () => {
    const { data } = plot.line({ sine: [0, 1], cosine: [1, 0] });
    expect(data.map(({ name, y }) => [name, y])).toEqual([
      ["sine", [0, 1]],
      ["cosine", [1, 0]],
    ]);
  });

  test("refuses x and y of different length", () => {
    expect(() => plot.line({ x: [1, 2, 3], y: [1, 2] })).toThrow(
      "line: x has 3 values, y has 2 values. Give as many of each.",
    );
  });
});

describe("scatter", () => {
  test("gives each class a trace, a colour and a shape", () => {
    const { data } = plot.scatter(
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
      { color: [0, 1, 1] },
    );
    expect(data.map(({ name, x }) => [name, x])).toEqual([
      ["class 0", [0]],
      ["class 1", [1, 2]],
    ]);
    const markers = data.map(({ marker }) => marker as { color: string; symbol: string });
    expect(new Set(markers.map(({ color }) => color)).size).toBe(2);
    expect(new Set(markers.map(({ symbol }) => symbol)).size).toBe(2);
  });

  test("refuses points in three dimensions", () => {
    expect(() => plot.scatter([[1, 2, 3]])).toThrow("points have 3 coordinates");
  });
});

describe("decisionBoundary", () => {
  const xor = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];

  test("asks the model on a grid and states its accuracy", () => {
    const figure = plot.decisionBoundary(
      (points) => points.tolist().map(([a, b]) => (a! > 0.5 !== b! > 0.5 ? 1 : 0)),
      xor,
      [0, 1, 1, 0],
    );
    expect(figure.data[0]).toMatchObject({ type: "contour", z: { dtype: "u1", shape: "60, 60" } });
    expect(figure.description).toBe("Decision boundary: 2 classes, 4 points; accuracy 1.");
  });

  test("draws a region for each of several classes", () => {
    const figure = plot.decisionBoundary(
      (points) => points.tolist().map(([a, b]) => [a!, b!, 1 - a! - b!]),
      xor,
      [2, 1, 0, 0],
    );
    expect(figure.data.filter(({ type }) => type === "contour").length).toBe(3);
  });

  test("refuses a model that gives nothing", () => {
    const model = (() => undefined) as unknown as () => number[];
    expect(() => plot.decisionBoundary(model, xor, [0, 1, 1, 0])).toThrow('is a "return" missing');
  });

  test("refuses a model that gives only NaN", () => {
    const model = (points: Tensor<[number, 2]>) => points.tolist().map(() => Number.NaN);
    expect(() => plot.decisionBoundary(model, xor, [0, 1, 1, 0])).toThrow("training diverged");
  });
});
