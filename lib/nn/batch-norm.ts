import { whole } from "../interrupts.ts";
import { noGrad, ones, type Tensor, zeros } from "../tensor/index.ts";
import { reshaped } from "../tensor/operations/shaping.ts";
import { format } from "../tensor/tensor.ts";
import { type Layer, layer } from "./layer.ts";
import { checkSizes, type ParameterOptions } from "./parameter.ts";
import type { FeaturesOf, Fits, ShapeRule } from "./shape-rule.ts";

/** A layer that standardises each feature, then scales and shifts it by what it learns. */
export interface BatchNorm<C extends number> extends Layer<BatchNormShape<C>> {
  /** The scale of each feature, [features]; first 1. */
  readonly weight: Tensor<[C]>;
  /** The shift of each feature, [features]; first 0. */
  readonly bias: Tensor<[C]>;
  /** The running mean of each feature, used in evaluation. */
  readonly runningMean: Tensor<[C]>;
  /** The running variance of each feature, used in evaluation. */
  readonly runningVariance: Tensor<[C]>;
}

/** [n, features] or [n, features, height, width], unchanged */
interface BatchNormShape<C extends number> extends ShapeRule {
  output: Fits<FeaturesOf<this["input"]>, C> extends true
    ? this["input"]
    : `batchNorm(${C}): takes ${C} features, not ${FeaturesOf<this["input"]>}`;
}

/** Options of `batchNorm`. */
export interface BatchNormOptions extends Omit<ParameterOptions, "seed"> {
  /** Share by which a batch moves the running statistics. Default: 0.1. */
  momentum?: number;
  /** Added to the variance, against division by 0. Default: 1e-5. */
  epsilon?: number;
}

/**
 * A layer that brings each feature to mean 0 and variance 1, then scales and shifts it by what it
 * learns. In training by the statistics of the batch, in evaluation by running ones. Features are
 * axis 1: columns of [n, features], channels of [n, features, height, width].
 *
 * @throws if axis 1 has another size, or a batch in training has one example only.
 * @example nn.sequential(nn.linear(64, 32), nn.batchNorm(32), nn.relu(), nn.linear(32, 10))
 */
export function batchNorm<const C extends number>(
  features: C,
  options: BatchNormOptions = {},
): BatchNorm<C> {
  const { momentum = 0.1, epsilon = 1e-5, dtype = "float32" } = options;
  const label = `batchNorm(${features})`;
  checkSizes(label, { features });
  const weight: Tensor = ones([features], { dtype, requiresGrad: true });
  const bias: Tensor = zeros([features], { dtype, requiresGrad: true });
  const runningMean: Tensor = zeros([features], { dtype }).keep();
  const runningVariance: Tensor = ones([features], { dtype }).keep();
  const batches: Tensor = zeros([], { dtype }).keep();

  /** Moves the running statistics towards those of a batch of `count` values a feature. */
  const remember = (mean: Tensor, variance: Tensor, count: number) =>
    noGrad(() => {
      const unbiased = variance.mul(count / (count - 1));
      const nextMean = runningMean.mul(1 - momentum).add(mean.flatten().mul(momentum));
      const nextVariance = runningVariance.mul(1 - momentum).add(unbiased.flatten().mul(momentum));
      whole(() => {
        runningMean.assign(nextMean);
        runningVariance.assign(nextVariance);
        batches.assign(batches.item() + 1);
      });
    });

  const made = layer<BatchNormShape<C>>({
    label,
    kind: "other",
    parameters: { weight, bias },
    // PyTorch's names, under which they are saved.
    buffers: {
      running_mean: runningMean,
      running_var: runningVariance,
      num_batches_tracked: batches,
    },
    forward: (x, { training }) => {
      const [n, found] = x.shape;
      if (x.rank < 2 || found !== features)
        throw new Error(
          `${label}: expected [n, ${features}] or [n, ${features}, height, width], ` +
            `got ${format(x.shape)}.`,
        );
      // Everything behind the features becomes one axis.
      const flat: Tensor = x.reshape([n!, features, x.size / n! / features]);
      const column = [features, 1] as const;
      const meanOf = (values: Tensor): Tensor => values.mean(2).mean(0).reshape(column);
      let mean: Tensor = runningMean.reshape(column);
      let variance: Tensor = runningVariance.reshape(column);
      if (training) {
        const count = x.size / features;
        if (count < 2)
          throw new Error(
            `${label}: one value a feature has no variance. Train on batches of two examples or ` +
              "more, or call model.eval() to predict.",
          );
        mean = meanOf(flat);
        const centred = flat.sub(mean);
        variance = meanOf(centred.mul(centred));
        remember(mean, variance, count);
      }
      const standard = flat.sub(mean).div(variance.add(epsilon).sqrt());
      return reshaped(standard.mul(weight.reshape(column)).add(bias.reshape(column)), x.shape);
    },
  });
  return Object.assign(made, {
    weight,
    bias,
    runningMean,
    runningVariance,
  }) as unknown as BatchNorm<C>;
}
