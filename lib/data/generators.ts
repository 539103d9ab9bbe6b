import type { Tensor } from "../tensor/index.ts";
import { type Generator, generatorOf } from "../tensor/random.ts";
import { wholeNumber } from "../tensor/whole-number.ts";
import { fromValues } from "./from-values.ts";

/** What every generator takes. */
export interface GeneratorOptions<P extends number = number> {
  /** How many points, in all classes together. Default: 200. */
  points?: P;
  /** Standard deviation of the normal noise added to every coordinate. */
  noise?: number;
  /** Makes the same points every time; without it they follow `manualSeed`. */
  seed?: number;
}

/** Points in the plane, and the class of each: a column of 0 and 1, or class numbers from three on. */
export interface Points<P extends number, C extends number> {
  x: Tensor<[P, 2]>;
  y: Tensor<C extends 2 ? [P, 1] : [P]>;
}

/**
 * Exclusive or: the four corners of the unit square, 1 where exactly one coordinate is 1. With
 * `points`, so many points in noisy clouds around the corners.
 *
 * @example
 * const { x, y } = data.xor();                             // [4, 2] and [4, 1]
 * const cloud = data.xor({ points: 200, noise: 0.1, seed: 1 });
 */
export function xor<const P extends number = 4>(options: GeneratorOptions<P> = {}): Points<P, 2> {
  const { points = 4 as P, noise = options.points === undefined ? 0 : 0.1, seed } = options;
  const corner = (index: number) => [(index >> 1) & 1, index & 1] as const;
  return plane(
    "xor",
    points,
    2,
    noise,
    seed,
    (index) => corner(index),
    (index) => {
      const [a, b] = corner(index);
      return a ^ b;
    },
  );
}

/**
 * Round clouds of points, one for each class, whose centres stand evenly on a circle of radius 2.
 *
 * @param options.classes how many clouds. Default: 2.
 * @param options.noise standard deviation of each cloud. Default: 0.7.
 * @example
 * const { x, y } = data.blobs({ points: 300, classes: 3, seed: 1 });   // [300, 2] and [300]
 */
export function blobs<const P extends number = 200, const C extends number = 2>(
  options: GeneratorOptions<P> & { classes?: C } = {},
): Points<P, C> {
  const { points = 200 as P, classes = 2 as C, noise = 0.7, seed } = options;
  return plane("blobs", points, classes, noise, seed, (_, label) => {
    const angle = (2 * Math.PI * label) / classes - 0.75 * Math.PI;
    return [2 * Math.cos(angle), 2 * Math.sin(angle)];
  });
}

/**
 * Two half moons, one inside the other: a curve is needed to part them.
 *
 * @param options.noise default: 0.1.
 * @example
 * const { x, y } = data.moons({ points: 200, noise: 0.1, seed: 1 });   // [200, 2] and [200, 1]
 */
export function moons<const P extends number = 200>(
  options: GeneratorOptions<P> = {},
): Points<P, 2> {
  const { points = 200 as P, noise = 0.1, seed } = options;
  return plane("moons", points, 2, noise, seed, (_, label, share) => {
    const angle = Math.PI * share;
    return label === 0
      ? [Math.cos(angle), Math.sin(angle)]
      : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
  });
}

/**
 * Two rings around the origin: class 0 of radius 1, class 1 of radius `factor`.
 *
 * @param options.factor radius of the inner ring. Default: 0.5.
 * @param options.noise default: 0.1.
 * @example
 * const { x, y } = data.circles({ points: 200, noise: 0.05, seed: 1 });
 */
export function circles<const P extends number = 200>(
  options: GeneratorOptions<P> & { factor?: number } = {},
): Points<P, 2> {
  const { points = 200 as P, factor = 0.5, noise = 0.1, seed } = options;
  return plane("circles", points, 2, noise, seed, (index, label) => {
    const radius = label === 0 ? 1 : factor;
    const angle = (2 * Math.PI * (index >> 1)) / Math.ceil(points / 2);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/**
 * Spiral arms wound around each other, one for each class, within a radius of 1.
 *
 * @param options.classes how many arms. Default: 2.
 * @param options.turns how often an arm winds around the origin. Default: 1.5.
 * @param options.noise default: 0.02.
 * @example
 * const { x, y } = data.spirals({ points: 400, classes: 3, seed: 1 });   // [400, 2] and [400]
 */
export function spirals<const P extends number = 200, const C extends number = 2>(
  options: GeneratorOptions<P> & { classes?: C; turns?: number } = {},
): Points<P, C> {
  const { points = 200 as P, classes = 2 as C, turns = 1.5, noise = 0.02, seed } = options;
  return plane("spirals", points, classes, noise, seed, (_, label, share) => {
    const angle = 2 * Math.PI * (turns * share + label / classes);
    return [share * Math.sin(angle), share * Math.cos(angle)];
  });
}

/**
 * Points on a sine curve, evenly spaced in x, with noise in y: a task of regression.
 *
 * @param options.from first x; @param options.to last x. Default: −π to π.
 * @param options.frequency how many times faster than sin x. Default: 1.
 * @param options.noise default: 0.1.
 * @example
 * const { x, y } = data.sine({ points: 100, noise: 0.1, seed: 1 });   // both [100, 1]
 */
export function sine<const P extends number = 200>(
  options: GeneratorOptions<P> & { from?: number; to?: number; frequency?: number } = {},
): { x: Tensor<[P, 1]>; y: Tensor<[P, 1]> } {
  const { points = 200 as P, noise = 0.1, seed } = options;
  const { from = -Math.PI, to = Math.PI, frequency = 1 } = options;
  wholeNumber("sine", "points", points);
  const source = generatorOf("sine", seed);
  const x = Float64Array.from({ length: points }, (_, index) => {
    return points > 1 ? from + ((to - from) * index) / (points - 1) : from;
  });
  const y = x.map((value) => Math.sin(frequency * value) + noise * source.normal());
  return { x: fromValues(x, [points, 1]), y: fromValues(y, [points, 1]) };
}

/**
 * Points whose classes take turns (so that any first part is balanced), each at the place that
 * `at` gives for its number, its class and its share of the class's way (0 first, 1 last).
 */
function plane<P extends number, C extends number>(
  name: string,
  points: P,
  classes: C,
  noise: number,
  seed: number | undefined,
  at: (index: number, label: number, share: number) => readonly [number, number],
  labelOf = (index: number): number => index % classes,
): Points<P, C> {
  wholeNumber(name, "points", points);
  wholeNumber(name, "classes", classes, 1, 10_000);
  const source: Generator = generatorOf(name, seed);
  const x = new Float64Array(2 * points);
  const y = new Float64Array(points);
  const last = Math.max(1, Math.ceil(points / classes) - 1);
  for (let index = 0; index < points; index++) {
    y[index] = labelOf(index);
    const [first, second] = at(index, y[index]!, Math.floor(index / classes) / last);
    x[2 * index] = first + noise * source.normal();
    x[2 * index + 1] = second + noise * source.normal();
  }
  return {
    x: fromValues(x, [points, 2]),
    y: fromValues(y, classes === 2 ? [points, 1] : [points]) as Points<P, C>["y"],
  };
}
