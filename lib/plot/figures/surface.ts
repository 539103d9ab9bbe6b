import { type Field, field } from "../parts/field.ts";
import { Figure, type Trace } from "../parts/figure.ts";
import { extent, packed, rounded } from "../parts/numbers.ts";
import { type AxesOptions, baseLayout } from "../parts/options.ts";
import { sequential } from "../parts/theme.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `surface`. */
export interface SurfaceOptions extends AxesOptions {
  /** Name of the vertical axis. Default "z". */
  zLabel?: string;
  /** Bottom and top of the vertical axis. Default: the data's. */
  zRange?: readonly [number, number];
}

/**
 * A surface in space that can be turned.
 *
 * @param values `{ x, y, z }` with z of shape [y's length, x's length], or the table z alone.
 * @throws RangeError where the lengths do not fit.
 * @example
 * const axis = [-2, -1, 0, 1, 2];
 * plot.surface({ x: axis, y: axis, z: axis.map((b) => axis.map((a) => a * b)) })
 */
export function surface(values: Field, options: SurfaceOptions = {}): Figure {
  const { z, x, y } = field("surface", values, 2);
  const trace: Trace = {
    type: "surface",
    z: packed(z.data, z.columns),
    ...(x ? { x: rounded(x) } : {}),
    ...(y ? { y: rounded(y) } : {}),
    colorscale: sequential,
    showscale: false,
    hovertemplate: "(%{x:.3~g}, %{y:.3~g}): %{z:.4~g}<extra></extra>",
  };
  const layout = {
    ...baseLayout({ height: 460, ...options }),
    scene: scene(options),
    margin: { l: 8, r: 8, t: options.title ? 48 : 8, b: 8 },
  };
  const [low, high] = extent(z.data);
  const text = `${options.zLabel ?? "z"} ${word("from")} ${numberText(low)} ${word("to")} ${numberText(high)}.`;
  return new Figure([trace], layout, options.title ? `${options.title}: ${text}` : text, options);
}

/** The axes of a figure in space, seen from a corner. */
function scene(options: SurfaceOptions): Record<string, unknown> {
  const axis = (label: string, range?: readonly [number, number]) => ({
    title: { text: label },
    nticks: 5,
    ...(range ? { range: [...range] } : {}),
  });
  return {
    xaxis: axis(options.xLabel ?? "x", options.xRange),
    yaxis: axis(options.yLabel ?? "y", options.yRange),
    zaxis: axis(options.zLabel ?? "z", options.zRange),
    aspectmode: "manual",
    aspectratio: { x: 1.2, y: 1.2, z: 0.8 },
    camera: { eye: { x: 1.2, y: -1.5, z: 1.5 }, center: { x: 0, y: 0, z: -0.16 } },
  };
}
