import { allocate, bytesOf, free, heap } from "../../kernels/memory.ts";
import { constant } from "../empty.ts";
import { apply, type Operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { sigmoid } from "./activations.ts";
import { mul, sub } from "./arithmetic.ts";
import { sum } from "./reductions.ts";
import { softmax } from "./softmax.ts";

// The losses in one entry each, since every small network ends in one of them. Their kernels work
// on scratch buffers, of which the graph knows nothing.

/** factor · Σ(ln(1 + eᶻ) − y·z) */
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
    (g, _, factor, z, y) => mul(apply(logisticGap, factor, [z, y as Tensor]), g) as Tensor,
    (g, _, factor, z) => mul(z, mul(g, -factor)) as Tensor,
  ],
};

/** factor · (Ω(z) − y): how far the probabilities are from the truth. */
const logisticGap: Operation<number> = {
  name: "binaryCrossEntropyGap",
  shape: (_, z) => z.shape,
  forward(k, result, factor, z, y) {
    const [n, to] = [z.size, result.address];
    k.sigmoid(z.address, to, n);
    k.sub(to, (y as Tensor).address, to, 1, n, 0, 1, 0, 1);
    k.mul(to, constant(factor, z).address, to, 1, n, 0, 1, 0, 0);
  },
  vjp: [
    (h, _, factor, z) => {
      const p = sigmoid(z);
      return mul(h, mul(mul(p, sub(1, p)), factor)) as Tensor;
    },
    (h, _, factor) => mul(h, -factor) as Tensor,
  ],
};

/**
 * The cross-entropy of logits z and targets y of the same shape, summed and multiplied by a
 * factor; exact for logits of any size. Its derivative is factor·(Ω(z) − y).
 */
export function logisticLoss(z: Tensor, y: Tensor, factor: number): Tensor<[]> {
  return apply(logisticOperation, factor, [z, y]) as Tensor as Tensor<[]>;
}

/** factor · Σ ln(softmax(z)[label]) over the rows of z; the labels are whole numbers [n]. */
const softmaxOperation: Operation<number> = {
  name: "crossEntropy",
  shape: () => [],
  forward(k, result, factor, z, labels) {
    const [n, classes] = z.shape as readonly [number, number];
    const bytes = z.size * bytesOf(z.dtype);
    const [logarithms, picked] = [allocate(bytes), allocate(bytes)];
    k.logSoftmax(z.address, logarithms, n, classes, 1);
    k.pick(logarithms, (labels as Tensor).address, picked, n, classes, 1, 1);
    k.sum(picked, result.address, 1, n, 1);
    heap[z.dtype][result.address / bytesOf(z.dtype)]! *= factor;
    free(logarithms, bytes);
    free(picked, bytes);
  },
  vjp: [
    (g, _, factor, z, labels) =>
      mul(apply(softmaxGap, -factor, [z, labels as Tensor]), g) as Tensor,
  ],
};

/** factor · (softmax(z) − 1 at each row's label). */
const softmaxGap: Operation<number> = {
  name: "crossEntropyGap",
  shape: (_, z) => z.shape,
  forward(k, y, factor, z, labels) {
    const [n, classes] = z.shape as readonly [number, number];
    k.softmax(z.address, y.address, n, classes, 1);
    const data = heap[z.dtype];
    const bytes = bytesOf(z.dtype);
    const [to, from] = [y.address / bytes, (labels as Tensor).address / bytes];
    for (let row = 0; row < n; row++) data[to + row * classes + data[from + row]!]! -= 1;
    k.mul(y.address, constant(factor, z).address, y.address, 1, y.size, 0, 1, 0, 0);
  },
  vjp: [
    (h, _y, factor, z) => {
      const p = softmax(z);
      const centred = sub(h, sum(mul(h, p) as Tensor, 1, { keepDim: true }) as Tensor);
      return mul(mul(p, centred) as Tensor, factor) as Tensor;
    },
  ],
};

/**
 * The logarithms of the softmax of logits z [n, classes] at the labels [n], which the caller has
 * checked, summed and multiplied by a factor.
 */
export function softmaxLoss(z: Tensor, labels: Tensor, factor: number): Tensor<[]> {
  return apply(softmaxOperation, factor, [z, labels]) as Tensor as Tensor<[]>;
}
