import { apply, type Operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { product } from "./matmul.ts";
import { reshaped } from "./shaping.ts";
import { sumTo } from "./sum-to.ts";

// One entry instead of a transpose, a product and a sum: most steps of most networks are this.
const operation: Operation<undefined> = {
  name: "linear",
  shape: (_, x, weight) => [x.shape[0] as number, weight.shape[0] as number],
  forward(k, y, _, x, weight, bias) {
    const [m, inner] = x.shape as readonly [number, number];
    const n = y.shape[1] as number;
    const [from, to] = [weight.address, y.address];
    k.matmul(x.address, from, to, m, n, inner, inner, 1, 1, inner, 1, 0, 0, bias.address);
  },
  vjp: [
    (g, _y, _, _x, weight) => product(g, weight, false, false),
    (g, _y, _, x) => product(g, x, true, false),
    (g, _y, _, _x, _weight, bias) => sumTo(g, bias.shape),
  ],
};

/**
 * x·Wᵀ + b for inputs [..., in], weights [out, in] and biases [out]: what a layer of neurons
 * computes. The caller has checked the shapes.
 */
export function linear(x: Tensor, weight: Tensor, bias: Tensor | undefined): Tensor {
  const [outputs, inputs] = weight.shape as readonly [number, number];
  const rows = x.rank === 2 ? x : reshaped(x, [x.size / inputs, inputs]);
  const y =
    bias === undefined
      ? product(rows, weight, false, true)
      : apply(operation, undefined, [rows, weight, bias]);
  return x.rank === 2 ? y : reshaped(y, [...x.shape.slice(0, -1), outputs]);
}
