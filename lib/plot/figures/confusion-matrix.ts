import { Figure, type Trace } from "../parts/figure.ts";
import {
  isTensorLike,
  type Matrix,
  rows,
  sameLength,
  table,
  type Vector,
  vector,
} from "../parts/numbers.ts";
import { type AxesOptions, axesLayout } from "../parts/options.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `confusionMatrix`. */
export interface ConfusionMatrixOptions extends AxesOptions {
  /** Names of the classes 0, 1, 2… Default: their numbers. */
  classNames?: readonly string[];
}

const mostClasses = 1000;

const blues = [
  [0, "#f4f7fa"],
  [0.5, "#86b8da"],
  [1, "#0f5c94"],
] as const;

/**
 * How often each true class was taken for which: rows are true, columns predicted; the diagonal is
 * right.
 *
 * @param predicted A class for each example [n], or scores [n, classes]: the largest counts.
 * @param actual The true class of each example [n], whole numbers.
 * @throws RangeError where the lengths differ or a class is no whole number.
 * @example
 * plot.confusionMatrix(model(test.x), test.y, { classNames: ["cat", "dog"] })
 */
export function confusionMatrix(
  predicted: Vector | Matrix,
  actual: Vector,
  options: ConfusionMatrixOptions = {},
): Figure {
  const guesses = classesOf(predicted);
  const truth = vector("confusionMatrix: actual", actual);
  sameLength("confusionMatrix", "predicted", guesses.length, "actual", truth.length);
  for (const label of [...guesses, ...truth]) {
    if (Number.isInteger(label) && label >= 0 && label < mostClasses) continue;
    throw new RangeError(
      `confusionMatrix: ${label} is no class. Give whole numbers 0, 1, 2… below ${mostClasses}.`,
    );
  }
  const named = options.classNames?.length ?? 0;
  const count = Math.max(named, ...guesses.map((label) => label + 1), ...truth.map((l) => l + 1));
  const cells = new Array<number>(count * count).fill(0);
  for (const [index, label] of truth.entries()) cells[label * count + guesses[index]!]! += 1;
  const names = Array.from({ length: count }, (_, k) => options.classNames?.[k] ?? String(k));
  const trace: Trace = {
    type: "heatmap",
    z: rows(cells, count),
    x: names,
    y: names,
    colorscale: blues,
    zmin: 0,
    xgap: 1,
    ygap: 1,
    texttemplate: "%{z}",
    showscale: false,
    hovertemplate: `${word("true")} %{y}, ${word("predicted")} %{x}: %{z}<extra></extra>`,
  };
  const title = word("Confusion matrix");
  const labels = { title, xLabel: word("predicted"), yLabel: word("true") };
  const layout = axesLayout({ height: 300 + 14 * count, ...options }, labels);
  const category = { type: "category", showgrid: false };
  Object.assign(layout.xaxis as object, category, { constrain: "domain" });
  Object.assign(layout.yaxis as object, category, {
    autorange: "reversed",
    scaleanchor: "x",
    constrain: "domain",
  });
  const right = truth.filter((label, index) => label === guesses[index]).length;
  const text = `${options.title ?? title}: ${right} ${word("of")} ${truth.length} ${word("right")}, ${word("accuracy")} ${numberText(right / truth.length)}.`;
  return new Figure([trace], layout, text, options);
}

function classesOf(predicted: Vector | Matrix): number[] {
  const wide = isTensorLike(predicted)
    ? predicted.shape.length === 2 && predicted.shape[1]! > 1
    : Array.isArray(predicted) && Array.isArray(predicted[0]) && predicted[0].length > 1;
  if (!wide) return vector("confusionMatrix: predicted", predicted as Vector);
  const scores = table("confusionMatrix: predicted", predicted as Matrix);
  return Array.from({ length: scores.rows }, (_, row) => {
    let best = 0;
    for (let k = 1; k < scores.columns; k++) {
      if (scores.data[row * scores.columns + k]! > scores.data[row * scores.columns + best]!) {
        best = k;
      }
    }
    return best;
  });
}
