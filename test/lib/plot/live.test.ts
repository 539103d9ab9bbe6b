import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DisplayOptions, MimeBundle } from "../../../lib/display.ts";
import { line } from "../../../lib/plot/figures/line.ts";
import { live } from "../../../lib/plot/figures/live.ts";
import { trainingCurve } from "../../../lib/plot/figures/training-curve.ts";

const hostSymbol = Symbol.for("sinapse.displayHost");
const globals = globalThis as Record<symbol, unknown>;
let shown: { data: MimeBundle; options: DisplayOptions }[];
let atEnd: (() => void)[];

beforeEach(() => {
  shown = [];
  atEnd = [];
  globals[hostSymbol] = {
    display: (data: MimeBundle, options: DisplayOptions) => shown.push({ data, options }),
    atCellEnd: (callback: () => void) => {
      atEnd.push(callback);
      return true;
    },
  };
});
afterEach(() => {
  delete globals[hostSymbol];
});

const endCell = () => {
  for (const callback of atEnd.splice(0)) callback();
};

describe("a live figure", () => {
  test("is shown once and then updated in place", () => {
    const picture = live({ rate: Number.POSITIVE_INFINITY, share: Number.POSITIVE_INFINITY });
    picture.update(line([1, 2]));
    picture.update(line([1, 3]));
    expect(shown.map(({ options }) => options.update)).toEqual([false, true]);
    expect(shown[0]!.options.displayId).toBe(shown[1]!.options.displayId);
  });

  test("makes few figures in a fast loop, and always the last one", () => {
    const picture = live({ rate: 0.01 });
    let made = 0;
    for (let step = 1; step <= 10_000; step++) {
      picture.update(() => {
        made += 1;
        return line([0, step]);
      });
    }
    endCell();
    // One at the start, one at the end of the cell: the loop is far shorter than 100 s.
    expect(made).toBe(2);
    expect(shown.at(-1)!.data["text/plain"]).toContain("10000");
  });

  test("reads the clock rarely in a fast loop, and still shows the last state", () => {
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (now += 0.01));
    const picture = live({ rate: 0.01 });
    for (let step = 1; step <= 10_000; step++) picture.update(() => line([0, step]));
    endCell();
    // Once in 32 updates, and a few times around the two pictures.
    expect(clock.mock.calls.length).toBeLessThan(10_000 / 32 + 20);
    expect(shown.at(-1)!.data["text/plain"]).toContain("10000");
    clock.mockRestore();
  });

  test("reads the clock at each update of a slow loop", () => {
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (now += 60));
    const picture = live({ share: 1 });
    for (let step = 1; step <= 10; step++) picture.update(line([0, step]));
    clock.mockRestore();
    expect(shown.at(-1)!.data["text/plain"]).toContain("to 10 in");
  });

  test("sends nothing at the end of the cell where nothing is pending", () => {
    const picture = live();
    picture.update(line([1, 2]));
    endCell();
    expect(shown.length).toBe(1);
  });
});

describe("a training curve", () => {
  test("holds what was added and says so in its text", () => {
    const curve = trainingCurve({ title: "XOR" });
    for (let epoch = 0; epoch < 200; epoch++) curve.add({ loss: 0.69 - 0.67 * (epoch / 199) });
    endCell();
    expect(curve.history.loss!.length).toBe(200);
    expect(shown.at(-1)!.data["text/plain"]).toBe(
      "XOR: loss falls from 0.69 to 0.02 in 200 epochs.",
    );
  });

  test("counts epochs by the steps that were given", () => {
    const curve = trainingCurve();
    for (const epoch of [20, 40, 60, 80]) curve.add({ loss: 1 / epoch }, epoch);
    expect(curve.figure().description).toMatch(/ in 80 epochs\.$/);
  });

  test("says of a single point what it is", () => {
    const { description } = trainingCurve({ history: { loss: [0.5] } }).figure();
    expect(description).toBe("Training curve: loss: 0.5.");
  });

  test("counts points, not epochs, along an axis of another name", () => {
    const { description } = trainingCurve({
      history: { loss: [3, 2, 1] },
      xLabel: "step",
    }).figure();
    expect(description).toBe("Training curve: loss falls from 3 to 1 in 3 points.");
  });

  test("gives accuracy a panel of its own and validation a dashed line", () => {
    const figure = trainingCurve({
      history: { loss: [1, 0.5], validationLoss: [1, 0.6], accuracy: [0.5, 0.9] },
    }).figure();
    expect(figure.data.map(({ yaxis }) => yaxis)).toEqual([undefined, undefined, "y2"]);
    expect(figure.data.map(({ line }) => (line as { dash: string }).dash)).toEqual([
      "solid",
      "dash",
      "solid",
    ]);
  });

  test("refuses a tensor in place of a number", () => {
    const tensor = { shape: [], data: Float32Array.of(1) } as unknown as number;
    expect(() => trainingCurve().add({ loss: tensor })).toThrow(".item()");
  });
});
