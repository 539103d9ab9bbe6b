import { type Shape, sub, type Tensor, where } from "../tensor/index.ts";
import { withDtype } from "../tensor/operations/indexing.ts";
import { logisticLoss, softmaxLoss } from "../tensor/operations/losses.ts";
import { format, sameShape } from "../tensor/tensor.ts";

/** How the losses of the single examples become one number. */
export interface LossOptions {
  /** "mean" divides by how many there are; "sum" does not, as the lecture's J. Default: "mean". */
  reduction?: "mean" | "sum";
}

/**
 * The mean of (prediction − target)².
 *
 * @throws if the shapes differ.
 * @example nn.meanSquaredError(model(x), y).item()
 */
export function meanSquaredError<S extends Shape>(
  prediction: Tensor<S>,
  target: Tensor<S>,
  options: LossOptions = {},
): Tensor<[]> {
  const [p, y] = sameShapes("meanSquaredError", prediction, target);
  const error = p.sub(y);
  return reduce(error.mul(error), options);
}

/**
 * The cross-entropy of probabilities of two classes: the mean of −(y·ln p + (1 − y)·ln(1 − p)).
 * A logarithm of 0 counts as −100, as in PyTorch. To train, prefer
 * `binaryCrossEntropyWithLogits`, whose gradients do not vanish where a sigmoid rounds to 0 or 1.
 *
 * @throws if the shapes differ, or a prediction or a target is not from 0 to 1.
 * @example nn.binaryCrossEntropy(model(x).sigmoid(), y)
 */
export function binaryCrossEntropy<S extends Shape>(
  prediction: Tensor<S>,
  target: Tensor<S>,
  options: LossOptions = {},
): Tensor<[]> {
  const [p, y] = sameShapes("binaryCrossEntropy", prediction, target);
  const outside = outsideOfProbabilities(p);
  if (outside !== undefined)
    throw new Error(
      `binaryCrossEntropy: expected probabilities from 0 to 1, got ${outside}. ` +
        "Pass logits to binaryCrossEntropyWithLogits instead.",
    );
  checkTargets("binaryCrossEntropy", y);
  const ofOnes = y.mul(flooredLog(p));
  const ofZeros = sub(1, y).mul(flooredLog(sub(1, p)));
  return reduce(ofOnes.add(ofZeros), options, -1);
}

/**
 * The cross-entropy of two classes from logits, that is, from what goes into the sigmoid: the mean
 * of ln(1 + eᶻ) − y·z. The same number as `binaryCrossEntropy` of the sigmoids, but exact for
 * logits of any size; its gradient is Ω(z) − y.
 *
 * @throws if the shapes differ, or a target is not from 0 to 1.
 * @example
 * const model = nn.sequential(nn.linear(2, 3), nn.sigmoid(), nn.linear(3, 1));   // no last sigmoid
 * nn.binaryCrossEntropyWithLogits(model(x), y).backward();
 */
export function binaryCrossEntropyWithLogits<S extends Shape>(
  logits: Tensor<S>,
  target: Tensor<S>,
  options: LossOptions = {},
): Tensor<[]> {
  const [z, y] = sameShapes("binaryCrossEntropyWithLogits", logits, target);
  checkTargets("binaryCrossEntropyWithLogits", y);
  return logisticLoss(z, y, factorOf(z.size, options));
}

/**
 * The cross-entropy of several classes from logits [n, classes]: the mean of −ln of the softmax of
 * the right class. The targets are class numbers [n], or probabilities [n, classes].
 *
 * @throws if the shapes do not fit, there is one class only, or a class number is not one of
 * 0 … classes − 1.
 * @example
 * const logits = nn.linear(2, 3)(x);                            // [4, 3]
 * const loss = nn.crossEntropy(logits, tensor([0, 2, 1, 0]));   // a class number for each row
 */
export function crossEntropy(
  logits: Tensor,
  target: Tensor,
  options: LossOptions = {},
): Tensor<[]> {
  if (logits.shape.length !== 2)
    throw new Error(
      `crossEntropy: expected logits of shape [n, classes], got ${format(logits.shape)}.`,
    );
  if (logits.shape[1] === 1)
    throw new Error(
      `crossEntropy: logits of shape ${format(logits.shape)} have a single class, which is always ` +
        "right. Use binaryCrossEntropyWithLogits, or give the last layer one output a class.",
    );
  if (target.rank === 1) {
    checkCount(logits, target);
    const labels = withDtype(target, logits.dtype);
    return softmaxLoss(logits, labels, factorOf(logits.shape[0]!, options, -1));
  }
  const [z, y] = sameShapes("crossEntropy", logits, target);
  // What has no part in the target has none in the loss, even where its logit is −∞.
  const logarithms: Tensor = where(y.equal(0), 0, z.logSoftmax(1));
  return reduce(logarithms.mul(y).sum(1), options, -1);
}

/** @throws if there is not one class number for each row of logits. */
function checkCount(logits: Tensor, target: Tensor): void {
  const [n, classes] = logits.shape as [number, number];
  if (target.size !== n)
    throw new Error(
      `crossEntropy: for logits of shape ${format(logits.shape)} expected class numbers [${n}] or ` +
        `probabilities [${n}, ${classes}], got ${format(target.shape)}. Reshape y?`,
    );
}

/** @throws if a target of a loss for two classes is not from 0 to 1: the loss would have no minimum. */
function checkTargets(name: string, target: Tensor): void {
  const outside = outsideOfProbabilities(target);
  if (outside === undefined) return;
  throw new Error(
    `${name}: expected targets from 0 to 1, the classes 0 and 1 or probabilities, got ${outside}. ` +
      "From −1 and +1, compute y.add(1).div(2); from 1 and 2, y.sub(1); for more classes use " +
      "crossEntropy, with one output a class.",
  );
}

/** The first number that is not from 0 to 1, if there is one. */
function outsideOfProbabilities(x: Tensor): number | undefined {
  const values = x.view();
  // Once a step of every training: `find` takes several times as long.
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value >= 0 && value <= 1)) return value;
  }
  return undefined;
}

/** ln x, and −100 where x is 0. */
function flooredLog(x: Tensor): Tensor {
  const zero = x.equal(0);
  return where(zero, -100, where(zero, 1, x).log());
}

/** The mean or sum of the losses, times a sign: one operation less than to negate them first. */
function reduce(losses: Tensor, options: LossOptions, sign: 1 | -1 = 1): Tensor<[]> {
  return losses.sum().mul(factorOf(losses.size, options, sign));
}

/** What the sum of `count` losses is multiplied by. */
function factorOf(count: number, { reduction = "mean" }: LossOptions, sign: 1 | -1 = 1): number {
  return reduction === "mean" ? sign / count : sign;
}

/** Both, once they are known to have the same shape. */
function sameShapes(name: string, prediction: Tensor, target: Tensor): [Tensor, Tensor] {
  if (sameShape(prediction.shape, target.shape)) return [prediction, target];
  throw new Error(
    `${name}: predictions of shape ${format(prediction.shape)} and targets of shape ` +
      `${format(target.shape)} must have the same shape. Reshape the targets?`,
  );
}
