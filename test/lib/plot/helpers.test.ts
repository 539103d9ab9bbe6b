import { describe, expect, test } from "vitest";
import * as plot from "../../../lib/plot/index.ts";
import { randn, tensor, zeros } from "../../../lib/tensor/index.ts";

const square = [
  [1, 2],
  [3, 4],
];

/** The numbers of a packed float32 matrix. */
function unpacked(packed: unknown): number[] {
  const { bdata } = packed as { bdata: string };
  return Array.from(new Float32Array(Uint8Array.from(Buffer.from(bdata, "base64")).buffer));
}

describe("bar", () => {
  test("draws a bar for each name", () => {
    const { data } = plot.bar({ x: ["a", "b"], y: [1, 2] });
    expect(data).toMatchObject([{ type: "bar", x: ["a", "b"], y: [1, 2] }]);
  });

  test("draws a trace for each series", () => {
    const { data, layout } = plot.bar({ before: [1, 2], after: [2, 3] }, { labels: ["a", "b"] });
    expect(data.map(({ name, x }) => [name, x])).toEqual([
      ["before", ["a", "b"]],
      ["after", ["a", "b"]],
    ]);
    expect(layout.barmode).toBe("group");
  });

  test("refuses names that do not fit the numbers", () => {
    expect(() => plot.bar({ x: ["a"], y: [1, 2] })).toThrow("x has 1 values, y has 2 values");
  });
});

describe("histogram", () => {
  test("counts every value once, in bins with round borders", () => {
    const { data } = plot.histogram([0.1, 0.2, 0.9, 1.5], { bins: 2 });
    // Range 1.4 in about 2 bins: width 1, so [0, 1) and [1, 2).
    expect(data[0]).toMatchObject({ x: [0.5, 1.5], y: [3, 1], width: 1 });
  });

  test("shows shares that add up to one", () => {
    const { data } = plot.histogram(randn([500], { seed: 1 }), { share: true });
    const sum = (data[0]!.y as number[]).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 3);
  });

  test("refuses a group that is all NaN", () => {
    expect(() => plot.histogram([Number.NaN])).toThrow("no finite number");
  });
});

describe("heatmap", () => {
  test("puts zero in the middle of the colours where the signs differ", () => {
    const { data } = plot.heatmap([[-1, 3]]);
    expect(data[0]).toMatchObject({ zmin: -3, zmax: 3 });
  });

  test("packs large tables and leaves out the numbers", () => {
    const { data } = plot.heatmap(zeros([20, 20]).add(1));
    expect(data[0]).toMatchObject({ z: { dtype: "f4", shape: "20, 20" } });
    expect(data[0]!.texttemplate).toBeUndefined();
  });

  test("counts rows and columns in whole numbers", () => {
    const { layout } = plot.heatmap(square);
    expect(layout).toMatchObject({ xaxis: { dtick: 1 }, yaxis: { dtick: 1 } });
  });

  test("writes numbers as prose does, with a real minus sign", () => {
    expect(plot.heatmap([[-1.5, 0.00002]]).data[0]!.text).toEqual([["−1.5", "2 × 10⁻⁵"]]);
  });

  test("shows zeros pale, not in the middle of a scale", () => {
    const { data } = plot.heatmap([[0, 0]]);
    expect(data[0]).toMatchObject({ zmin: -1, zmax: 1 });
  });

  test("refuses names that do not fit", () => {
    expect(() => plot.heatmap(square, { rowNames: ["only one"] })).toThrow("1 rowNames for 2");
  });
});

describe("contour and surface", () => {
  test("take coordinates of columns and rows", () => {
    const { data } = plot.contour({ x: [0, 1], y: [0, 1], z: square });
    expect(data[0]).toMatchObject({ type: "contour", x: [0, 1], y: [0, 1] });
    expect(unpacked(data[0]!.z)).toEqual([1, 2, 3, 4]);
  });

  test("refuse coordinates of another length", () => {
    expect(() => plot.surface({ x: [0, 1, 2], y: [0, 1], z: square })).toThrow(
      "surface: x has 3 values, a row of z has 2 values",
    );
  });

  test("names the axes of a surface", () => {
    const { layout } = plot.surface(square, { zLabel: "J" });
    expect(layout.scene).toMatchObject({ zaxis: { title: { text: "J" } } });
  });
});

