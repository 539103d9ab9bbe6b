import type { Tensor } from "../tensor/index.ts";
import { wholeNumber } from "../tensor/whole-number.ts";
import { type Layer, layer } from "./layer.ts";
import { checkSizes } from "./parameter.ts";
import type { ImageShape, ShapeRule } from "./shape-rule.ts";

/** A layer that makes images smaller. */
export interface Pooling extends Layer<PoolingShape> {}

/** [n, channels, height, width] → [n, channels, …] */
interface PoolingShape extends ShapeRule {
  output: ImageShape<this["input"], number, number, "pooling">;
}

/** How the windows move. */
export interface PoolingOptions {
  /** By how many pixels. Default: the windows' size, so that they lie side by side. */
  stride?: number;
  /** How many pixels of border are added on every side. Default: 0. */
  padding?: number;
}

/**
 * A layer that keeps the largest value of each window of size × size pixels.
 *
 * @throws if it is not called with images [n, channels, height, width].
 * @example nn.sequential(nn.conv2d(1, 8, 3), nn.relu(), nn.maxPool2d(2))   // 28×28 → 26×26 → 13×13
 */
export function maxPool2d(size: number, options: PoolingOptions = {}): Pooling {
  return pooling("maxPool2d", size, options, (x) => x.maxPool2d(size, options));
}

/**
 * A layer that keeps the mean of each window of size × size pixels.
 *
 * @throws if it is not called with images [n, channels, height, width].
 * @example nn.avgPool2d(2)   // [32, 8, 26, 26] → [32, 8, 13, 13]
 */
export function avgPool2d(size: number, options: PoolingOptions = {}): Pooling {
  return pooling("avgPool2d", size, options, (x) => x.avgPool2d(size, options));
}

function pooling(
  name: string,
  size: number,
  { stride = size, padding = 0 }: PoolingOptions,
  forward: (x: Tensor) => Tensor,
): Pooling {
  const label = `${name}(${size})`;
  checkSizes(label, { size, stride });
  wholeNumber(label, "padding (at most half the size)", padding, 0, Math.floor(size / 2));
  return layer<PoolingShape>({ label, kind: "other", forward });
}
