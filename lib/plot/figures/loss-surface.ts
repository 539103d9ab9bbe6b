import { expectFunction } from "../parts/expected.ts";
import { Figure, type Trace } from "../parts/figure.ts";
import { extent, type Matrix, rounded, spaced } from "../parts/numbers.ts";
import type { AxesOptions } from "../parts/options.ts";
import { coordinates } from "../parts/points.ts";
import { numberText, word } from "../parts/words.ts";
import { contour } from "./contour.ts";
import { surface } from "./surface.ts";

/** Options of `lossSurface`. */
export interface LossSurfaceOptions extends AxesOptions {
  /** Steps of a descent, [n, 2]: drawn as a path with its start and end. Default: none. */
  path?: Matrix;
  /** "contour" is a map, "surface" can be turned. Default "contour". */
  kind?: "contour" | "surface";
  /** The loss is computed at `resolution` × `resolution` points. Default 50. */
  resolution?: number;
  /** Shows log₁₀ of the loss: valleys become visible. Default false. */
  log?: boolean;
  /** What the height means. Default "loss". */
  zLabel?: string;
}

const pathColor = "#d55e00";

/**
 * The loss over two parameters, with the path that a descent took on it.
 *
 * @param loss The loss of two numbers. `xRange` and `yRange` (default −3 to 3) tell where.
 * @throws RangeError where the loss is nowhere finite or the path is not [n, 2].
 * @example
 * const path = [[2, 2], [1, 1.5], [0.2, 0.4]];
 * plot.lossSurface((a, b) => a ** 2 + b ** 2 / 4, { path, xLabel: "θ₀", yLabel: "θ₁" })
 */
export function lossSurface(
  loss: (a: number, b: number) => number,
  options: LossSurfaceOptions = {},
): Figure {
  expectFunction("lossSurface: the loss", loss, "(a, b) => a * a + b * b");
  const count = options.resolution ?? 50;
  const x = spaced(...(options.xRange ?? [-3, 3]), count);
  const y = spaced(...(options.yRange ?? [-3, 3]), count);
  const height = (a: number, b: number) => {
    const value = Number(loss(a, b));
    return options.log ? Math.log10(Math.max(value, 1e-12)) : value;
  };
  const z = y.map((b) => x.map((a) => height(a, b)));
  const name = options.zLabel ?? word("loss");
  const shown = {
    xLabel: "θ<sub>0</sub>",
    yLabel: "θ<sub>1</sub>",
    ...options,
    title: options.title ?? word("Loss surface"),
    zLabel: options.log ? `log<sub>10</sub> ${name}` : name,
  };
  const flat = (options.kind ?? "contour") === "contour";
  const ground = flat
    ? contour({ x, y, z }, { ...shown, colors: "sequential" })
    : surface({ x, y, z }, shown);
  if (!options.path) return ground;
  const path = coordinates("lossSurface: path", options.path);
  const heights = path.x.map((a, step) => height(a, path.y[step]!));
  const line = flat ? flatPath(path.x, path.y) : spacePath(path.x, path.y, heights, z.flat());
  const text = `${path.x.length - 1} ${word(path.x.length === 2 ? "step" : "steps")}: ${name} ${word("from")} ${numberText(heights[0]!)} ${word("to")} ${numberText(heights.at(-1)!)}.`;
  return new Figure([...ground.data, line], ground.layout, `${shown.title}: ${text}`, {
    ...(options.description ? { description: options.description } : {}),
  });
}

function flatPath(x: number[], y: number[]): Trace {
  const last = x.length - 1;
  return {
    type: "scatter",
    mode: "lines+markers",
    name: word("path"),
    x: rounded(x),
    y: rounded(y),
    line: { color: "#ffffff", width: 2.5 },
    marker: {
      color: pathColor,
      size: x.map((_, step) => (step === last ? 18 : step === 0 ? 12 : 7)),
      symbol: x.map((_, step) => (step === last ? "star" : "circle")),
      opacity: 1,
      line: { color: "#ffffff", width: 1.5 },
    },
    showlegend: false,
  };
}

/** The path, a little above the ground so that it does not sink in. */
function spacePath(x: number[], y: number[], heights: number[], ground: number[]): Trace {
  const [low, high] = extent(ground);
  const z = heights.map((height) => height + 0.02 * (high - low));
  return {
    type: "scatter3d",
    mode: "lines+markers",
    name: word("path"),
    x: rounded(x),
    y: rounded(y),
    z: rounded(z),
    line: { color: pathColor, width: 6 },
    marker: { color: pathColor, size: 3 },
    showlegend: false,
  };
}
