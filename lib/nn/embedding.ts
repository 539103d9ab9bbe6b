import type { Shape, Tensor } from "../tensor/index.ts";
import { takenFor } from "../tensor/operations/indexing.ts";
import { generatorOf } from "../tensor/random.ts";
import { type Initial, normal } from "./initialisers.ts";
import { type Layer, layer } from "./layer.ts";
import { checkSizes, type ParameterOptions, parameter } from "./parameter.ts";
import type { ShapeRule } from "./shape-rule.ts";

/** A layer that gives each of a number of things a vector of its own. */
export interface Embedding<N extends number, D extends number> extends Layer<EmbeddingShape<D>> {
  /** One row for each thing, [count, size]. */
  readonly weight: Tensor<[N, D]>;
}

/** [...] → [..., size] */
interface EmbeddingShape<D extends number> extends ShapeRule {
  output: this["input"] extends infer S extends Shape ? [...S, D] : never;
}

/** Options of `embedding`. */
export interface EmbeddingOptions extends ParameterOptions {
  /** First vectors, or an initialiser. Default: normal with mean 0 and deviation 1. */
  weight?: Initial;
}

/**
 * A layer that looks up a trainable vector of `size` numbers for each of `count` things, such as
 * the characters of an alphabet. Takes whole numbers below `count`, [...], gives [..., size].
 *
 * @throws if it is called with something else than whole numbers from 0 to count − 1.
 * @example
 * const characters = nn.embedding(27, 8);
 * characters(tensor([[0, 5, 9]]));   // [1, 3] → [1, 3, 8]
 */
export function embedding<const N extends number, const D extends number>(
  count: N,
  size: D,
  options: EmbeddingOptions = {},
): Embedding<N, D> {
  const label = `embedding(${count}, ${size})`;
  checkSizes(label, { count, size });
  const source = generatorOf(label, options.seed);
  const shape = [count, size] as const;
  const weight = parameter(
    label,
    "weight",
    shape,
    options.weight ?? normal(),
    source,
    options.dtype,
  );
  const made = layer<EmbeddingShape<D>>({
    kind: "other",
    label,
    parameters: { weight },
    forward: (x) => takenFor(label, weight, x),
  });
  return Object.assign(made, { weight }) as unknown as Embedding<N, D>;
}
