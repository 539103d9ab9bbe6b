/** Figures and drawings: `import { plot } from "sinapse"`. */

export { type Language, language } from "../language.ts";
export { ComputationGraph, type GraphOptions, graph } from "./drawings/graph.ts";
export { type NetworkOptions, network } from "./drawings/network.ts";
export type { DrawableLayer } from "./drawings/network-layers.ts";
export {
  type ActivationName,
  type ActivationsOptions,
  activations,
} from "./figures/activations.ts";
export { type AnimateOptions, animate, type State } from "./figures/animate.ts";
export { type BarData, type BarOptions, bar } from "./figures/bar.ts";
export { type ConfusionMatrixOptions, confusionMatrix } from "./figures/confusion-matrix.ts";
export { type ContourOptions, contour } from "./figures/contour.ts";
export { type DecisionBoundaryOptions, decisionBoundary } from "./figures/decision-boundary.ts";
export {
  type FunctionPlotOptions,
  functionPlot,
  type RealFunction,
} from "./figures/function-plot.ts";
export { type HeatmapOptions, heatmap } from "./figures/heatmap.ts";
export { type HistogramOptions, histogram } from "./figures/histogram.ts";
export { type ImagesOptions, images } from "./figures/images.ts";
export { type LineData, type LineOptions, line } from "./figures/line.ts";
export { Live, type LiveOptions, live } from "./figures/live.ts";
export { type LossSurfaceOptions, lossSurface } from "./figures/loss-surface.ts";
export { type ScatterOptions, scatter } from "./figures/scatter.ts";
export { type SmallMultiplesOptions, smallMultiples } from "./figures/small-multiples.ts";
export { type SurfaceOptions, surface } from "./figures/surface.ts";
export {
  TrainingCurve,
  type TrainingCurveOptions,
  trainingCurve,
} from "./figures/training-curve.ts";
export { Drawing, type DrawingParts } from "./parts/drawing.ts";
export type { Field } from "./parts/field.ts";
export { Figure, type Frame, type Trace } from "./parts/figure.ts";
export { formatNumber } from "./parts/format-number.ts";
export type { Matrix, TensorLike, Vector } from "./parts/numbers.ts";
export type { AxesOptions, FigureOptions } from "./parts/options.ts";
export type { Model } from "./parts/predict.ts";
