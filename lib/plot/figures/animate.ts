import { Drawing } from "../parts/drawing.ts";
import { expectArray, kind } from "../parts/expected.ts";
import { Figure, type Frame, type Trace } from "../parts/figure.ts";
import { extent } from "../parts/numbers.ts";
import { type FigureOptions, merged } from "../parts/options.ts";
import { word } from "../parts/words.ts";

/** Options of `animate`. */
export interface AnimateOptions extends FigureOptions {
  /** Milliseconds that a state stays while playing. Default 500. */
  interval?: number;
}

/** One state: a figure or drawing, alone or with what the slider says. */
export type State<Picture = Figure> = Picture | { label: string; figure: Picture };

/**
 * Figures one after the other, with a slider and a play button that need no kernel: they work in a
 * handout too. Axes and colours keep the range of all states.
 *
 * @param states Figures of the same kind, as many traces of the same types in each.
 * @throws RangeError where there is no state, or the figures are of different kinds.
 * @example
 * plot.animate([1, 2, 4].map((w) => ({
 *   label: `w = ${w}`, figure: plot.functionPlot((z) => Math.tanh(w * z)),
 * })))
 */
export function animate(states: readonly State[], options?: AnimateOptions): Figure;
export function animate(states: readonly State<Drawing>[], options?: AnimateOptions): Drawing;
export function animate(
  states: readonly State[] | readonly State<Drawing>[],
  options: AnimateOptions = {},
): Figure | Drawing {
  expectArray("animate", states, "[plot.line(…), plot.line(…)]");
  if (states.length === 0) throw new RangeError("animate: no state was given. Give at least one.");
  const pictures = (states as readonly State<Figure | Drawing>[]).map(pictureOf);
  const drawn = pictures[0] instanceof Drawing;
  for (const [index, picture] of pictures.entries()) {
    if (drawn ? picture instanceof Drawing : picture instanceof Figure) continue;
    throw new TypeError(
      `animate: state ${index} is ${kind(picture)}, a ${drawn ? "drawing" : "figure"} was expected, alone or as { label, figure }.`,
    );
  }
  return drawn
    ? animateDrawings(states as readonly State<Drawing>[], options)
    : animateFigures(states as readonly State[], options);
}

function pictureOf(state: State<Figure | Drawing>): unknown {
  const labelled = typeof state === "object" && state !== null && "figure" in state;
  return labelled ? state.figure : state;
}

function animateDrawings(states: readonly State<Drawing>[], options: AnimateOptions): Drawing {
  const drawings = states.map((state) => (state instanceof Drawing ? state : state.figure));
  return new Drawing({
    svg: drawings.at(-1)!.svg,
    title: options.title ?? drawings[0]!.title,
    description:
      options.description ?? `${states.length} ${word("states")}. ${drawings.at(-1)!.description}`,
    steps: states.map((state, index) => (state instanceof Drawing ? String(index) : state.label)),
    frames: drawings.map(({ svg }) => svg),
  });
}

function animateFigures(states: readonly State[], options: AnimateOptions): Figure {
  const figures = states.map((state) => (state instanceof Figure ? state : state.figure));
  const labels = states.map((state, index) =>
    state instanceof Figure ? String(index) : state.label,
  );
  const traces = alignedTraces(figures);
  fixColors(traces);
  const base = merged(figures[0]!.layout, fixedAxes(traces, figures[0]!.layout));
  if (options.title) base.title = { text: options.title };
  const frames = figures.map((figure, index): Frame => {
    const title = options.title ? base.title : figure.layout.title;
    const { annotations, shapes, images } = figure.layout;
    return {
      name: String(index),
      data: traces[index]!,
      layout: JSON.parse(JSON.stringify({ title, annotations, shapes, images })),
    };
  });
  const layout = merged(base, controls(labels, options.interval ?? 500, base));
  const first = figures[0]!.description.replace(/\.$/, "");
  const last = figures.at(-1)!.description.replace(/\.$/, "");
  const text = `${states.length} ${word("states")}. ${labels[0]}: ${first}. ${labels.at(-1)}: ${last}.`;
  const description = options.title ? `${options.title}: ${text}` : text;
  return new Figure(traces[0]!, layout, description, options, frames);
}

