import { expectFunction } from "../parts/expected.ts";
import type { Figure } from "../parts/figure.ts";
import { spaced } from "../parts/numbers.ts";
import type { AxesOptions } from "../parts/options.ts";
import { word } from "../parts/words.ts";
import type { RealFunction } from "./function-plot.ts";
import { line } from "./line.ts";
import { smallMultiples } from "./small-multiples.ts";

const known = {
  sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  relu: (z: number) => Math.max(0, z),
  leakyRelu: (z: number) => (z > 0 ? z : 0.01 * z),
  softplus: (z: number) => Math.log1p(Math.exp(-Math.abs(z))) + Math.max(0, z),
  step: (z: number) => (z > 0 ? 1 : 0),
} satisfies Record<string, RealFunction>;

/** An activation function that `activations` knows by name. */
export type ActivationName = keyof typeof known;

/** Options of `activations`. */
export interface ActivationsOptions extends AxesOptions {
  /** How many panels stand side by side. Default: 2 for four, else up to 3. */
  columns?: number;
}

/**
 * Activation functions with their derivatives, a panel for each.
 *
 * @param functions Names of known ones, or functions of a number under their names; the derivative
 *   is a central difference. Default: sigmoid, tanh and relu. `xRange` is −5 to 5.
 * @throws RangeError for an unknown name.
 * @example
 * plot.activations(["sigmoid", "relu", "step"])
 * plot.activations({ swish: (z) => z / (1 + Math.exp(-z)) })
 */
export function activations(
  functions: readonly ActivationName[] | Record<string, RealFunction> = ["sigmoid", "tanh", "relu"],
  options: ActivationsOptions = {},
): Figure {
  const named: Record<string, RealFunction> = Array.isArray(functions)
    ? Object.fromEntries(functions.map((name) => [name, lookUp(name)]))
    : (functions as Record<string, RealFunction>);
  for (const [name, f] of Object.entries(named)) {
    expectFunction(`activations: "${name}"`, f, "(z) => Math.tanh(z)");
  }
  const [from, to] = options.xRange ?? [-5, 5];
  // An even count leaves out zero, where the derivative of ReLU and step does not exist.
  const x = spaced(from, to, 240);
  const panels = Object.entries(named).map(([name, f]) => {
    const derivative = x.map((z) => (f(z + 1e-4) - f(z - 1e-4)) / 2e-4);
    const curves = {
      [word("function")]: { x, y: x.map((z) => f(z)) },
      [word("derivative")]: { x, y: derivative },
    };
    const figure = line(curves, { title: name, xLabel: "z", yLabel: "", markers: false });
    Object.assign(figure.data[1]!.line as object, { dash: "dash" });
    return figure;
  });
  return smallMultiples(panels, options);
}

function lookUp(name: string): RealFunction {
  const found = (known as Record<string, RealFunction>)[name];
  if (found) return found;
  throw new RangeError(
    `activations: "${name}" is not known. Use one of ${Object.keys(known).join(", ")}, or give the function: { ${name}: (z) => … }.`,
  );
}
