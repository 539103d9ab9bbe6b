import { displaySymbol, type MimeBundle } from "../../display.ts";
import { beginWhole, endWhole } from "../../interrupts.ts";
import { Figure, type Trace } from "../parts/figure.ts";
import { rounded, thinned, type Vector, vector } from "../parts/numbers.ts";
import { type AxesOptions, axesLayout, legendFor, merged, wholeTicks } from "../parts/options.ts";
import { dashes, palette } from "../parts/theme.ts";
import { word } from "../parts/words.ts";
import { trend } from "./line.ts";
import { Live } from "./live.ts";

/** Options of `trainingCurve`. */
export interface TrainingCurveOptions extends AxesOptions {
  /** What has been measured so far, a row of numbers under each name. Default: nothing. */
  history?: Record<string, Vector>;
  /** At most so many updates a second. Default 20. */
  rate?: number;
  /** Longer curves are thinned to about so many points, spikes kept. Default 2000. */
  maxPoints?: number;
}

/**
 * The curve of a training: shows itself at the first `add` and grows in place. Names that speak of
 * accuracy get a panel of their own, names that begin with "validation" a dashed line.
 */
export class TrainingCurve {
  /** Everything that was added, a row of numbers under each name. */
  readonly history: Record<string, number[]> = {};
  readonly #steps: Record<string, number[]> = {};
  readonly #options: TrainingCurveOptions;
  readonly #live: Live;
  #step = 0;
  /** Made once: a function for each point would cost a fast loop more than the point. */
  readonly #draw = () => this.figure();

  constructor(options: TrainingCurveOptions = {}) {
    this.#options = options;
    this.#live = new Live(options.rate === undefined ? {} : { rate: options.rate });
    for (const [name, values] of Object.entries(options.history ?? {})) {
      this.history[name] = vector(`trainingCurve: ${name}`, values);
      this.#steps[name] = this.history[name].map((_, index) => index + 1);
      this.#step = Math.max(this.#step, this.history[name].length);
    }
  }

  /**
   * Adds one point to each named curve and shows it, at most 20 times a second.
   *
   * @param values The numbers, as in `{ loss: 0.3, validationLoss: 0.4 }`.
   * @param step Where on the horizontal axis. Default: one more than last time.
   */
  add(values: Record<string, number>, step: number = this.#step + 1): void {
    beginWhole();
    try {
      this.#push(values, step);
    } finally {
      endWhole();
    }
    this.#live.update(this.#draw);
  }

  #push(values: Record<string, number>, step: number): void {
    this.#step = step;
    for (const name in values) {
      const value = values[name]!;
      if (typeof value !== "number") {
        throw new TypeError(
          `trainingCurve: ${name} is a ${typeof value}, a number was expected. Add .item() to a tensor?`,
        );
      }
      this.history[name] ??= [];
      this.#steps[name] ??= [];
      this.history[name].push(value);
      this.#steps[name].push(step);
    }
  }

  /** The curve as it stands, as a figure of its own. */
  figure(): Figure {
    const options = this.#options;
    const names = Object.keys(this.history);
    if (names.length === 0) {
      throw new RangeError("trainingCurve: nothing was added yet. Call add({ loss }) first.");
    }
    const panels = [...new Set(names.map(isAccuracy))].sort();
    const traces: Trace[] = [];
    const colors: Record<string, number> = {};
    for (const name of names) {
      const panel = panels.indexOf(isAccuracy(name));
      const quantity = name.replace(/^(validation|val|train|training)_?/i, "").toLowerCase();
      colors[quantity] ??= Object.keys(colors).length;
      const points = thinned(this.#steps[name]!, this.history[name]!, options.maxPoints ?? 2000);
      traces.push({
        type: "scatter",
        mode: points.x.length === 1 ? "markers" : "lines",
        name: label(name),
        x: points.x,
        y: rounded(points.y),
        line: {
          color: palette[colors[quantity] % palette.length],
          dash: isValidation(name) ? dashes[1] : dashes[0],
          width: 2.5,
        },
        ...(panel > 0 ? { xaxis: "x2", yaxis: "y2" } : {}),
      });
    }
    const accuracyOnly = panels.length === 1 && panels[0];
    const title = options.title ?? word("Training curve");
    const yLabel = word(accuracyOnly ? "accuracy" : "loss");
    let layout = axesLayout(options, { title, xLabel: word("epoch"), yLabel });
    Object.assign(layout, legendFor(names.length));
    layout.hovermode = "x unified";
    if (accuracyOnly) Object.assign(layout.yaxis as object, { tickformat: percent });
    if (Number.isInteger(this.#step)) Object.assign(layout.xaxis as object, wholeTicks(this.#step));
    if (panels.length > 1) layout = merged(layout, secondPanel(layout));
    if (!names.some((name) => this.history[name]!.some(Number.isFinite))) {
      layout.annotations = [emptyNote(names.map(label).join(", "))];
    }
    const text = names.map((name) => this.#trend(name)).join("; ");
    return new Figure(traces, layout, `${title}: ${text}.`, options);
  }

  /** Along another axis than epochs, all that is known is how many points there are. */
  #trend(name: string): string {
    const values = this.history[name]!;
    if (this.#options.xLabel !== undefined) return trend(label(name), values);
    return trend(label(name), values, word("epochs"), this.#steps[name]!.at(-1));
  }

  [displaySymbol](): MimeBundle {
    return this.figure()[displaySymbol]();
  }
}

/**
 * A training curve that grows while the loop runs; with `history`, one of a finished training.
 *
 * @example
 * const curve = plot.trainingCurve({ title: "XOR" });
 * for (const batch of batches) curve.add({ loss: step(batch).item() });
 * plot.trainingCurve({ history: { loss, validationLoss } })
 */
export function trainingCurve(options: TrainingCurveOptions = {}): TrainingCurve {
  return new TrainingCurve(options);
}

/** What stands in the middle of axes that have nothing to show. */
function emptyNote(names: string): Record<string, unknown> {
  const paper = { xref: "paper", yref: "paper", x: 0.5, y: 0.5, showarrow: false };
  return { text: `${names}: ${word("no finite number")}`, ...paper };
}

const percent = ".0%";

function isAccuracy(name: string): boolean {
  return /accuracy|acur[aá]cia|acertos/i.test(name);
}

function isValidation(name: string): boolean {
  return /^val|^test|valida|teste/i.test(name);
}

/** "validationLoss" as people write it, in the current language. */
function label(name: string): string {
  const measure = /^(validation|train|training)?(loss|accuracy)$/i.exec(name);
  if (!measure) return name;
  const what = word(measure[2]!.toLowerCase() as "loss" | "accuracy");
  if (!measure[1]) return what;
  return `${what} (${word(measure[1].toLowerCase() === "validation" ? "validation" : "training")})`;
}

function secondPanel(layout: Record<string, unknown>): Record<string, unknown> {
  const { range: _, ...horizontal } = layout.xaxis as Record<string, unknown>;
  return {
    xaxis: { domain: [0, 0.44] },
    xaxis2: { ...horizontal, domain: [0.56, 1], anchor: "y2" },
    yaxis2: { title: { text: word("accuracy") }, anchor: "x2", tickformat: percent },
  };
}
