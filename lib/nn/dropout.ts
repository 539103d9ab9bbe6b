import { dropout as dropped } from "../tensor/operations/dropout.ts";
import { type Generator, generatorOf } from "../tensor/random.ts";
import type { Activation } from "./activations.ts";
import { layer } from "./layer.ts";
import type { SameShape } from "./shape-rule.ts";

/**
 * A layer that, in training, sets each value to 0 with probability `rate` and multiplies the others
 * by 1 / (1 − rate), so that the expected output stays the same. In evaluation it does nothing.
 *
 * @param rate from 0 (drops nothing) to below 1. Default: 0.5.
 * @throws if the rate is out of range.
 * @example
 * const model = nn.sequential(nn.linear(64, 32), nn.relu(), nn.dropout(0.2), nn.linear(32, 10));
 * model.eval();   // before predicting
 */
export function dropout(rate = 0.5, options: { seed?: number } = {}): Activation {
  if (!(rate >= 0 && rate < 1))
    throw new Error(`dropout: the rate must be from 0 to below 1, got ${rate}.`);
  const source: Generator = generatorOf(`dropout(${rate})`, options.seed);
  return layer<SameShape>({
    label: `dropout(${rate})`,
    kind: "dropout",
    forward: (x, { training }) => (training && rate > 0 ? dropped(x, rate, source) : x),
  });
}
