import type { Shape, Tensor } from "../tensor/index.ts";
import { type Generator, generatorOf } from "../tensor/random.ts";
import { sizeOf } from "../tensor/tensor.ts";

/** Gives the first values of a parameter: as many numbers as its shape holds. */
export type Initialiser = (shape: Shape, source: Generator) => ArrayLike<number>;

/** What layers take for a parameter: an initialiser, or the values themselves. */
export type Initial = Initialiser | number | readonly number[] | readonly (readonly number[])[];

/**
 * The same value everywhere. Neurons that start alike stay alike: use it to see why weights start
 * random.
 *
 * @example nn.linear(3, 2, { weight: nn.init.constant(0.5) })
 */
export function constant(value: number): Initialiser {
  return (shape) => new Float64Array(sizeOf(shape)).fill(value);
}

/**
 * Uniform between two bounds.
 *
 * @example nn.linear(3, 2, { weight: nn.init.uniform(-1, 1) })
 */
export function uniform(low = 0, high = 1): Initialiser {
  return (shape, source) => draw(shape, () => low + (high - low) * source.uniform());
}

/**
 * Normal with the given mean and standard deviation.
 *
 * @example nn.linear(3, 2, { weight: nn.init.normal(0, 0.01) })
 */
export function normal(mean = 0, deviation = 1): Initialiser {
  return (shape, source) => draw(shape, () => mean + deviation * source.normal());
}

/**
 * Xavier's (Glorot's) uniform: within ±gain·√(6 / (inputs + outputs)), which keeps the spread of
 * values through layers of tanh or sigmoid.
 *
 * @example nn.linear(64, 32, { weight: nn.init.xavierUniform(nn.init.gain("tanh")) })
 */
export function xavierUniform(factor = 1): Initialiser {
  return (shape, source) => {
    const bound = factor * Math.sqrt(6 / (fanIn(shape) + fanOut(shape)));
    return uniform(-bound, bound)(shape, source);
  };
}

/**
 * Xavier's (Glorot's) normal: standard deviation gain·√(2 / (inputs + outputs)).
 *
 * @example nn.linear(64, 32, { weight: nn.init.xavierNormal() })
 */
export function xavierNormal(factor = 1): Initialiser {
  return (shape, source) =>
    normal(0, factor * Math.sqrt(2 / (fanIn(shape) + fanOut(shape))))(shape, source);
}

/**
 * He's (Kaiming's) uniform: within ±gain·√(3 / inputs), made for layers of ReLU.
 *
 * @param factor default: the gain of ReLU, √2.
 * @example nn.linear(64, 32, { weight: nn.init.heUniform() })
 */
export function heUniform(factor: number = Math.SQRT2): Initialiser {
  return (shape, source) => {
    const bound = factor * Math.sqrt(3 / fanIn(shape));
    return uniform(-bound, bound)(shape, source);
  };
}

/**
 * He's (Kaiming's) normal: standard deviation gain / √inputs, made for layers of ReLU.
 *
 * @param factor default: the gain of ReLU, √2.
 * @example nn.linear(64, 32, { weight: nn.init.heNormal() })
 */
export function heNormal(factor: number = Math.SQRT2): Initialiser {
  return (shape, source) => normal(0, factor / Math.sqrt(fanIn(shape)))(shape, source);
}

/**
 * The gain by which PyTorch scales weights before an activation: 5/3 for tanh, √2 for ReLU,
 * √(2 / (1 + slope²)) for leaky ReLU, 1 for the others.
 *
 * @example nn.init.gain("tanh")   // 1.666…
 */
export function gain(
  activation: "linear" | "sigmoid" | "tanh" | "relu" | "leakyRelu",
  slope = 0.01,
): number {
  if (activation === "tanh") return 5 / 3;
  if (activation === "relu") return Math.SQRT2;
  return activation === "leakyRelu" ? Math.sqrt(2 / (1 + slope ** 2)) : 1;
}

/**
 * Writes new values into a parameter, in place.
 *
 * @example nn.init.fill(model.layers[0].weight, nn.init.constant(0), { seed: 1 })
 */
export function fill(
  parameter: Tensor,
  initialiser: Initialiser,
  options: { seed?: number } = {},
): void {
  parameter.assign(initialiser(parameter.shape, generatorOf("init.fill", options.seed)));
}

/**
 * How many inputs a neuron with weights [outputs, inputs, …kernel] has.
 *
 * @example nn.init.fanIn([8, 3, 5, 5])   // 75: five by five pixels of three channels
 */
export function fanIn(shape: Shape): number {
  return sizeOf(shape.slice(1));
}

/** How many neurons of the next layer an input of weights [outputs, inputs, …kernel] feeds. */
function fanOut(shape: Shape): number {
  return (shape[0] ?? 1) * sizeOf(shape.slice(2));
}

function draw(shape: Shape, next: () => number): Float64Array {
  return Float64Array.from({ length: sizeOf(shape) }, next);
}
