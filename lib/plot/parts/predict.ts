import { noGrad, type Tensor, tensor } from "../../tensor/index.ts";
import { expectFunction } from "./expected.ts";
import { extent, isTensorLike, type TensorLike } from "./numbers.ts";

/**
 * A model of points in the plane: takes a tensor of points [n, 2] and gives, for each, the
 * probability of class 1 ([n] or [n, 1]) or one number a class ([n, classes]). Logits are turned
 * into probabilities.
 */
export type Model = (
  points: Tensor<[number, 2]>,
) => ArrayLike<number> | ArrayLike<ArrayLike<number>> | TensorLike;

/** The probabilities that a model gives: `columns` is 1 for binary models. */
export interface Predictions {
  columns: number;
  data: ArrayLike<number>;
}

/**
 * Calls a model on many points at once.
 *
 * @throws RangeError where it does not give one row for each point.
 */
export function predict(what: string, model: Model, points: number[][]): Predictions {
  expectFunction(`${what}: the model`, model, "(points) => model(points)");
  const raw = noGrad(() => numbers(what, model(tensor(points) as Tensor as Tensor<[number, 2]>)));
  if (raw.data.length !== points.length * raw.columns || raw.columns === 0) {
    throw new RangeError(
      `${what}: the model gives ${raw.data.length} numbers for ${points.length} points. It must give one row for each point.`,
    );
  }
  const [low, high] = extent(raw.data);
  if (low === Number.POSITIVE_INFINITY) {
    throw new RangeError(`${what}: the model gives only NaN. Has the training diverged?`);
  }
  if (low >= 0 && high <= 1) return raw;
  return raw.columns === 1 ? sigmoid(raw) : softmax(raw);
}

function numbers(what: string, output: unknown): Predictions {
  if (isTensorLike(output)) {
    const columns = output.shape.length < 2 ? 1 : output.shape[output.shape.length - 1]!;
    return { columns, data: Array.from(output.data as ArrayLike<number>, Number) };
  }
  if (typeof output === "object" && output !== null && "length" in output) {
    const rows = Array.from(output as ArrayLike<unknown>);
    const width = (rows[0] as { length?: number } | undefined)?.length;
    return { columns: width ?? 1, data: (rows as number[]).flat().map(Number) };
  }
  throw new TypeError(
    `${what}: the model gives ${output === undefined ? "nothing" : `a ${typeof output}`}. It must return probabilities; is a "return" missing?`,
  );
}

function sigmoid({ data }: Predictions): Predictions {
  return { columns: 1, data: Array.from(data, (logit) => 1 / (1 + Math.exp(-logit))) };
}

function softmax({ columns, data }: Predictions): Predictions {
  const result = new Float64Array(data.length);
  for (let row = 0; row < data.length; row += columns) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < columns; k++) largest = Math.max(largest, data[row + k]!);
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += result[row + k] = Math.exp(data[row + k]! - largest);
    for (let k = 0; k < columns; k++) result[row + k]! /= sum;
  }
  return { columns, data: result };
}
