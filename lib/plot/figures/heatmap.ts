import { colorRange } from "../parts/color-range.ts";
import { type Field, field } from "../parts/field.ts";
import { Figure, type Trace } from "../parts/figure.ts";
import { extent, packed, rounded, rows } from "../parts/numbers.ts";
import { type AxesOptions, axesLayout, wholeTicks } from "../parts/options.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `heatmap`. */
export interface HeatmapOptions extends AxesOptions {
  /** Colours: "diverging" puts pale at zero. Default: diverging where the signs differ. */
  colors?: "sequential" | "diverging" | "gray";
  /** What the colour means, beside the colour bar. */
  zLabel?: string;
  /** Smallest and largest value of the colours. Default: the data's. */
  zRange?: readonly [number, number];
  /** Names of the columns. */
  columnNames?: readonly string[];
  /** Names of the rows. */
  rowNames?: readonly string[];
  /** Writes each number into its cell. Default: where there are at most 100. */
  numbers?: boolean;
}

/**
 * A table of numbers as colours, row 0 at the top; `{ x, y, z }` as a map, y upwards.
 *
 * @param values [rows, columns], or `{ x, y, z }`.
 * @throws RangeError where rows differ in length or names do not fit.
 * @example
 * plot.heatmap(layer.weight, { title: "Weights", rowNames: ["neuron 1", "neuron 2"] })
 */
export function heatmap(values: Field, options: HeatmapOptions = {}): Figure {
  const { z, x, y } = field("heatmap", values);
  names("columnNames", options.columnNames, z.columns);
  names("rowNames", options.rowNames, z.rows);
  const { scale, zmin, zmax } = colorRange(z.data, options.colors, options.zRange);
  const numbers = options.numbers ?? z.rows * z.columns <= 100;
  const trace: Trace = {
    type: "heatmap",
    z: numbers ? rows(rounded(z.data), z.columns) : packed(z.data, z.columns),
    ...(x || options.columnNames ? { x: options.columnNames ?? x } : {}),
    ...(y || options.rowNames ? { y: options.rowNames ?? y } : {}),
    colorscale: scale,
    zmin,
    zmax,
    ...(numbers ? { text: texts(z.data, z.columns), texttemplate: "%{text}" } : {}),
    colorbar: { title: { text: options.zLabel ?? "", side: "right" } },
    hovertemplate: "%{y}, %{x}: %{z:.4~g}<extra></extra>",
  };
  const labels = {
    xLabel: options.columnNames ? "" : x ? "x" : word("column"),
    yLabel: options.rowNames ? "" : y ? "y" : word("row"),
  };
  const layout = axesLayout(options, labels);
  if (!y) Object.assign(layout.yaxis as object, { autorange: "reversed" });
  if (!x && !options.columnNames) Object.assign(layout.xaxis as object, wholeTicks(z.columns));
  if (!y && !options.rowNames) Object.assign(layout.yaxis as object, wholeTicks(z.rows));
  const [low, high] = extent(z.data);
  const size = `${z.rows} × ${z.columns} ${word("values")}`;
  const text = `${size} ${word("from")} ${numberText(low)} ${word("to")} ${numberText(high)}.`;
  return new Figure([trace], layout, options.title ? `${options.title}: ${text}` : text, options);
}

/** The numbers as they are written into the cells. */
function texts(values: ArrayLike<number>, columns: number): string[][] {
  return rows(
    Array.from(values, (value) => numberText(value)),
    columns,
  );
}

function names(what: string, given: readonly string[] | undefined, count: number): void {
  if (!given || given.length === count) return;
  throw new RangeError(
    `heatmap: ${given.length} ${what} for ${count}. Give one for each ${what === "rowNames" ? "row" : "column"}.`,
  );
}
