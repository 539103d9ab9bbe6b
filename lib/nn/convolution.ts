import type { Tensor } from "../tensor/index.ts";
import { format } from "../tensor/tensor.ts";
import { wholeNumber } from "../tensor/whole-number.ts";
import { type Layer, layer } from "./layer.ts";
import { checkSizes, type WeightOptions, weightAndBias } from "./parameter.ts";
import type { ImageShape, ShapeRule } from "./shape-rule.ts";

/** A layer of filters that slide over images. */
export interface Conv2d<I extends number, O extends number, K extends number>
  extends Conv2dWithoutBias<I, O, K> {
  /** One bias for each filter, [out]. */
  readonly bias: Tensor<[O]>;
}

/** The same, made with `bias: false`. */
export interface Conv2dWithoutBias<I extends number, O extends number, K extends number>
  extends Layer<Conv2dShape<I, O, K>> {
  /** The filters, [out, in, size, size]. */
  readonly weight: Tensor<[O, I, K, K]>;
}

/** [n, in, height, width] → [n, out, …] */
interface Conv2dShape<I extends number, O extends number, K extends number> extends ShapeRule {
  output: ImageShape<this["input"], I, O, `conv2d(${I}, ${O}, ${K})`>;
}

/** Options of `conv2d`. */
export interface Conv2dOptions extends WeightOptions {
  /** By how many pixels the filters move. Default: 1. */
  stride?: number;
  /** How many pixels of zeros are added on every side. Default: 0. */
  padding?: number;
}

/**
 * A layer of `outputs` filters of size × size pixels, each over all `inputs` channels:
 * (inputs·size² + 1)·outputs parameters. Takes [n, inputs, height, width], gives
 * [n, outputs, (height + 2·padding − size)/stride + 1, …].
 *
 * @throws if the images have another number of channels or are smaller than the filters.
 * @example
 * const layer = nn.conv2d(1, 8, 3);
 * layer(images);   // [32, 1, 28, 28] → [32, 8, 26, 26]
 */
export function conv2d<const I extends number, const O extends number, const K extends number>(
  inputs: I,
  outputs: O,
  size: K,
  options: Conv2dOptions & { bias: false },
): Conv2dWithoutBias<I, O, K>;
export function conv2d<const I extends number, const O extends number, const K extends number>(
  inputs: I,
  outputs: O,
  size: K,
  options?: Conv2dOptions,
): Conv2d<I, O, K>;
export function conv2d(
  inputs: number,
  outputs: number,
  size: number,
  options: Conv2dOptions = {},
): Layer {
  const { stride = 1, padding = 0 } = options;
  const label = `conv2d(${inputs}, ${outputs}, ${size})`;
  checkSizes(label, { inputs, outputs, size, stride });
  wholeNumber(label, "padding", padding);
  const parameters = weightAndBias(label, [outputs, inputs, size, size], options);
  const { weight, bias } = parameters;
  const made = layer({
    label,
    kind: "other",
    parameters,
    forward: (x) => {
      if (x.rank !== 4 || x.shape[1] !== inputs)
        throw new Error(
          `${label}: expected images of shape [n, ${inputs}, height, width], ` +
            `got ${format(x.shape)}.`,
        );
      const y: Tensor = x.conv2d(weight, { stride, padding });
      return bias ? y.add(bias.reshape([outputs, 1, 1])) : y;
    },
  });
  return Object.assign(made, { weight, bias });
}
