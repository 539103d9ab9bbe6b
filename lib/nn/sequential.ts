import type { Shape } from "../tensor/index.ts";
import { type Layer, layer } from "./layer.ts";
import type { Output, ShapeRule } from "./shape-rule.ts";

/**
 * What the checker asks of a layer here. To compare whole layers would cost it more time than all
 * the rest of a cell that uses a model.
 */
export interface AnyLayer {
  readonly label: string;
  readonly shapeRule?: unknown;
}

/** Layers one after the other. */
export interface Sequential<L extends readonly AnyLayer[]> extends Layer<Chain<L>> {
  /** The layers, in order: `model.layers[0].weight` is the first one's weight. */
  readonly layers: L;
}

/** The shape after all the layers. */
interface Chain<L extends readonly unknown[]> extends ShapeRule {
  output: Through<L, this["input"]>;
}

type Through<L extends readonly unknown[], S> = S extends Shape
  ? L extends readonly [infer First, ...infer Rest]
    ? Through<Rest, Output<RuleOf<First>, S>>
    : L extends readonly []
      ? S
      : Shape
  : S;

type RuleOf<L> = L extends { readonly shapeRule?: infer R extends ShapeRule } ? R : never;

/** The layers, with the first one that does not take what the one before gives replaced by why. */
export type Checked<L extends readonly unknown[], S = Shape> = L extends readonly [
  infer First,
  ...infer Rest,
]
  ? Output<RuleOf<First>, S> extends infer O
    ? O extends string
      ? [O, ...Rest]
      : [First, ...Checked<Rest, O>]
    : never
  : L;

type Entry<L, K> = K extends keyof L ? L[K] : unknown;

/**
 * A model of layers one after the other. Its sizes are checked before the cell runs: a layer that
 * does not take what the one before gives is an error under that layer.
 *
 * @example
 * const model = nn.sequential(nn.linear(2, 3), nn.sigmoid(), nn.linear(3, 1));
 * model(x);                         // [4, 2] → [4, 1]
 * model.layers[0].weight.tolist();  // three rows of two weights
 */
export function sequential<const L extends readonly AnyLayer[]>(
  ...layers: { [K in keyof L]: L[K] & Entry<Checked<L>, K> }
): Sequential<L> {
  const steps = layers as readonly AnyLayer[] as readonly Layer[];
  const made = layer<Chain<L>>({
    label: "sequential",
    children: Object.fromEntries(steps.map((step, index) => [String(index), step])),
    forward: (x) => steps.reduce((value, step) => step(value), x),
  });
  return Object.assign(made, { layers }) as unknown as Sequential<L>;
}
