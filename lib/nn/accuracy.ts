import { noGrad, type Tensor } from "../tensor/index.ts";
import { format } from "../tensor/tensor.ts";

/**
 * The share of right predictions, from 0 to 1.
 *
 * Predictions [n, classes] count as the class of the largest entry (logits and probabilities
 * alike); predictions [n] or [n, 1] as class 1 where they exceed the threshold.
 *
 * @param options.threshold default: 0.5, for probabilities; logits want 0.
 * @throws if there is not one target for each prediction, or a target that [n] cannot predict.
 * @example
 * nn.accuracy(model(x), y);                     // logits [n, 10] and digits [n]
 * nn.accuracy(model(x), y, { threshold: 0 });   // logits of one sigmoid
 */
export function accuracy(
  prediction: Tensor,
  target: Tensor,
  { threshold = 0.5 }: { threshold?: number } = {},
): number {
  const several = prediction.shape.length === 2 && prediction.shape[1]! > 1;
  if ((prediction.shape[0] ?? 1) !== target.size)
    throw new Error(
      `accuracy: expected one target for each prediction, got predictions of shape ` +
        `${format(prediction.shape)} and targets of shape ${format(target.shape)}.`,
    );
  const labels = target.data;
  const other = several ? undefined : labels.find((label) => label !== 0 && label !== 1);
  if (other !== undefined)
    throw new Error(
      `accuracy: predictions of shape ${format(prediction.shape)} tell two classes apart, 0 and 1, ` +
        `but there is a target ${other}. Pass logits [n, classes].`,
    );
  // A prediction that is not a number is wrong.
  const most = several ? noGrad(() => prediction.max(1)).data : prediction.data;
  const classes = several ? noGrad(() => prediction.argmax(1)).data : most;
  const right = labels.filter((label, row) => {
    if (Number.isNaN(most[row])) return false;
    return label === (several ? classes[row] : Number(classes[row]! > threshold));
  });
  return right.length / target.size;
}
