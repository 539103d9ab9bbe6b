/** Figures and drawings: `import { plot } from "sinapse"`. */
export { type DecisionBoundaryOptions, decisionBoundary } from "./decision-boundary.ts";
export { Figure, type Frame, type Trace } from "./figure.ts";
export { type LineData, type LineOptions, line } from "./line.ts";
export { Live, type LiveOptions, live } from "./live.ts";
export type { Matrix, TensorLike, Vector } from "./numbers.ts";
export type { AxesOptions, FigureOptions } from "./options.ts";
export type { Model } from "./predict.ts";
export { type ScatterOptions, scatter } from "./scatter.ts";
export { TrainingCurve, type TrainingCurveOptions, trainingCurve } from "./training-curve.ts";
export { type Language, language } from "./words.ts";
