import { wholeNumber } from "../tensor/whole-number.ts";
import type { Optimizer } from "./optimizer.ts";

/** Changes an optimiser's learning rate as training goes on. */
export interface Schedule {
  /** The learning rate now. */
  readonly learningRate: number;
  /**
   * Sets the learning rate of the next epoch: call it after each one. `reduceLROnPlateau` looks at
   * the epoch's loss, the others do without.
   */
  step(loss?: number): void;
}

/**
 * A schedule from a factor for each epoch, by which the first learning rate is multiplied.
 *
 * @example
 * const schedule = optim.lambdaLR(optimizer, (epoch) => 1 / (1 + 0.1 * epoch));
 * for (let epoch = 0; epoch < 50; epoch++) { trainOneEpoch(); schedule.step(); }
 */
export function lambdaLR(optimizer: Optimizer, factor: (epoch: number) => number): Schedule {
  const first = optimizer.learningRate;
  let epoch = 0;
  optimizer.learningRate = first * factor(epoch);
  return {
    get learningRate() {
      return optimizer.learningRate;
    },
    step() {
      const learningRate = first * factor(epoch + 1);
      epoch += 1;
      optimizer.learningRate = learningRate;
    },
  };
}

/**
 * The learning rate times `gamma` every `stepSize` epochs.
 *
 * @param options.gamma default: 0.1.
 * @example optim.stepLR(optimizer, { stepSize: 30, gamma: 0.1 })
 */
export function stepLR(
  optimizer: Optimizer,
  { stepSize, gamma = 0.1 }: { stepSize: number; gamma?: number },
): Schedule {
  wholeNumber("stepLR", "stepSize", stepSize, 1);
  return lambdaLR(optimizer, (epoch) => gamma ** Math.floor(epoch / stepSize));
}

/**
 * The learning rate times `gamma` every epoch.
 *
 * @example optim.exponentialLR(optimizer, { gamma: 0.95 })
 */
export function exponentialLR(optimizer: Optimizer, { gamma }: { gamma: number }): Schedule {
  return lambdaLR(optimizer, (epoch) => gamma ** epoch);
}

/**
 * The learning rate along half a cosine, from its first value to `minimum` after `epochs` epochs;
 * it goes up again after that.
 *
 * @param options.minimum default: 0.
 * @example optim.cosineAnnealingLR(optimizer, { epochs: 100 })
 */
export function cosineAnnealingLR(
  optimizer: Optimizer,
  { epochs, minimum = 0 }: { epochs: number; minimum?: number },
): Schedule {
  wholeNumber("cosineAnnealingLR", "epochs", epochs, 1);
  const floor = optimizer.learningRate === 0 ? 0 : minimum / optimizer.learningRate;
  return lambdaLR(
    optimizer,
    (epoch) => floor + ((1 - floor) * (1 + Math.cos((Math.PI * epoch) / epochs))) / 2,
  );
}

/**
 * The learning rate in a straight line from `start` to `end` times its first value over `epochs`
 * epochs, as for a warm-up.
 *
 * @param options.start default: 1/3. @param options.end default: 1.
 * @example optim.linearLR(optimizer, { start: 0.1, epochs: 5 })
 */
export function linearLR(
  optimizer: Optimizer,
  { start = 1 / 3, end = 1, epochs = 5 }: { start?: number; end?: number; epochs?: number } = {},
): Schedule {
  wholeNumber("linearLR", "epochs", epochs, 1);
  return lambdaLR(optimizer, (epoch) => start + ((end - start) * Math.min(epoch, epochs)) / epochs);
}

/**
 * The learning rate times `factor` whenever the loss has not fallen for `patience` epochs.
 *
 * @param options.factor default: 0.1. @param options.patience default: 10.
 * @param options.threshold share by which the loss must fall to count. Default: 1e-4.
 * @throws if step() is called without a loss.
 * @example
 * const schedule = optim.reduceLROnPlateau(optimizer, { patience: 5 });
 * schedule.step(validationLoss.item());
 */
export function reduceLROnPlateau(
  optimizer: Optimizer,
  {
    factor = 0.1,
    patience = 10,
    threshold = 1e-4,
    minimum = 0,
  }: { factor?: number; patience?: number; threshold?: number; minimum?: number } = {},
): Schedule {
  wholeNumber("reduceLROnPlateau", "patience", patience);
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  return {
    get learningRate() {
      return optimizer.learningRate;
    },
    step(loss) {
      if (loss === undefined)
        throw new Error(
          "reduceLROnPlateau: step() needs the loss. Call schedule.step(loss.item()).",
        );
      const better = loss < best * (1 - threshold);
      waited = better ? 0 : waited + 1;
      if (better) best = loss;
      if (waited > patience) {
        optimizer.learningRate = Math.max(minimum, optimizer.learningRate * factor);
        waited = 0;
      }
    },
  };
}
