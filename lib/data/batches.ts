import type { Tensor } from "../tensor/index.ts";
import { generatorOf } from "../tensor/random.ts";
import { wholeNumber } from "../tensor/whole-number.ts";
import { numberOfRows, type Rows, takeRows } from "./rows.ts";

/** How `batches` cuts the rows. */
export interface BatchOptions {
  /** How many rows a batch has. Default: 32. */
  size?: number;
  /** Whether to shuffle first. Default: true. */
  shuffle?: boolean;
  /** Gives the same order every time; without it the order follows `manualSeed`. */
  seed?: number;
  /** Whether to leave out a last batch that is not full. Default: false. */
  dropLast?: boolean;
}

/**
 * One pass over the examples in batches; the last one may be smaller.
 *
 * @throws if the tensors differ in their number of rows, or the size is not a whole number from 1.
 * @example
 * for (const { x, y } of data.batches(train, { size: 32, seed: epoch })) {
 *   const loss = nn.crossEntropy(model(x), y);
 *   optimizer.zeroGrad(); loss.backward(); optimizer.step();
 * }
 */
export function* batches<T extends { x: Tensor; y: Tensor }>(
  examples: T,
  options: BatchOptions = {},
): Generator<{ x: Rows<T["x"]>; y: Rows<T["y"]> }, void, undefined> {
  const { size = 32, shuffle = true, seed, dropLast = false } = options;
  const { x, y } = examples;
  const rows = numberOfRows("batches", { x, y });
  wholeNumber("batches", "size", size, 1);
  const order = shuffle
    ? generatorOf("batches", seed).permutation(rows)
    : Array.from({ length: rows }, (_, i) => i);
  for (let from = 0; from + (dropLast ? size - 1 : 0) < rows; from += size) {
    const batch = order.slice(from, from + size);
    yield { x: takeRows(x as T["x"], batch), y: takeRows(y as T["y"], batch) };
  }
}