/** The traces of all states, as many in each: what is missing in one becomes an empty trace. */
function alignedTraces(figures: Figure[]): Trace[][] {
  const longest = figures.reduce((a, b) => (b.data.length > a.data.length ? b : a));
  return figures.map(({ data }, state) =>
    longest.data.map((model, index) => {
      const trace = data[index];
      if (!trace) return { ...model, x: [], y: [], ...("z" in model ? { z: [[]] } : {}) };
      if (trace.type === model.type) return { ...trace };
      throw new RangeError(
        `animate: trace ${index} is a ${trace.type} in state ${state}, a ${model.type} elsewhere. Give figures of one kind.`,
      );
    }),
  );
}

/** Gives the colours of each trace one range over all states. */
function fixColors(states: Trace[][]): void {
  for (const index of states[0]!.keys()) {
    const traces = states.map((traces) => traces[index]!);
    const lows = traces.map(({ zmin }) => zmin).filter((value) => typeof value === "number");
    const highs = traces.map(({ zmax }) => zmax).filter((value) => typeof value === "number");
    if (lows.length === 0) continue;
    for (const trace of traces) {
      trace.zmin = Math.min(...lows);
      trace.zmax = Math.max(...highs);
    }
  }
}

/** Ranges that hold all states, for axes that have none. */
function fixedAxes(states: Trace[][], layout: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [axis, key] of [
    ["xaxis", "x"],
    ["yaxis", "y"],
  ] as const) {
    const { range, type, autorange } = (layout[axis] ?? {}) as Record<string, unknown>;
    if (!(axis in layout) || range || autorange || type === "category") continue;
    const traces = states.flat().filter(({ type }) => type === "scatter" || type === "bar");
    const values = traces.flatMap((trace) => (trace[key] ?? []) as unknown[]);
    if (values.length === 0 || values.some((v) => typeof v === "string")) continue;
    const positive = (values as number[]).filter((value) => type !== "log" || value > 0);
    const [low, high] = extent(type === "log" ? positive.map(Math.log10) : positive);
    const bars = key === "y" && traces.some(({ type }) => type === "bar");
    const [from, to] = bars ? [Math.min(0, low), Math.max(0, high)] : [low, high];
    const margin = 0.05 * (to - from || 1);
    result[axis] = { range: [bars && from === 0 ? 0 : from - margin, to + margin] };
  }
  return result;
}

function controls(
  labels: string[],
  interval: number,
  base: Record<string, unknown>,
): Record<string, unknown> {
  const transition = { duration: 0 };
  const play = {
    mode: "immediate",
    fromcurrent: true,
    transition,
    frame: { duration: interval, redraw: true },
  };
  const jump = { mode: "immediate", transition, frame: { duration: 0, redraw: true } };
  const place = { x: 0, y: 0, pad: { t: 58, r: 8 } };
  return {
    height: (base.height as number) + 80,
    margin: { ...(base.margin as object), b: 140 },
    sliders: [
      {
        ...place,
        x: 0.16,
        len: 0.84,
        active: 0,
        currentvalue: { prefix: "", xanchor: "left", font: { size: 14 }, offset: 8 },
        ticklen: 4,
        minorticklen: 0,
        font: { size: 11 },
        steps: labels.map((label, index) => ({
          label,
          method: "animate",
          args: [[String(index)], jump],
        })),
      },
    ],
    updatemenus: [
      {
        ...place,
        type: "buttons",
        direction: "left",
        showactive: false,
        xanchor: "left",
        yanchor: "top",
        buttons: [
          { label: "▶", method: "animate", args: [null, play] },
          { label: "❚❚", method: "animate", args: [[null], jump] },
        ],
      },
    ],
  };
}
