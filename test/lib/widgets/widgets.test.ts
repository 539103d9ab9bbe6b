import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type DisplayOptions, displaySymbol, type MimeBundle } from "../../../lib/display.ts";
import * as plot from "../../../lib/plot/index.ts";

/** A kernel's comms whose other end is this test. */
interface Opened {
  id: string;
  target: string;
  data: { state: Record<string, unknown> };
  metadata: Record<string, unknown>;
  sent: Record<string, unknown>[];
  onMessage?: (message: { data: unknown }) => unknown;
  send(data: Record<string, unknown>): void;
  close(): void;
}

let opened: Opened[];
let targets: Map<string, (comm: Opened) => void>;
let shown: { data: MimeBundle; options: DisplayOptions }[];
let widgets: typeof import("../../../lib/widgets/index.ts");
const globals = globalThis as Record<string | symbol, unknown>;
const host = Symbol.for("sinapse.displayHost");

beforeEach(async () => {
  opened = [];
  targets = new Map();
  shown = [];
  globals.comms = {
    open(target: string, data: Opened["data"], { metadata }: { metadata: Opened["metadata"] }) {
      const comm: Opened = {
        id: `comm-${opened.length}`,
        target,
        data: structuredClone(data),
        metadata,
        sent: [],
        send: (message) => comm.sent.push(structuredClone(message)),
        close: () => {},
      };
      opened.push(comm);
      return comm;
    },
    register: (target: string, callback: (comm: Opened) => void) => targets.set(target, callback),
  };
  globals[host] = {
    display: (data: MimeBundle, options: DisplayOptions) => shown.push({ data, options }),
  };
  // A fresh module: shared layouts and styles are made once a kernel.
  vi.resetModules();
  widgets = await import("../../../lib/widgets/index.ts");
});
afterEach(() => {
  delete globals.comms;
  delete globals[host];
});

/** The comm of the last widget that was made. */
const last = () => opened.at(-1)!;

describe("a control", () => {
  test("opens a comm with the state that ipywidgets 8 expects", () => {
    widgets.slider({ label: "rate", min: 0, max: 2, value: 0.5 });
    expect(last().target).toBe("jupyter.widget");
    expect(last().metadata).toEqual({ version: "2.1.0" });
    expect(last().data.state).toMatchObject({
      _model_module: "@jupyter-widgets/controls",
      _model_module_version: "2.0.0",
      _model_name: "FloatSliderModel",
      _view_name: "FloatSliderView",
      description: "rate",
      min: 0,
      max: 2,
      value: 0.5,
      step: 0.02,
      layout: expect.stringMatching(/^IPY_MODEL_/),
      style: expect.stringMatching(/^IPY_MODEL_/),
    });
  });

  test("shows itself as a widget view with a line of text", () => {
    const bundle = widgets.slider({ label: "rate", value: 0.5 })[displaySymbol]();
    expect(bundle).toEqual({
      "application/vnd.jupyter.widget-view+json": {
        version_major: 2,
        version_minor: 0,
        model_id: last().id,
      },
      "text/plain": "rate = 0.5",
    });
  });

  test("takes the value that the page sends, tells observers, and echoes it", () => {
    const slider = widgets.slider();
    const seen: number[] = [];
    slider.observe((value) => seen.push(value));
    last().onMessage?.({ data: { method: "update", state: { value: 0.25 }, buffer_paths: [] } });
    expect([slider.value, seen]).toEqual([0.25, [0.25]]);
    expect(last().sent).toEqual([
      { method: "echo_update", state: { value: 0.25 }, buffer_paths: [] },
    ]);
  });

  test("sends the value that code sets to the page", () => {
    const box = widgets.checkbox();
    box.value = true;
    expect(last().sent).toEqual([{ method: "update", state: { value: true }, buffer_paths: [] }]);
  });

  test("stops telling an observer that was taken off", () => {
    const slider = widgets.integerSlider();
    const seen: number[] = [];
    slider.observe((value) => seen.push(value))();
    slider.value = 3;
    expect(seen).toEqual([]);
  });

  test("works outside a notebook, without a page", () => {
    delete globals.comms;
    const slider = widgets.slider({ value: 0.5 });
    slider.value = 0.75;
    expect(slider.value).toBe(0.75);
  });

  test("refuses a range that is none", () => {
    expect(() => widgets.slider({ min: 1, max: 0 })).toThrow("min 1 is not below max 0");
  });
});

