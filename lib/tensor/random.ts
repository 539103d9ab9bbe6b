import { empty, type TensorOptions } from "./empty.ts";
import type { Shape, Writable } from "./shapes.ts";
import type { Tensor } from "./tensor.ts";
import { wholeNumber } from "./whole-number.ts";

/**
 * Random numbers: the xoshiro128** generator, seeded through splitmix32. Integer arithmetic only,
 * so that a seed gives the same bits everywhere.
 */
export class Generator {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #spare: number | null = null;

  constructor(seed: number) {
    this.seed(seed);
  }

  /** Starts again from a seed. */
  seed(seed: number): void {
    wholeNumber("seed", "a seed", seed, -Infinity, Number.MAX_SAFE_INTEGER);
    let state = seed | 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let z = state ^ (state >>> 16);
      z = Math.imul(z, 0x21f0aaad);
      z ^= z >>> 15;
      z = Math.imul(z, 0x735a2d97);
      return z ^ (z >>> 15);
    };
    [this.#a, this.#b, this.#c, this.#d] = [next(), next(), next(), next()];
    this.#spare = null;
  }

  /** A whole number from 0 to 2³² − 1. */
  bits(): number {
    const scrambled = Math.imul(this.#b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** A number in [0, 1), with 24 random bits: what float32 can hold without rounding up to 1. */
  uniform(): number {
    return (this.bits() >>> 8) / 0x1000000;
  }

  /** Fills a list with numbers as `uniform` gives them, several times faster than one by one. */
  fillUniform(values: Float32Array | Float64Array): void {
    let [a, b, c, d] = [this.#a, this.#b, this.#c, this.#d];
    for (let i = 0; i < values.length; i++) {
      const scrambled = Math.imul(b, 5);
      const bits = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      values[i] = (bits >>> 8) / 0x1000000;
    }
    [this.#a, this.#b, this.#c, this.#d] = [a, b, c, d];
  }

  /** A number from the standard normal distribution, by the polar method. */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.#spare = y * scale;
      return x * scale;
    }
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    wholeNumber("below", "count", count, 1, 2 ** 32);
    return Math.floor((this.bits() / 0x100000000) * count);
  }

  /** The numbers from 0 to `count` − 1 in random order. */
  permutation(count: number): number[] {
    wholeNumber("permutation", "count", count);
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    return order;
  }
}

const shared = new Generator(0);

/**
 * The generator for a seed of its own, or the one that `manualSeed` sets; `name` is what the seed was
 * given to.
 */
export function generatorOf(name: string, seed?: number): Generator {
  if (seed === undefined) return shared;
  wholeNumber(name, "seed", seed, -Infinity, Number.MAX_SAFE_INTEGER);
  return new Generator(seed);
}

/**
 * Starts all random numbers again from a seed, so that a cell gives the same bits on every run. For
 * the same bits on every machine and Node too, call `useBackend("wasm", { fusedMultiplyAdd: false })`.
 *
 * @example
 * manualSeed(42);
 */
export function manualSeed(seed: number): void {
  wholeNumber("manualSeed", "the seed", seed, -Infinity, Number.MAX_SAFE_INTEGER);
  shared.seed(seed);
}

/** What every function that draws random numbers takes as its last argument. */
export interface RandomOptions extends TensorOptions {
  /** Draws from a generator of its own: same seed, same bits. Without one, see `manualSeed`. */
  seed?: number;
}

function draw<S extends Shape>(
  name: string,
  shape: S,
  options: RandomOptions,
  fill: (generator: Generator, values: Float32Array | Float64Array) => void,
): Tensor<Writable<S>> {
  const result = empty(shape, options, name);
  fill(generatorOf(name, options.seed), result.view());
  return result as never;
}

/** Random numbers, uniform in [0, 1). @example rand([2, 3], { seed: 1 }) */
export function rand<const S extends Shape>(
  shape: S,
  options: RandomOptions = {},
): Tensor<Writable<S>> {
  return draw("rand", shape, options, (generator, values) => generator.fillUniform(values));
}

/** Random numbers from the standard normal distribution. @example randn([2, 3], { seed: 1 }) */
export function randn<const S extends Shape>(
  shape: S,
  options: RandomOptions = {},
): Tensor<Writable<S>> {
  return draw("randn", shape, options, (generator, values) => {
    for (let i = 0; i < values.length; i++) values[i] = generator.normal();
  });
}
