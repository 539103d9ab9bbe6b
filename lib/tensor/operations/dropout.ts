import { kernels } from "../../backend/backend.ts";
import { constant, empty } from "../empty.ts";
import type { Generator } from "../random.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Each number set to 0 with probability `rate`, the others multiplied by 1 / (1 − rate). The caller
 * has checked that the rate is above 0 and below 1.
 */
export function dropout(x: Tensor, rate: number, source: Generator): Tensor {
  const mask: Tensor = empty(x.shape, { dtype: x.dtype });
  source.fillUniform(mask.view());
  // In place: the mask lives as long as the result, and two more like it would with methods.
  const k = kernels[x.dtype];
  const [m, n] = [mask.address, mask.size];
  k.greaterEqual(m, constant(rate, x, "dropout").address, m, 1, n, 0, 1, 0, 0);
  k.mul(m, constant(1 / (1 - rate), x, "dropout").address, m, 1, n, 0, 1, 0, 0);
  const y = x.mul(mask);
  y.companion = mask;
  return y;
}
