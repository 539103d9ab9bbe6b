import { colorRange } from "../parts/color-range.ts";
import { type Field, field } from "../parts/field.ts";
import { Figure, type Trace } from "../parts/figure.ts";
import { extent, packed, rounded } from "../parts/numbers.ts";
import { type AxesOptions, axesLayout } from "../parts/options.ts";
import { palette } from "../parts/theme.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `contour`. */
export interface ContourOptions extends AxesOptions {
  /** Colours: "diverging" puts pale at zero. Default: diverging where the signs differ. */
  colors?: "sequential" | "diverging" | "gray";
  /** What the height means, beside the colour bar. */
  zLabel?: string;
  /** About how many levels. Default 15. */
  levels?: number;
  /** Fills between the lines; without, the lines carry their height. Default true. */
  filled?: boolean;
}

const fill = { contours: { coloring: "fill" }, line: { width: 0.5 } };
const colouredLines = { contours: { coloring: "lines" }, line: { width: 2 } };
/** As on a hiking map: the numbers on the lines tell the height. */
const labelledLines = {
  contours: { coloring: "none", showlabels: true },
  line: { width: 2, color: palette[0] },
  showscale: false,
};

/**
 * Lines of equal height, as on a map.
 *
 * @param values `{ x, y, z }` with z of shape [y's length, x's length], or the table z alone.
 * @throws RangeError where the lengths do not fit.
 * @example
 * const axis = [-2, -1, 0, 1, 2];
 * plot.contour({ x: axis, y: axis, z: axis.map((b) => axis.map((a) => a * a + b * b)) })
 */
export function contour(values: Field, options: ContourOptions = {}): Figure {
  const { z, x, y } = field("contour", values, 2);
  const { scale, zmin, zmax } = colorRange(z.data, options.colors);
  const filled = options.filled ?? true;
  const trace: Trace = {
    type: "contour",
    z: packed(z.data, z.columns),
    ...(x ? { x: rounded(x) } : {}),
    ...(y ? { y: rounded(y) } : {}),
    colorscale: scale,
    zmin,
    zmax,
    ncontours: options.levels ?? 15,
    ...(filled ? fill : options.colors ? colouredLines : labelledLines),
    showlegend: false,
    colorbar: { title: { text: options.zLabel ?? "", side: "right" } },
    hovertemplate: "(%{x:.3~g}, %{y:.3~g}): %{z:.4~g}<extra></extra>",
  };
  const layout = axesLayout(options);
  const [low, high] = extent(z.data);
  const text = `${options.zLabel ?? "z"} ${word("from")} ${numberText(low)} ${word("to")} ${numberText(high)}.`;
  return new Figure([trace], layout, options.title ? `${options.title}: ${text}` : text, options);
}