describe("images", () => {
  test("puts small gray pictures side by side with gaps in one heatmap", () => {
    const { data } = plot.images([square, square], { columns: 2 });
    // Two 2 × 2 pictures and a gap of 1 column: 5 × 2.
    expect(data[0]).toMatchObject({ type: "heatmap", z: { shape: "2, 5" } });
    expect(unpacked(data[0]!.z)).toEqual([1, 2, Number.NaN, 1, 2, 3, 4, Number.NaN, 3, 4]);
  });

  test("sends colours as PNG", () => {
    const { layout } = plot.images([zeros([4, 6, 3])]);
    const [{ source }] = layout.images as [{ source: string }];
    expect(source.startsWith("data:image/png;base64,iVBORw0KGgo")).toBe(true);
  });

  test("takes filters of 3 × 3 for many pictures, not for one in colours", () => {
    expect(plot.images(randn([4, 3, 3], { seed: 1 })).description).toBe("4 images (3 × 3).");
  });

  test("reads rows of 64 numbers as pictures of 8 × 8", () => {
    expect(plot.images(zeros([10, 64]).add(0.5)).description).toBe("10 images (8 × 8).");
  });

  test("refuses a shape that is no picture", () => {
    expect(() => plot.images(zeros([2, 5, 4, 4]))).toThrow("shape [2, 5, 4, 4] is no picture");
  });
});

describe("functionPlot and activations", () => {
  test("compute the function over the given range", () => {
    const { data } = plot.functionPlot((x) => x * x, { xRange: [0, 2], points: 3 });
    expect(data[0]).toMatchObject({ x: [0, 1, 2], y: [0, 1, 4] });
  });

  test("show each function with its derivative", () => {
    const { data } = plot.activations(["sigmoid"]);
    const derivative = data[1]!.y as number[];
    // Ω′ is at most Ω(0)(1 − Ω(0)) = 1/4.
    expect(Math.max(...derivative)).toBeCloseTo(0.25, 3);
  });

  test("refuse an unknown name", () => {
    expect(() => plot.activations(["swish" as "relu"])).toThrow('"swish" is not known');
  });
});

describe("confusionMatrix", () => {
  test("counts true classes in rows and predicted ones in columns", () => {
    const { data, description } = plot.confusionMatrix([0, 1, 1, 1], [0, 0, 1, 1]);
    expect(data[0]!.z).toEqual([
      [1, 1],
      [0, 2],
    ]);
    expect(description).toBe("Confusion matrix: 3 of 4 right, accuracy 0.75.");
  });

  test("takes the largest score of each row", () => {
    const scores = tensor([
      [0.1, 2],
      [3, 0.2],
    ]);
    expect(plot.confusionMatrix(scores, [1, 0]).description).toContain("2 of 2 right");
  });
});

describe("lossSurface", () => {
  test("draws the path of a descent on the map", () => {
    const path = [
      [2, 2],
      [0, 0],
    ];
    const { data, description } = plot.lossSurface((a, b) => a * a + b * b, { path });
    expect(data.map(({ type }) => type)).toEqual(["contour", "scatter"]);
    expect(description).toBe("Loss surface: 1 step: loss from 8 to 0.");
  });

  test("can be turned in space", () => {
    const { data } = plot.lossSurface((a) => a, { kind: "surface", path: [[0, 0]] });
    expect(data.map(({ type }) => type)).toEqual(["surface", "scatter3d"]);
  });
});

describe("smallMultiples", () => {
  test("puts each title over the middle of its panel", () => {
    const { layout } = plot.smallMultiples([plot.line([1], { title: "left" }), plot.line([2])]);
    // Two panels with a gap of 0.09: the first reaches from 0 to 0.455.
    expect(layout.annotations).toMatchObject([{ x: 0.455 / 2, xanchor: "center" }]);
  });

  test("leaves traces without a name out of the legend", () => {
    const named = plot.line({ a: [1, 2], b: [2, 1] });
    const { data } = plot.smallMultiples([plot.heatmap(square), named]);
    expect(data.map(({ showlegend }) => showlegend)).toEqual([false, true, true]);
  });

  test("gives each figure its own axes and one legend to all", () => {
    const panel = () => plot.line({ a: [1, 2], b: [2, 1] }, { title: "panel" });
    const { data } = plot.smallMultiples([panel(), panel()]);
    expect(data.map(({ xaxis }) => xaxis)).toEqual(["x", "x", "x2", "x2"]);
    expect(data.map(({ showlegend }) => showlegend)).toEqual([true, true, false, false]);
  });
});

describe("animate", () => {
  const states = [1, 5].map((factor) => ({
    label: `× ${factor}`,
    figure: plot.line([0, factor]),
  }));

  test("has a frame and a step of the slider for each state", () => {
    const { frames, layout } = plot.animate(states);
    expect(frames.map(({ name }) => name)).toEqual(["0", "1"]);
    const [slider] = layout.sliders as [{ steps: { label: string }[] }];
    expect(slider.steps.map(({ label }) => label)).toEqual(["× 1", "× 5"]);
  });

  test("keeps the axes of all states", () => {
    const { range } = plot.animate(states).layout.yaxis as { range: [number, number] };
    expect(range[0]).toBeLessThanOrEqual(0);
    expect(range[1]).toBeGreaterThanOrEqual(5);
  });

  test("refuses figures of different kinds", () => {
    expect(() => plot.animate([plot.line([1, 2]), plot.bar([1, 2])])).toThrow(
      "trace 0 is a bar in state 1, a scatter elsewhere",
    );
  });
});
