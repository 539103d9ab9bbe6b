import { noGrad, type Shape, type Tensor, where } from "../tensor/index.ts";

/** Columns standardised, and the way to treat others alike. */
export interface Standardized<S extends Shape> {
  /** The tensor with mean 0 and standard deviation 1 in every column. */
  x: Tensor<S>;
  /** The mean of each column, [1, columns]. */
  mean: Tensor;
  /** The standard deviation of each column, [1, columns]; 1 where a column is constant. */
  deviation: Tensor;
  /** Standardises others by the same means and deviations: the test set by those of training. */
  apply<T extends Shape>(x: Tensor<T>): Tensor<T>;
  /** Takes standardised values back to the original scale. */
  undo<T extends Shape>(x: Tensor<T>): Tensor<T>;
}

/**
 * Each column brought to mean 0 and standard deviation 1 (divided by n, not n − 1).
 *
 * @example
 * const { x, apply } = data.standardize(train.x);
 * const testX = apply(test.x);   // by the statistics of training, as if the test were unseen
 */
export function standardize<S extends Shape>(x: Tensor<S>): Standardized<S> {
  const { mean, deviation } = noGrad(() => {
    const columns: Tensor = x;
    const spread = columns.std(0, { keepDim: true, correction: 0 });
    return {
      mean: columns.mean(0, { keepDim: true }).keep(),
      deviation: where(spread.equal(0), 1, spread).keep(),
    };
  });
  // Kept: a long loop in the same cell may not touch the test set until its end.
  const apply = (other: Tensor): Tensor => other.sub(mean).div(deviation).keep();
  const undo = (other: Tensor): Tensor => other.mul(deviation).add(mean);
  return { x: apply(x), mean, deviation, apply, undo } as unknown as Standardized<S>;
}
