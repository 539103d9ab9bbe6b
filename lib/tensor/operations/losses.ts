import { allocate, bytesOf, free, heap } from "../../kernels/memory.ts";
import { apply, type Operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { sigmoid } from "./activations.ts";
import { mul, sub } from "./arithmetic.ts";

/** factor · Σ(ln(1 + eᶻ) − y·z). In one entry, since every small network ends in it. */
const logisticOperation: Operation<number> = {
  name: "binaryCrossEntropyWithLogits",
  shape: () => [],
  forward(k, result, factor, z, y) {
    const n = z.size;
    const bytes = n * bytesOf(z.dtype);
    const [terms, products] = [allocate(bytes), allocate(bytes)];
    k.softplus(z.address, terms, n);
    k.mul(z.address, (y as Tensor).address, products, 1, n, 0, 1, 0, 1);
    k.sub(terms, products, terms, 1, n, 0, 1, 0, 1);
    k.sum(terms, result.address, 1, n, 1);
    heap[z.dtype][result.address / bytesOf(z.dtype)]! *= factor;
    free(terms, bytes);
    free(products, bytes);
  },
  vjp: [
    (g, _, factor, z, y) => mul(sub(sigmoid(z), y as Tensor) as Tensor, mul(g, factor)) as Tensor,
    (g, _, factor, z) => mul(z, mul(g, -factor)) as Tensor,
  ],
};

/**
 * The cross-entropy of logits z and targets y of the same shape, summed and multiplied by a
 * factor; exact for logits of any size. Its derivative is factor·(Ω(z) − y).
 */
export function logisticLoss(z: Tensor, y: Tensor, factor: number): Tensor {
  return apply(logisticOperation, factor, [z, y]);
}
