import { Figure, type Trace } from "../parts/figure.ts";
import {
  extent,
  type Matrix,
  packed,
  sameLength,
  spaced,
  type Vector,
  vector,
} from "../parts/numbers.ts";
import { type AxesOptions, axesLayout, legendAbove } from "../parts/options.ts";
import { classTraces, coordinates } from "../parts/points.ts";
import { type Model, type Predictions, predict } from "../parts/predict.ts";
import { classPalette, regions as regionScale } from "../parts/theme.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `decisionBoundary`. */
export interface DecisionBoundaryOptions extends AxesOptions {
  /** The model is asked at `resolution` × `resolution` points. Default 60. */
  resolution?: number;
  /** Names of the classes 0, 1, 2… in the legend. Default "class 0", "class 1"… */
  classNames?: readonly string[];
  /** Diameter of a point in pixels. Default 8. */
  size?: number;
}

/**
 * Where a model of two inputs decides for which class: for two classes the probability of class 1
 * as a colour and the line where it is one half; for more, a region for each class.
 *
 * @param model A function or layer from points [n, 2] to probabilities or logits: [n], [n, 1] for
 *   two classes, [n, classes] for more.
 * @param x The data's points, [n, 2]: they are drawn, and set the axes.
 * @param y The class of each point, a whole number. Leave out to draw the points in one colour.
 * @throws RangeError where shapes do not fit or the model gives only NaN.
 * @example
 * plot.decisionBoundary(model, x, y)
 * plot.decisionBoundary((p) => p.matmul(tensor([[2], [-1]])), [[1, 1], [-1, 1]], [1, 0])
 */
export function decisionBoundary(
  model: Model,
  x: Matrix,
  y?: Vector,
  options: DecisionBoundaryOptions = {},
): Figure {
  const points = coordinates("decisionBoundary", x);
  const classes = y === undefined ? points.x.map(() => 0) : vector("decisionBoundary: y", y);
  sameLength("decisionBoundary", "x", points.x.length, "y", classes.length);
  const odd = classes.find((label) => !Number.isInteger(label));
  if (odd !== undefined) {
    throw new RangeError(`decisionBoundary: ${odd} is no class. Give whole numbers 0, 1, 2…`);
  }
  const size = options.resolution ?? 60;
  const across = axisPoints(points.x, options.xRange, size);
  const up = axisPoints(points.y, options.yRange, size);
  const grid = up.flatMap((second) => across.map((first) => [first, second]));
  const predictions = predict("decisionBoundary", model, grid);

  const axes = { x0: across[0]!, dx: step(across), y0: up[0]!, dy: step(up) };
  const regions =
    predictions.columns === 1
      ? binaryRegions(predictions, size, axes, options.classNames?.[1] ?? `${word("class")} 1`)
      : classRegions(predictions, size, axes);
  const dots = classTraces(points.x, points.y, classes, options.classNames, options.size ?? 8);
  const layout = axesLayout(
    { xRange: [across[0]!, across.at(-1)!], yRange: [up[0]!, up.at(-1)!], ...options },
    {
      title: word("Decision boundary"),
      xLabel: "x<sub>1</sub>",
      yLabel: "x<sub>2</sub>",
    },
  );
  layout.showlegend = y !== undefined;
  Object.assign(layout, legendAbove);
  const title = options.title ?? word("Decision boundary");
  const count = predictions.columns === 1 ? 2 : predictions.columns;
  const score = y === undefined ? "" : `; ${accuracyText(model, points, classes)}`;
  const text = `${title}: ${count} ${word("classes")}, ${points.x.length} ${word("points")}${score}.`;
  return new Figure([...regions, ...dots], layout, text, options);
}

interface GridAxes {
  x0: number;
  dx: number;
  y0: number;
  dy: number;
}

function binaryRegions(
  { data }: Predictions,
  size: number,
  axes: GridAxes,
  className: string,
): Trace[] {
  // Whole percents take a byte each; the line that matters gets two.
  const percents = Array.from(data, (probability) => Math.round(100 * probability));
  const excess = Array.from(data, (probability) => Math.round(20000 * (probability - 0.5)));
  return [
    {
      type: "contour",
      ...axes,
      z: packed(percents, size, "u1"),
      colorscale: regionScale,
      zmin: 0,
      zmax: 100,
      contours: { start: 9.5, end: 89.5, size: 10, coloring: "fill" },
      line: { width: 0 },
      colorbar: {
        title: { text: `${word("probability")} ${word("of")} ${className}`, side: "right" },
        tickvals: [0, 25, 50, 75, 100],
        ticktext: [0, 0.25, 0.5, 0.75, 1].map(numberText),
      },
      hovertemplate: "(%{x:.2f}, %{y:.2f}): %{z} %<extra></extra>",
    },
    {
      type: "contour",
      ...axes,
      z: packed(excess, size, "i2"),
      contours: { start: 0, end: 0, size: 1, coloring: "none" },
      line: { color: "#1f2328", width: 2.5 },
      showlegend: false,
      showscale: false,
      hoverinfo: "skip",
    },
  ];
}

/** A region for each class: where its probability exceeds every other. */
function classRegions({ data, columns }: Predictions, size: number, axes: GridAxes): Trace[] {
  return Array.from({ length: columns }, (_, own) => {
    const lead = Array.from({ length: data.length / columns }, (_, point) => {
      let best = 0;
      for (let other = 0; other < columns; other++) {
        if (other !== own) best = Math.max(best, data[point * columns + other]!);
      }
      return Math.round(10000 * (data[point * columns + own]! - best));
    });
    const color = classPalette[own % classPalette.length]!;
    return {
      type: "contour",
      ...axes,
      z: packed(lead, size, "i2"),
      // plotly fills where the constraint does not hold.
      contours: { type: "constraint", operation: "<", value: 0 },
      fillcolor: `${color}4d`,
      line: { color, width: 1.5 },
      showlegend: false,
      showscale: false,
      hoverinfo: "skip",
    };
  });
}

function axisPoints(
  values: number[],
  range: readonly [number, number] | undefined,
  size: number,
): number[] {
  if (range) return spaced(range[0], range[1], size);
  const [low, high] = extent(values);
  const margin = high > low ? 0.12 * (high - low) : 1;
  return spaced(low - margin, high + margin, size);
}

function step(values: number[]): number {
  return values.length > 1 ? values[1]! - values[0]! : 1;
}

function accuracyText(
  model: Model,
  { x, y }: { x: number[]; y: number[] },
  classes: number[],
): string {
  const { columns, data } = predict(
    "decisionBoundary",
    model,
    x.map((first, index) => [first, y[index]!]),
  );
  const right = classes.filter((label, index) => {
    if (columns === 1) return (data[index]! >= 0.5 ? 1 : 0) === label;
    const row = Array.from({ length: columns }, (_, k) => data[index * columns + k]!);
    return row.indexOf(Math.max(...row)) === label;
  }).length;
  return `${word("accuracy")} ${numberText(right / classes.length)}`;
}
