import { Figure, type Trace } from "../parts/figure.ts";
import { type Matrix, rounded, sameLength, type Vector, vector } from "../parts/numbers.ts";
import { type AxesOptions, axesLayout, legendFor } from "../parts/options.ts";
import { classTraces, coordinates, pointTrace } from "../parts/points.ts";
import { palette, sequential } from "../parts/theme.ts";
import { word } from "../parts/words.ts";

/** Options of `scatter`. */
export interface ScatterOptions extends AxesOptions {
  /**
   * What the colour of a point tells: its class (text, or at most 10 different whole numbers; each
   * class gets a colour, a shape and a legend entry), or a quantity on a colour scale.
   */
  color?: Vector | readonly string[];
  /** Names of the classes 0, 1, 2… in the legend. Default "class 0", "class 1"… */
  classNames?: readonly string[];
  /** Diameter of a point in pixels. Default 8. */
  size?: number;
}

/**
 * Points in the plane.
 *
 * @param points [n, 2]: an array of [x, y], or a tensor; or `{ x, y }`.
 * @throws RangeError where the points are not [n, 2] or `color` has another length.
 * @example
 * const { x, y } = data.moons({ points: 200, noise: 0.1, seed: 1 });
 * plot.scatter(x, { color: y, xLabel: "x<sub>1</sub>", yLabel: "x<sub>2</sub>" })
 */
export function scatter(
  points: Matrix | { x: Vector; y: Vector },
  options: ScatterOptions = {},
): Figure {
  const { x, y } = coordinates("scatter", points);
  const traces = options.color
    ? coloured(x, y, options.color, options)
    : [pointTrace(x, y, { color: palette[0], size: options.size ?? 8 })];
  const layout = axesLayout(options);
  Object.assign(layout, legendFor(traces.length));
  const count = `${x.length} ${word("points")}`;
  const groups = traces.length > 1 ? ` ${word("in")} ${traces.length} ${word("classes")}` : "";
  const title = options.title ? `${options.title}: ` : "";
  return new Figure(traces, layout, `${title}${count}${groups}.`, options);
}

function coloured(
  x: number[],
  y: number[],
  color: Vector | readonly string[],
  options: ScatterOptions,
): Trace[] {
  const size = options.size ?? 8;
  if (Array.isArray(color) && color.some((label) => typeof label === "string")) {
    sameLength("scatter", "points", x.length, "color", color.length);
    return classTraces(x, y, color.map(String), options.classNames, size);
  }
  const values = vector("scatter: color", color as Vector);
  sameLength("scatter", "points", x.length, "color", values.length);
  if (values.every(Number.isInteger) && new Set(values).size <= 10) {
    return classTraces(x, y, values, options.classNames, size);
  }
  // The rim keeps the darkest points visible on a dark page.
  const line = { color: "#9aa0a6", width: 0.5 };
  const marker = { color: rounded(values), colorscale: sequential, showscale: true, size, line };
  return [pointTrace(x, y, marker)];
}
