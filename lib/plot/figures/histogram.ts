import { kind } from "../parts/expected.ts";
import { Figure, type Trace } from "../parts/figure.ts";
import { extent, isVector, rounded, type Vector, vector } from "../parts/numbers.ts";
import { type AxesOptions, axesLayout, legendFor } from "../parts/options.ts";
import { palette } from "../parts/theme.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `histogram`. */
export interface HistogramOptions extends AxesOptions {
  /** About how many bins; their borders are round numbers. Default: √n, at most 40. */
  bins?: number;
  /** Shows each bin's share of all values instead of the count. Default false. */
  share?: boolean;
}

/**
 * How often values fall into each of a row of bins.
 *
 * @param data Numbers [n], or an object with a name for each group: these overlap.
 * @throws RangeError where a group is empty or holds no finite number.
 * @example
 * plot.histogram(randn([1000]), { xLabel: "z" })
 * plot.histogram({ train: trainErrors, test: testErrors }, { bins: 20 })
 */
export function histogram(
  data: Vector | Record<string, Vector>,
  options: HistogramOptions = {},
): Figure {
  if (typeof data !== "object" || data === null) {
    throw new TypeError(`histogram: ${kind(data)} is no data. Give numbers, or { name: numbers }.`);
  }
  const groups = (isVector(data) ? [["", data]] : Object.entries(data)) as [string, Vector][];
  if (groups.length === 0) throw new RangeError("histogram: nothing was given. Give numbers.");
  if (options.bins !== undefined && !(options.bins >= 1)) {
    throw new RangeError(`histogram: ${options.bins} bins hold nothing. Give 1 or more.`);
  }
  const values = groups.map(([name, group]) =>
    vector(name === "" ? "histogram: values" : `histogram: "${name}"`, group).filter(
      Number.isFinite,
    ),
  );
  const [low, high] = extent(values.flat());
  const longest = Math.max(...values.map((group) => group.length));
  const width = roundWidth(low, high, options.bins ?? Math.min(40, Math.ceil(Math.sqrt(longest))));
  const alone = high === low;
  const first = alone ? low / width - 0.5 : Math.floor(low / width);
  const count = alone ? 1 : Math.floor(high / width) - first + 1;
  const centers = Array.from({ length: count }, (_, bin) => (first + bin + 0.5) * width);
  const traces = groups.map(([name], index): Trace => {
    const counts = new Array<number>(count).fill(0);
    for (const value of values[index]!) counts[alone ? 0 : Math.floor(value / width) - first]! += 1;
    const total = values[index]!.length;
    return {
      type: "bar",
      x: rounded(centers),
      y: rounded(options.share ? counts.map((n) => n / total) : counts),
      width,
      ...(name === "" ? {} : { name }),
      marker: {
        color: palette[index % palette.length],
        opacity: groups.length > 1 ? 0.6 : 1,
        line: { color: "#ffffff", width: 0.5 },
      },
      hovertemplate: "%{x}: %{y}<extra></extra>",
    };
  });
  const yLabel = options.share ? word("share") : word("count");
  const layout = axesLayout(options, { xLabel: word("value"), yLabel });
  if (alone) Object.assign(layout.xaxis as object, { range: [low - 2 * width, low + 2 * width] });
  layout.barmode = "overlay";
  layout.bargap = 0;
  Object.assign(layout, legendFor(groups.length));
  const all = values.flat();
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const text = `${all.length} ${word("values")} ${word("from")} ${numberText(low)} ${word("to")} ${numberText(high)}, ${word("mean")} ${numberText(mean)}.`;
  return new Figure(traces, layout, options.title ? `${options.title}: ${text}` : text, options);
}

/** A width of 1, 2 or 5 times a power of ten that gives about so many bins. */
function roundWidth(low: number, high: number, bins: number): number {
  if (high === low) return Math.max(Math.abs(high) * 0.1, 1);
  const raw = (high - low) / bins;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= raw * 0.75)!;
  return factor * power;
}
