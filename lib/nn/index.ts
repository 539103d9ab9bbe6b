export { accuracy } from "./accuracy.ts";
export {
  type Activation,
  gelu,
  leakyRelu,
  logSoftmax,
  relu,
  sigmoid,
  softmax,
  softplus,
  step,
  tanh,
} from "./activations.ts";
export { type BatchNorm, type BatchNormOptions, batchNorm } from "./batch-norm.ts";
export { type Conv2d, type Conv2dOptions, type Conv2dWithoutBias, conv2d } from "./convolution.ts";
export { dropout } from "./dropout.ts";
export { type Embedding, type EmbeddingOptions, embedding } from "./embedding.ts";
export { type Examples, type FitOptions, fit, type Metric } from "./fit.ts";
export { type Flatten, flatten } from "./flatten.ts";
export { History } from "./history.ts";
export type { Initial, Initialiser } from "./initialisers.ts";
export * as init from "./initialisers.ts";
export { type Layer, type LayerKind, type LayerParts, layer } from "./layer.ts";
export { type Linear, type LinearOptions, type LinearWithoutBias, linear } from "./linear.ts";
export {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  crossEntropy,
  type LossOptions,
  meanSquaredError,
} from "./losses.ts";
export { avgPool2d, maxPool2d, type Pooling, type PoolingOptions } from "./pooling.ts";
export { load, readTensors, save } from "./save.ts";
export { type Sequential, sequential } from "./sequential.ts";
export { type Summary, type SummaryRow, summary } from "./summary.ts";