describe("each kind", () => {
  test("a dropdown chooses among values by their index", () => {
    const rates = widgets.dropdown({ small: 0.01, large: 1 }, { value: 1 });
    expect(last().data.state).toMatchObject({ _options_labels: ["small", "large"], index: 1 });
    last().onMessage?.({ data: { method: "update", state: { index: 0 } } });
    expect(rates.value).toBe(0.01);
  });

  test("a button tells of its clicks", () => {
    let clicks = 0;
    widgets.button("more").onClick(() => {
      clicks += 1;
    });
    last().onMessage?.({ data: { method: "custom", content: { event: "click" } } });
    expect(clicks).toBe(1);
  });

  test("a box holds references to its children", () => {
    const [a, b] = [widgets.text({ value: "a" }), widgets.play({ max: 5 })];
    const box = widgets.row(a, b);
    expect(last().data.state.children).toEqual([a.widget.reference, b.widget.reference]);
    expect(box[displaySymbol]()["text/plain"]).toBe("a\n0");
  });

  test("an output shows a figure", async () => {
    await widgets.output().put(plot.line([1, 2]));
    const [{ state }] = last().sent as [{ state: { outputs: { data: MimeBundle }[] } }];
    expect(Object.keys(state.outputs[0]!.data)).toContain("application/vnd.plotly.v1+json");
  });
});

describe("a page that was reloaded", () => {
  test("gets the state of every widget that is open", () => {
    const slider = widgets.slider({ value: 0.5 });
    slider.value = 0.75;
    const answers: Record<string, unknown>[] = [];
    const send = (data: Record<string, unknown>) => answers.push(data);
    const page = { send } as unknown as Opened;
    targets.get("jupyter.widget.control")!(page);
    page.onMessage?.({ data: { method: "request_states" } });
    const states = answers[0]!.states as Record<string, { state: { value?: number } }>;
    expect(Object.keys(states).length).toBe(opened.length);
    expect(states[last().id]).toMatchObject({
      model_name: "FloatSliderModel",
      state: { value: 0.75 },
    });
  });
});

describe("interact", () => {
  test("shows the controls, then the result, and replaces it at each change", async () => {
    const made: number[] = [];
    widgets.interact(
      ({ weight, steep }) => {
        made.push(weight);
        return plot.line([0, weight], { title: steep ? "steep" : "flat" });
      },
      { weight: [-5, 5, 0.1], steep: false },
    );
    const slider = opened.find(({ data }) => data.state._model_name === "FloatSliderModel")!;
    await slider.onMessage?.({ data: { method: "update", state: { value: 3 } } });
    await new Promise((resolve) => setTimeout(resolve));
    expect(made).toEqual([0, 3]);
    expect(shown.map(({ options }) => options?.update)).toEqual([undefined, false, true]);
    expect(shown.at(-1)!.data["text/plain"]).toBe("flat: y rises from 0 to 3 in 2 points.");
  });

  test("makes whole-number sliders, dropdowns and texts from short forms", async () => {
    widgets.interact(() => "", { n: [1, 9], kind: ["a", "b", "c"], name: "x" });
    const models = opened.map(({ data }) => data.state._model_name);
    expect(models).toEqual(
      expect.arrayContaining(["IntSliderModel", "DropdownModel", "TextModel", "VBoxModel"]),
    );
  });
});
