import type { Shape, Tensor } from "../tensor/index.ts";

/**
 * What a layer does to shapes, as a function on types: a rule declares `output` from
 * `this["input"]`, and `Output<Rule, [4, 2]>` applies it. `Shape` as the input stands for a shape
 * that is not known yet.
 */
export interface ShapeRule {
  input: unknown;
  output: unknown;
}

/** The shape that a rule makes of `S`, or a sentence that says why there is none. */
export type Output<R extends ShapeRule, S> = (R & { input: S })["output"];

/** The argument of a layer: a tensor of shape `S`, or the message that says why it does not fit. */
export type Input<R extends ShapeRule, S extends Shape> =
  Output<R, S> extends Shape ? Tensor<S> : Output<R, S>;

/** The result of a layer on a tensor of shape `S`. */
export type Result<R extends ShapeRule, S extends Shape> =
  Output<R, S> extends infer O extends Shape ? Tensor<O> : never;

/** The shape stays as it is. */
export interface SameShape extends ShapeRule {
  output: this["input"];
}

/** Any shape goes in, a shape unknown to the types comes out. */
export interface AnyShape extends ShapeRule {
  output: Shape;
}

/** The size of the last axis; `number` if it is not known. */
export type Last<S> = number[] extends S
  ? number
  : S extends readonly [...infer _, infer L extends number]
    ? L
    : never;

/** `S` with another size of its last axis. */
export type WithLast<S, L extends number> = S extends readonly [
  ...infer Batch extends number[],
  infer _,
]
  ? [...Batch, L]
  : [...number[], L];

/** The size of axis 1: features, or the channels of images; `number` if it is not known. */
export type FeaturesOf<S> = number[] extends S
  ? number
  : S extends readonly [unknown, infer C extends number, ...unknown[]]
    ? C
    : number;

/** Images [n, channels, height, width] with `I` channels become images with `O` channels. */
export type ImageShape<
  S,
  I extends number,
  O extends number,
  Name extends string,
> = number[] extends S
  ? [number, O, number, number]
  : S extends readonly [infer N extends number, infer C extends number, number, number]
    ? Fits<C, I> extends true
      ? [N, number extends O ? C : O, number, number]
      : `${Name}: takes ${I} channels, not ${C}`
    : `${Name}: takes images [n, channels, height, width]`;

/** Whether two sizes may be the same: a size that is only `number` fits any. */
export type Fits<A extends number, B extends number> = number extends A
  ? true
  : number extends B
    ? true
    : A extends B
      ? true
      : false;
