import { Figure, type Trace } from "../parts/figure.ts";
import {
  column,
  type Matrix,
  rounded,
  sameLength,
  table,
  type Vector,
  vector,
} from "../parts/numbers.ts";
import { type AxesOptions, axesLayout, legendFor } from "../parts/options.ts";
import { classPalette, palette, sequential, symbols } from "../parts/theme.ts";
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

/** The two coordinates of points given as [n, 2] or as `{ x, y }`. */
export function coordinates(
  what: string,
  points: Matrix | { x: Vector; y: Vector },
): { x: number[]; y: number[] } {
  if (typeof points === "object" && points !== null && "x" in points && "y" in points) {
    const x = vector(`${what}: x`, points.x);
    const y = vector(`${what}: y`, points.y);
    sameLength(what, "x", x.length, "y", y.length);
    return { x, y };
  }
  const all = table(`${what}: points`, points as Matrix);
  if (all.columns !== 2) {
    throw new RangeError(
      `${what}: points have ${all.columns} coordinates, 2 were expected. Choose two columns?`,
    );
  }
  return { x: column(all, 0), y: column(all, 1) };
}

/** One trace for each class, in the classes' colours and shapes. */
export function classTraces(
  x: number[],
  y: number[],
  classes: readonly (number | string)[],
  names: readonly string[] | undefined,
  size: number,
): Trace[] {
  const different = [...new Set(classes)].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
  );
  return different.map((label, index) => {
    const place = typeof label === "number" && label >= 0 ? label : index;
    const members = classes.flatMap((other, point) => (other === label ? [point] : []));
    const name =
      typeof label === "number" ? (names?.[label] ?? `${word("class")} ${label}`) : label;
    return {
      ...pointTrace(
        members.map((point) => x[point]!),
        members.map((point) => y[point]!),
        {
          color: classPalette[place % classPalette.length],
          symbol: symbols[place % symbols.length],
          size,
          line: { color: "#ffffff", width: 1 },
        },
      ),
      name,
    };
  });
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

function pointTrace(x: number[], y: number[], marker: Record<string, unknown>): Trace {
  return { type: "scatter", mode: "markers", x: rounded(x), y: rounded(y), marker };
}
