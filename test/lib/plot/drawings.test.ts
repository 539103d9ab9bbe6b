import { describe, expect, test } from "vitest";
import { displaySymbol } from "../../../lib/display.ts";
import * as nn from "../../../lib/nn/index.ts";
import * as plot from "../../../lib/plot/index.ts";
import { type Tensor, tensor } from "../../../lib/tensor/index.ts";

/** How often a pattern occurs in a drawing. */
const count = (svg: string, pattern: RegExp) => svg.match(pattern)?.length ?? 0;

describe("network", () => {
  const and = () =>
    nn.sequential(nn.linear(2, 1, { weight: [[30, -15]], bias: [-50] }), nn.sigmoid());

  test("draws a neuron for each input and output and a line for each weight", () => {
    const model = nn.sequential(nn.linear(3, 2), nn.sigmoid(), nn.linear(2, 1), nn.sigmoid());
    const { svg, description } = plot.network(model);
    expect(count(svg, /<circle/g)).toBe(3 + 2 + 1);
    expect(count(svg, /<line/g)).toBe(3 * 2 + 2 * 1);
    // (3 + 1)·2 + (2 + 1)·1 parameters, as on the slide.
    expect(description).toBe("Network 3–2–1, 11 parameters.");
  });

  test("a layer of one's own is drawn by what it says it does, and not by its name", () => {
    const drawn = (parts: nn.LayerParts) =>
      plot.network(nn.sequential(nn.linear(2, 1), nn.layer(parts))).svg;
    const forward = (x: Tensor) => x.mul(0.5);
    for (const label of ["convexMix", "dropoutLike", "linearised", "flattened"]) {
      expect(drawn({ label, forward })).toContain(label);
    }
    expect(drawn({ label: "mine", kind: "dropout", forward })).not.toContain("mine");
    expect(() => drawn({ label: "mine", kind: "other", forward })).toThrow(
      "network: a mine layer cannot be drawn as neurons. Use nn.summary(model).",
    );
  });

  test("draws positive weights solid and negative ones dashed, wider where larger", () => {
    const { svg } = plot.network(and());
    const lines = svg.match(/<line[^>]*>/g)!;
    expect(lines.filter((line) => line.includes("stroke-dasharray")).length).toBe(1);
    const width = (line: string) => Number(/stroke-width="([^"]*)"/.exec(line)![1]);
    // The strongest is drawn last, on top.
    expect(width(lines[1]!)).toBeGreaterThan(width(lines[0]!));
  });

  test("cuts long columns", () => {
    const { svg } = plot.network(nn.sequential(nn.linear(64, 10)));
    expect(count(svg, /⋮/g)).toBe(2);
    expect(count(svg, /<circle/g)).toBe(7 + 7);
  });

  test("writes long names beside the neurons, short ones into them", () => {
    const model = nn.sequential(nn.linear(1, 1));
    const { svg } = plot.network(model, { inputNames: ["largura"], outputNames: ["ŷ"] });
    expect(svg).toMatch(/text-anchor="end"[^>]*>largura</);
    expect(svg).not.toMatch(/text-anchor="start"/);
  });

  test("lets the values of an example flow forward, a step for each column", () => {
    const { svg, steps } = plot.network(and(), { input: [1, 1] });
    expect(steps).toEqual(["Forward: inputs", "Forward: layer 1"]);
    // Ω(−50 + 30 − 15) = 1 / (1 + e³⁵) ≈ 6 · 10⁻¹⁶.
    expect(svg).toMatch(/data-from="1">6·10⁻¹⁶</);
  });

  test("lets the gradients of a loss flow back", () => {
    const model = nn.sequential(nn.linear(1, 1, { weight: [[2]], bias: [0] }));
    const { svg, steps } = plot.network(model, { input: [3], loss: (y) => y.pow(2).sum() });
    expect(steps.length).toBe(4);
    // y = 2·3 = 6, so ∂/∂y = 12, ∂/∂w = 12·3 = 36, ∂/∂x = 12·2 = 24.
    for (const slope of ["∂ 12", "∂ 36", "∂ 24"]) expect(svg).toContain(slope);
  });

  test("leaves the gradients of the parameters alone", () => {
    const model = and();
    plot.network(model, { input: [1, 0], loss: (y) => y.sum() });
    expect(model.parameters().some(({ hasGrad }) => hasGrad)).toBe(false);
  });

  test("crosses out what dropout silences", () => {
    const model = nn.sequential(nn.linear(1, 6), nn.dropout(0.5, { seed: 1 }), nn.linear(6, 1));
    const { svg } = plot.network(model, { input: [1] });
    const crosses = count(svg, /<path/g);
    expect(crosses).toBeGreaterThan(0);
    expect(crosses).toBeLessThan(6);
  });

  test("refuses an example of another length, and layers that are no neurons", () => {
    expect(() => plot.network(and(), { input: [1, 2, 3] })).toThrow(
      "input has 3 values, the first layer has 2 values",
    );
    expect(() => plot.network(nn.sequential(nn.flatten()))).toThrow("linear layer");
  });
});

describe("graph", () => {
  /** (3w − 1)² at w = 2: 25, and its derivative 2·(3w − 1)·3 = 30. */
  const example = () => {
    const w = tensor(2, { requiresGrad: true });
    const loss: Tensor = w.mul(3).sub(1).pow(2);
    return { w, loss };
  };

  test("shows each tensor with its value and its gradient", async () => {
    const { w, loss } = example();
    const { svg, description } = await plot.graph(loss, { names: { w, loss } }).drawing();
    for (const text of [">w<", ">∂ 30<", ">mul<", ">25<"]) expect(svg).toContain(text);
    expect(description).toContain("result loss = 25");
  });

  test("leaves the graph usable for backward", async () => {
    const { w, loss } = example();
    await plot.graph(loss).drawing();
    loss.backward();
    expect(w.grad.item()).toBe(30);
  });

  test("is displayed as a drawing", async () => {
    const bundle = await plot.graph(example().loss)[displaySymbol]();
    expect(Object.keys(bundle)).toEqual(["application/vnd.sinapse.svg+json", "text/plain"]);
  });

  test("goes forward and then backward in steps", async () => {
    const { w, loss } = example();
    const { steps, svg } = await plot.graph(loss, { names: { w, loss }, steps: true }).drawing();
    expect(steps[0]).toBe("Input");
    expect(steps.at(-1)).toBe("Backward: mul");
    // The gradient of w comes at the last step.
    expect(svg).toMatch(new RegExp(`data-from="${steps.length - 1}"[^>]*>∂ 30`));
  });

  test("is cut beyond 60 tensors, and says so", async () => {
    let x: Tensor = tensor(1, { requiresGrad: true });
    for (let step = 0; step < 100; step++) x = x.mul(1.01);
    const { description, svg } = await plot.graph(x).drawing();
    expect(count(svg, /class="node"/g)).toBe(61);
    expect(description).toMatch(/\d+ more are not shown/);
  });
});

describe("animate", () => {
  test("takes drawings", () => {
    const drawings = [1, 2].map((weight) => ({
      label: `step ${weight}`,
      figure: plot.network(nn.sequential(nn.linear(1, 1, { weight: [[weight]] }))),
    }));
    const { frames, steps } = plot.animate(drawings);
    expect(frames.length).toBe(2);
    expect(steps).toEqual(["step 1", "step 2"]);
  });
});
