import { kernels } from "../backend/backend.ts";
import { constant, empty } from "../tensor/empty.ts";
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
  const source: Generator = generatorOf(options.seed);
  return layer<SameShape>({
    label: `dropout(${rate})`,
    forward: (x, { training }) => {
      if (!training || rate === 0) return x;
      const mask = empty(x.shape, { dtype: x.dtype });
      source.fillUniform(mask.view());
      const k = kernels[x.dtype];
      const [m, n] = [mask.address, mask.size];
      k.greaterEqual(m, constant(rate, x).address, m, 1, n, 0, 1, 0, 0);
      k.mul(m, constant(1 / (1 - rate), x).address, m, 1, n, 0, 1, 0, 0);
      const y = x.mul(mask);
      y.companion = mask;
      return y;
    },
  });
}
