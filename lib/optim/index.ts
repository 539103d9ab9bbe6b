export { type AdamOptions, adam, adamW } from "./adam.ts";
export { clipGradNorm } from "./clip-grad-norm.ts";
export type { Optimizer, OptimizerOptions } from "./optimizer.ts";
export { type RmsPropOptions, rmsProp } from "./rms-prop.ts";
export {
  cosineAnnealingLR,
  exponentialLR,
  lambdaLR,
  linearLR,
  reduceLROnPlateau,
  type Schedule,
  stepLR,
} from "./schedules.ts";
export { type SgdOptions, sgd } from "./sgd.ts";
