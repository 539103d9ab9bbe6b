import { noGrad, type Shape, type Tensor, where } from "../tensor/index.ts";

const keep = { keepDim: true } as const;

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
    const [least, most] = [columns.min(0, keep), columns.max(0, keep)];
    // The mean of a constant may be rounded, and its deviation is then not quite 0.
    const constant = least.equal(most);
    return {
      mean: where(constant, least, columns.mean(0, keep)).keep(),
      deviation: where(constant, 1, columns.std(0, { ...keep, correction: 0 })).keep(),
    };
  });
  // Kept: a long loop in the same cell may not touch the test set until its end.
  const apply = (other: Tensor): Tensor => other.sub(mean).div(deviation).keep();
  const undo = (other: Tensor): Tensor => other.mul(deviation).add(mean);
  return { x: apply(x), mean, deviation, apply, undo } as unknown as Standardized<S>;
}
