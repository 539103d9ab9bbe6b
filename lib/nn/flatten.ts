import type { Shape } from "../tensor/index.ts";
import { type Layer, layer } from "./layer.ts";
import type { ShapeRule } from "./shape-rule.ts";

/** A layer that joins all axes but the first. */
export interface Flatten extends Layer<FlattenShape> {}

/** [batch, ...rest] → [batch, product of the rest] */
interface FlattenShape extends ShapeRule {
  output: this["input"] extends readonly [infer Batch extends number, infer Only extends number]
    ? [Batch, Only]
    : this["input"] extends readonly [infer Batch extends number, ...Shape]
      ? [Batch, number]
      : [number, number];
}

/**
 * A layer that makes one row of each example: [batch, channels, height, width] becomes
 * [batch, channels·height·width].
 *
 * @example nn.sequential(nn.conv2d(1, 8, 3), nn.relu(), nn.flatten(), nn.linear(5408, 10))
 */
export function flatten(): Flatten {
  return layer<FlattenShape>({
    label: "flatten",
    kind: "other",
    forward: (x) => {
      const batch = x.shape[0] ?? 1;
      return x.reshape([batch, x.size / Math.max(1, batch)]);
    },
  });
}
