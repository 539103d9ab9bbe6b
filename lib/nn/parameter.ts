import { type DType, type Shape, Tensor, zeros } from "../tensor/index.ts";
import { type Generator, generatorOf } from "../tensor/random.ts";
import { valuesOf } from "../tensor/values.ts";
import { wholeNumber } from "../tensor/whole-number.ts";
import { fanIn, type Initial, uniform } from "./initialisers.ts";

/** What every layer with parameters takes. */
export interface ParameterOptions {
  /** Gives the same first values every time; without it they follow `manualSeed`. */
  seed?: number;
  /** Type of the parameters. Default: "float32". */
  dtype?: DType;
}

/**
 * A trainable tensor with its first values; its layer and name stand in the error.
 *
 * @throws if values are given whose shape is another, or something among them is no number.
 */
export function parameter<const S extends Shape>(
  owner: string,
  name: "weight" | "bias",
  shape: S,
  initial: Initial,
  source: Generator,
  dtype: DType = "float32",
): Tensor<S> {
  const made = zeros(shape, { dtype, requiresGrad: true }) as Tensor<S>;
  const values = typeof initial === "function" ? initial(shape, source) : initial;
  const given = (values as unknown) instanceof Tensor;
  return made.assign(given ? values : valuesOf(`${owner}: ${name}`, values, shape)).keep();
}

/** Options of layers that have weights and biases. */
export interface WeightOptions extends ParameterOptions {
  /** First weights: values or an initialiser. Default: uniform in ±1/√(inputs of a neuron). */
  weight?: Initial;
  /** First biases, or false for none. Default: as the weights. */
  bias?: Initial | false;
}

/** The weights [outputs, inputs, …] of a layer and its biases [outputs], if it has any. */
export function weightAndBias<const S extends readonly [number, ...number[]]>(
  owner: string,
  shape: S,
  options: WeightOptions,
): { weight: Tensor<S>; bias?: Tensor<[S[0]]> } {
  const source = generatorOf(owner, options.seed);
  const bound = 1 / Math.sqrt(fanIn(shape));
  const first = uniform(-bound, bound);
  const weight = parameter(owner, "weight", shape, options.weight ?? first, source, options.dtype);
  if (options.bias === false) return { weight };
  const bias = parameter(owner, "bias", [shape[0]], options.bias ?? first, source, options.dtype);
  return { weight, bias: bias as Tensor<[S[0]]> };
}

/** @throws if a size is not a whole number from 1. */
export function checkSizes(label: string, sizes: Readonly<Record<string, number>>): void {
  for (const [argument, size] of Object.entries(sizes)) wholeNumber(label, argument, size, 1);
}
