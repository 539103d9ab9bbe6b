import { Figure, type Trace } from "../parts/figure.ts";
import { isVector, rounded, sameLength, thinned, type Vector, vector } from "../parts/numbers.ts";
import { type AxesOptions, axesLayout, legendFor, wholeTicks } from "../parts/options.ts";
import { dashes, palette } from "../parts/theme.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `line`. */
export interface LineOptions extends AxesOptions {
  /** Marks each point with a dot. Default: where there are at most 20. */
  markers?: boolean;
  /** Longer lines are thinned to about so many points, spikes kept. Default 2000. */
  maxPoints?: number;
}

/** One line, or several under their names. */
export type LineData =
  | Vector
  | { x: Vector; y: Vector }
  | Record<string, Vector | { x: Vector; y: Vector }>;

/**
 * Lines: of one row of numbers against 0, 1, 2…, of y against x, or several under their names.
 *
 * @param data Numbers [n], `{ x, y }`, or an object with a name for each line.
 * @throws RangeError where x and y differ in length, or a line is empty or all NaN.
 * @example
 * plot.line({ x: [0, 1, 2], y: [0, 1, 4] }, { title: "Squares" })
 * plot.line({ sine: [0, 0.84, 0.91], cosine: [1, 0.54, -0.42] })
 */
export function line(data: LineData, options: LineOptions = {}): Figure {
  const series = named(data);
  const traces: Trace[] = [];
  const sentences: string[] = [];
  for (const [name, values] of series) {
    const label = name === "" ? "" : ` of "${name}"`;
    const alone = isVector(values) || typeof values !== "object" || values === null;
    const given = alone ? { y: values as Vector } : (values as { x: Vector; y: Vector });
    const y = vector(`line: y${label}`, given.y);
    const x = "x" in given ? vector(`line: x${label}`, given.x) : y.map((_, index) => index);
    sameLength("line", `x${label}`, x.length, `y${label}`, y.length);
    if (options.yScale === "log" && !y.some((value) => value > 0)) {
      throw new RangeError(
        `line: y${label} holds no positive number, a logarithmic axis shows no other.`,
      );
    }
    const drawn = thinned(x, y, options.maxPoints ?? 2000);
    const index = traces.length;
    traces.push({
      type: "scatter",
      mode: (options.markers ?? y.length <= 20) ? "lines+markers" : "lines",
      x: rounded(drawn.x),
      y: rounded(drawn.y),
      ...(name === "" ? {} : { name }),
      line: {
        color: palette[index % palette.length],
        dash: dashes[Math.floor(index / 2) % dashes.length],
        width: 2.5,
        // Else plotly.js leaves out points up to a pixel off, and smooth curves get corners.
        simplify: false,
      },
    });
    sentences.push(trend(name === "" ? (options.yLabel ?? "y") : name, y));
  }
  const layout = axesLayout(options, { yLabel: series.length > 1 ? word("value") : "y" });
  Object.assign(layout, legendFor(series.length));
  const counted = series.every(([, values]) => isVector(values));
  const longest = Math.max(...traces.map(({ x }) => (x as number[]).length));
  if (counted) Object.assign(layout.xaxis as object, wholeTicks(longest));
  const text = `${sentences.join("; ")}.`;
  return new Figure(traces, layout, options.title ? `${options.title}: ${text}` : text, options);
}

/** "loss falls from 0.69 to 0.02 in 200 points": a line in a few words. */
export function trend(
  name: string,
  y: readonly number[],
  unit = word("points"),
  count = y.length,
): string {
  const first = y.find(Number.isFinite) ?? Number.NaN;
  const last = y.findLast(Number.isFinite) ?? Number.NaN;
  if (Number.isNaN(first)) return `${name}: ${word("no finite number")}`;
  const [from, to] = [numberText(first), numberText(last)];
  if (y.length === 1) return `${name}: ${to}`;
  const verb = from === to ? "runs from" : last < first ? "falls from" : "rises from";
  return `${name} ${word(verb)} ${from} ${word("to")} ${to} ${word("in")} ${count} ${unit}`;
}

function named(data: LineData): [string, Vector | { x: Vector; y: Vector }][] {
  if (isVector(data)) return [["", data]];
  if (data === null || typeof data !== "object") {
    throw new TypeError(`line: ${data} is no line. Give numbers, { x, y }, or { name: numbers }.`);
  }
  const keys = Object.keys(data);
  if (keys.length === 2 && "x" in data && "y" in data) {
    return [["", data as { x: Vector; y: Vector }]];
  }
  if (keys.length === 0) throw new RangeError("line: no line was given. Give at least one.");
  return Object.entries(data as Record<string, Vector>);
}
