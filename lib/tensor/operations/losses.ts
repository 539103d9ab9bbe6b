import { allocate, bytesOf, free } from "../../backend/memory.ts";
import { constant } from "../empty.ts";
import { apply, type Operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { sigmoid } from "./activations.ts";
import { mul, sub } from "./arithmetic.ts";
import { sum } from "./reductions.ts";
import { softmax } from "./softmax.ts";

// The losses in one entry and one kernel each, since every small network ends in one of them.

/** factor · Σ(ln(1 + eᶻ) − y·z) */
const logisticOperation: Operation<number> = {
  name: "binaryCrossEntropyWithLogits",
  shape: () => [],
  forward(k, result, factor, z, y) {
    const bytes = z.size * bytesOf(z.dtype);
    const terms = allocate(bytes);
    k.logisticLoss(z.address, y.address, terms, result.address, z.size, factor);
    free(terms, bytes);
  },
  vjp: [
    (g, _, factor, z, y) => apply(logisticGap, factor, [z, y, g]),
    (g, _, factor, z) => mul(z, mul(g, -factor)),
  ],
};

/** factor · g · (Ω(z) − y): how far the probabilities are from the truth. */
const logisticGap: Operation<number> = {
  name: "binaryCrossEntropyGap",
  shape: (_, z) => z.shape,
  forward(k, result, factor, z, y, g) {
    k.logisticGap(z.address, y.address, g.address, result.address, z.size, factor);
  },
  vjp: [
    (h, _, factor, z, _y, g) => {
      const p = sigmoid(z);
      return mul(mul(h, mul(mul(p, sub(1, p)), factor)), g);
    },
    (h, _, factor, _z, _y, g) => mul(mul(h, g), -factor),
    (h, _, factor, z, y) => mul(h, apply(logisticGap, factor, [z, y, constant(1, z, "loss")])),
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
    const bytes = n * bytesOf(z.dtype);
    const terms = allocate(bytes);
    const [from, to] = [labels.address, result.address];
    const bad = k.softmaxLoss(z.address, from, terms, to, n, classes, factor);
    free(terms, bytes);
    if (bad < 0) return;
    throw new Error(
      `crossEntropy: expected class numbers 0 to ${classes - 1} for ${classes} logits, got ` +
        `${labels.view()[bad]} in row ${bad}. Count classes from 0, or give the last layer more ` +
        "outputs.",
    );
  },
  vjp: [(g, _, factor, z, labels) => apply(softmaxGap, -factor, [z, g, labels])],
};

/** factor · g · (softmax(z) − 1 at each row's label). */
const softmaxGap: Operation<number> = {
  name: "crossEntropyGap",
  shape: (_, z) => z.shape,
  forward(k, y, factor, z, g, labels) {
    const [n, classes] = z.shape as readonly [number, number];
    k.softmaxGap(z.address, labels.address, g.address, y.address, n, classes, factor);
  },
  vjp: [
    (h, _y, factor, z, g) => {
      const p = softmax(z);
      const centred = sub(h, sum(mul(h, p), 1, { keepDim: true }));
      return mul(mul(mul(p, centred), factor), g);
    },
    (h, _y, factor, z, _g, labels) =>
      mul(h, apply(softmaxGap, factor, [z, constant(1, z, "loss"), labels])),
  ],
};

/**
 * The logarithms of the softmax of logits z [n, classes] at the labels [n], summed and multiplied
 * by a factor.
 * @throws Error if a label is no whole number from 0 to classes − 1.
 */
export function softmaxLoss(z: Tensor, labels: Tensor, factor: number): Tensor<[]> {
  return apply(softmaxOperation, factor, [z, labels]) as Tensor as Tensor<[]>;
}
