import { expectFunction } from "../parts/expected.ts";
import type { Figure } from "../parts/figure.ts";
import { spaced } from "../parts/numbers.ts";
import { type LineOptions, line } from "./line.ts";

/** Options of `functionPlot`. */
export interface FunctionPlotOptions extends LineOptions {
  /** The function is computed at so many places. Default 400. */
  points?: number;
}

/** A function of one number. */
export type RealFunction = (x: number) => number;

/**
 * The graph of a function, or of several under their names, over `xRange` (default −5 to 5).
 *
 * @throws RangeError where a function is nowhere finite.
 * @example
 * plot.functionPlot(Math.tanh)
 * plot.functionPlot({ "Ω": (z) => 1 / (1 + Math.exp(-z)) }, { xRange: [-8, 8], xLabel: "z" })
 */
export function functionPlot(
  functions: RealFunction | Record<string, RealFunction>,
  options: FunctionPlotOptions = {},
): Figure {
  if (typeof functions !== "object" || functions === null) {
    expectFunction("functionPlot: what was given", functions, "(x) => x * x");
  } else {
    for (const [name, f] of Object.entries(functions)) {
      expectFunction(`functionPlot: "${name}"`, f, "(x) => x * x");
    }
  }
  const [from, to] = options.xRange ?? [-5, 5];
  const x = spaced(from, to, options.points ?? 400);
  const of = (f: RealFunction) => ({ x, y: x.map((value) => f(value)) });
  const data =
    typeof functions === "function"
      ? of(functions)
      : Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, of(f)]));
  return line(data, { markers: false, xRange: [from, to], ...options });
}
