import { host } from "../host.ts";
import type { Tensor } from "../tensor/index.ts";
import { reshaped } from "../tensor/operations/shaping.ts";
import { readCsv } from "./csv.ts";

/** A set of examples: the inputs, the targets, and what their columns and classes mean. */
export interface DataSet<X extends Tensor = Tensor, Y extends Tensor = Tensor> {
  /** The inputs, one row an example. */
  x: X;
  /** The targets: a column [n, 1] of 0 and 1 for two classes, class numbers [n] for several. */
  y: Y;
  /** The names of the columns of `x`. */
  features: readonly string[];
  /** The names of the classes: `classes[0]` is what a 0 in `y` stands for. */
  classes: readonly string[];
  /** Where the data comes from, and its licence. */
  source: string;
}

/**
 * 1,797 hand-written digits of 8×8 pixels: x [1797, 64] from 0 (paper) to 1 (ink), row by row;
 * y [1797], the digit.
 *
 * @example
 * const { x, y } = data.digits();
 * const image = x.reshape([1797, 1, 8, 8]);   // for conv2d
 */
export function digits(): DataSet<Tensor<[1797, 64]>, Tensor<[1797]>> {
  const { x, y, ...names } = read(
    "digits.csv.gz",
    "digit",
    "0123456789".split(""),
    'E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", ' +
      "UCI Machine Learning Repository, 1998; CC BY 4.0",
  );
  return { x: reshaped(x.div(16), [1797, 64]), y: reshaped(y, [1797]), ...names };
}

/**
 * 569 breast tumours: x [569, 30], measurements of their cell nuclei (standardise them: their
 * sizes differ by a factor of 100,000); y [569, 1], 0 malignant or 1 benign.
 *
 * @example
 * const { x, y, features } = data.breastCancer();
 * const model = nn.sequential(nn.linear(30, 1));
 */
export function breastCancer(): DataSet<Tensor<[569, 30]>, Tensor<[569, 1]>> {
  const { x, y, ...names } = read(
    "breast-cancer.csv.gz",
    "diagnosis",
    ["malignant", "benign"],
    'W. Wolberg, O. Mangasarian, N. Street, W. Street, "Breast Cancer Wisconsin (Diagnostic)", ' +
      "UCI Machine Learning Repository, 1995; CC BY 4.0",
  );
  return { x: reshaped(x, [569, 30]), y: reshaped(y, [569, 1]), ...names };
}

/**
 * 150 irises: x [150, 4], length and width of sepals and petals in cm; y [150], 0 setosa,
 * 1 versicolor or 2 virginica.
 *
 * @example
 * const { x, y, classes } = data.iris();
 * plot.scatter(x.slice([], [2, 4]), { color: y });
 */
export function iris(): DataSet<Tensor<[150, 4]>, Tensor<[150]>> {
  const { x, y, ...names } = read(
    "iris.csv",
    "species",
    ["setosa", "versicolor", "virginica"],
    'R. A. Fisher, "Iris", UCI Machine Learning Repository, 1936; CC BY 4.0',
  );
  return { x: reshaped(x, [150, 4]), y: reshaped(y, [150]), ...names };
}

function read(file: string, target: string, classes: readonly string[], source: string) {
  const table = readCsv(host().carried(file));
  const features = table.columns.filter((column) => column !== target);
  const { y } = table.categories(target, classes);
  return { x: table.tensor(features), y, features, classes, source };
}
