import type { Tensor } from "../tensor/index.ts";
import { linear as apply } from "../tensor/operations/linear.ts";
import { format } from "../tensor/tensor.ts";
import { type Layer, layer } from "./layer.ts";
import { checkSizes, type WeightOptions, weightAndBias } from "./parameter.ts";
import type { Fits, Last, ShapeRule, WithLast } from "./shape-rule.ts";

/** A layer of neurons, each connected to every input. */
export interface Linear<I extends number, O extends number> extends LinearWithoutBias<I, O> {
  /** One bias for each neuron, [outputs]. */
  readonly bias: Tensor<[O]>;
}

/** The same, made with `bias: false`. */
export interface LinearWithoutBias<I extends number, O extends number>
  extends Layer<LinearShape<I, O>> {
  /** One row of weights for each neuron, [outputs, inputs]. */
  readonly weight: Tensor<[O, I]>;
}

/** [..., inputs] → [..., outputs] */
interface LinearShape<I extends number, O extends number> extends ShapeRule {
  output: Fits<Last<this["input"]>, I> extends true
    ? WithLast<this["input"], O>
    : `linear(${I}, ${O}): takes ${I} inputs, not ${Last<this["input"]>}`;
}

/** Options of `linear`. */
export interface LinearOptions extends WeightOptions {}

/**
 * A layer of `outputs` neurons with `inputs` inputs each: x·Wᵀ + b, (inputs + 1)·outputs parameters.
 * Takes [..., inputs], gives [..., outputs].
 *
 * @throws if the last axis of what it is called with is not `inputs`.
 * @example
 * const layer = nn.linear(2, 3, { seed: 1 });
 * layer(x);                                                       // [4, 2] → [4, 3]
 * const and = nn.linear(2, 1, { weight: [[30, 30]], bias: [-50] });
 */
export function linear<const I extends number, const O extends number>(
  inputs: I,
  outputs: O,
  options: LinearOptions & { bias: false },
): LinearWithoutBias<I, O>;
export function linear<const I extends number, const O extends number>(
  inputs: I,
  outputs: O,
  options?: LinearOptions,
): Linear<I, O>;
export function linear(inputs: number, outputs: number, options: LinearOptions = {}): Layer {
  const label = `linear(${inputs}, ${outputs})`;
  checkSizes(label, { inputs, outputs });
  const parameters = weightAndBias(label, [outputs, inputs], options);
  const { weight, bias } = parameters;
  const made = layer({
    label,
    kind: "linear",
    parameters,
    forward: (x) => {
      if (x.shape.at(-1) !== inputs)
        throw new Error(
          `${label}: expected inputs of shape [..., ${inputs}], got ${format(x.shape)}.`,
        );
      return apply(x, weight, bias);
    },
  });
  return Object.assign(made, { weight, bias });
}
