import { Figure, type Trace } from "../parts/figure.ts";
import { extent, isVector, rounded, sameLength, type Vector, vector } from "../parts/numbers.ts";
import { type AxesOptions, axesLayout, legendFor } from "../parts/options.ts";
import { palette } from "../parts/theme.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `bar`. */
export interface BarOptions extends AxesOptions {
  /** What stands below each bar. Default: the `x` of the data, or 0, 1, 2… */
  labels?: readonly string[];
  /** Half the length of the error bar on each bar, as a standard deviation. Default: none. */
  errors?: Vector;
  /** Puts several series on top of each other instead of side by side. Default false. */
  stacked?: boolean;
  /** Lays the bars down: long labels fit. Default false. */
  horizontal?: boolean;
}

/** One series of bars, or several under their names. */
export type BarData =
  | Vector
  | { x: Vector | readonly string[]; y: Vector }
  | Record<string, Vector>;

/**
 * Bars: of one row of numbers, of `y` for each of the names in `x`, or several rows side by side.
 *
 * @param data Numbers [n], `{ x, y }`, or an object with a name for each series.
 * @throws RangeError where lengths differ, or a series is empty or all NaN.
 * @example
 * plot.bar({ x: ["baseline", "network"], y: [0.5, 0.97] }, { yLabel: "accuracy" })
 * plot.bar({ before: [1, 2], after: [2, 4] }, { labels: ["a", "b"] })
 */
export function bar(data: BarData, options: BarOptions = {}): Figure {
  const { series, names } = read(data);
  const traces: Trace[] = [];
  for (const [name, values] of series) {
    const y = vector(name === "" ? "bar: y" : `bar: "${name}"`, values);
    const labels = options.labels ?? names ?? y.map((_, index) => String(index));
    sameLength("bar", options.labels ? "labels" : "x", labels.length, "y", y.length);
    const firstY = traces[0]?.[options.horizontal ? "x" : "y"] as unknown[] | undefined;
    const firstName = `"${series[0]![0]}"`;
    if (firstY) sameLength("bar", firstName, firstY.length, `"${name}"`, y.length);
    const bars = rounded(y);
    traces.push({
      type: "bar",
      ...(options.horizontal ? { orientation: "h", x: bars, y: labels } : { x: labels, y: bars }),
      ...(name === "" ? {} : { name }),
      marker: { color: palette[traces.length % palette.length] },
      ...(options.errors ? errorBars(options.errors, y.length, options.horizontal) : {}),
    });
  }
  const layout = axesLayout(options, {
    xLabel: "",
    yLabel: options.horizontal ? "" : word("value"),
  });
  const categories = options.horizontal ? layout.yaxis : layout.xaxis;
  Object.assign(categories as object, { type: "category" });
  if (options.horizontal) Object.assign(layout.yaxis as object, { autorange: "reversed" });
  layout.barmode = options.stacked ? "stack" : "group";
  Object.assign(layout, legendFor(series.length));
  layout.bargap = 0.25;
  return new Figure(traces, layout, describe(traces, options), options);
}

function read(data: BarData): { series: [string, Vector][]; names?: string[] } {
  if (isVector(data)) return { series: [["", data]] };
  if (data === null || typeof data !== "object") {
    throw new TypeError(`bar: ${data} is no data. Give numbers, { x, y }, or { name: numbers }.`);
  }
  const keys = Object.keys(data);
  if (keys.length === 2 && "x" in data && "y" in data) {
    return { series: [["", data.y as Vector]], names: Array.from(data.x as string[], String) };
  }
  if (keys.length === 0) throw new RangeError("bar: no series was given. Give at least one.");
  return { series: Object.entries(data as Record<string, Vector>) };
}

function errorBars(errors: Vector, count: number, horizontal = false): Record<string, unknown> {
  const array = vector("bar: errors", errors);
  sameLength("bar", "errors", array.length, "y", count);
  const bars = { type: "data", array: rounded(array), color: "#57606a", thickness: 1.5 };
  return horizontal ? { error_x: bars } : { error_y: bars };
}

function describe(traces: Trace[], options: BarOptions): string {
  const values = traces.flatMap((trace) => (options.horizontal ? trace.x : trace.y) as number[]);
  const [low, high] = extent(values);
  const text = `${values.length} ${word("bars")} ${word("from")} ${numberText(low)} ${word("to")} ${numberText(high)}.`;
  return options.title ? `${options.title}: ${text}` : text;
}
