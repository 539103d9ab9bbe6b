import type { Tensor } from "../tensor/index.ts";
import { generatorOf } from "../tensor/random.ts";
import { numberOfRows, type Rows, takeRows } from "./rows.ts";

/** How `split` deals out the rows. */
export interface SplitOptions {
  /** Share of the rows kept for the test. Default: 0.25. */
  test?: number;
  /** Share of the rows kept for validation. Default: 0. */
  validation?: number;
  /** Whether to shuffle first. Default: true; a time series wants false. */
  shuffle?: boolean;
  /** Gives the same split every time; without it the split follows `manualSeed`. */
  seed?: number;
}

/**
 * Examples dealt out to training, validation and test: all tensors by the same rows.
 *
 * @throws if the tensors differ in their number of rows, or no row is left for training.
 * @example
 * const { train, test } = data.split(data.digits(), { test: 0.25, seed: 1 });
 * train.x.shape;   // [1348, 64]
 * train.y.shape;   // [1348]
 */
export function split<T extends { x: Tensor; y: Tensor }>(
  examples: T,
  options: SplitOptions = {},
): Record<"train" | "validation" | "test", { x: Rows<T["x"]>; y: Rows<T["y"]> }> {
  const { test = 0.25, validation = 0, shuffle = true, seed } = options;
  const { x, y } = examples;
  const rows = numberOfRows("split", { x, y });
  const testRows = Math.round(rows * test);
  const validationRows = Math.round(rows * validation);
  const trainRows = rows - testRows - validationRows;
  if (!(test >= 0 && validation >= 0 && trainRows > 0))
    throw new Error(
      `split: of ${rows} rows, test: ${test} and validation: ${validation} leave ${trainRows} for ` +
        "training. They are shares from 0 to 1; make them smaller.",
    );
  const order = shuffle
    ? generatorOf("split", seed).permutation(rows)
    : Array.from({ length: rows }, (_, i) => i);
  const part = (from: number, to: number) => {
    const rowsOf = <U extends Tensor>(all: U): Rows<U> => takeRows(all, order.slice(from, to));
    const dealt = { x: rowsOf(x as T["x"]), y: rowsOf(y as T["y"]) };
    // A long loop may train on one part only, and measure on another in the end.
    for (const tensor of [dealt.x, dealt.y]) tensor.keep();
    return dealt;
  };
  return {
    train: part(0, trainRows),
    validation: part(trainRows, trainRows + validationRows),
    test: part(trainRows + validationRows, rows),
  };
}
