import { batches } from "../data/batches.ts";
import { numberOfRows } from "../data/rows.ts";
import { split } from "../data/split.ts";
import { unlessFinished, whole } from "../interrupts.ts";
import type { Optimizer, Schedule } from "../optim/index.ts";
import { noGrad, type Tensor } from "../tensor/index.ts";
import { release } from "../tensor/reclaim.ts";
import { wholeNumber } from "../tensor/whole-number.ts";
import { History } from "./history.ts";
import type { Layer } from "./layer.ts";
import { Progress } from "./progress.ts";

/** Examples: inputs and their targets, row by row. */
export interface Examples {
  x: Tensor;
  y: Tensor;
}

/** A number that says how good predictions are, as `nn.accuracy`. */
export type Metric = (prediction: Tensor, target: Tensor) => number;

/** What `fit` takes. */
export interface FitOptions extends Examples {
  /** The loss of predictions and targets, as `nn.crossEntropy`. */
  loss: (prediction: Tensor, target: Tensor) => Tensor;
  /** Made from the model's parameters. */
  optimizer: Optimizer;
  /** How many passes over the examples. Default: 100; Infinity goes on until it is stopped. */
  epochs?: number;
  /** How many examples a step sees. Default: 32; Infinity takes all at once. */
  batchSize?: number;
  /** Whether the examples are shuffled before each epoch. Default: true. */
  shuffle?: boolean;
  /** Gives the same batches every time; without it they follow `manualSeed`. */
  seed?: number;
  /** Examples to validate on after each epoch, or the share of `x` and `y` to set aside for it. */
  validation?: Examples | number;
  /** Numbers to follow besides the loss, by name, as in `{ accuracy: nn.accuracy }`. */
  metrics?: Readonly<Record<string, Metric>>;
  /**
   * Stops once the validation loss (or the loss, without validation) has not fallen by `minDelta`
   * (default 0) for `patience` epochs, and takes the best weights back unless `restore` is false.
   */
  earlyStopping?: { patience: number; minDelta?: number; restore?: boolean };
  /** Changes the learning rate after each epoch. */
  schedule?: Schedule;
  /** A live curve that gets each epoch's numbers, as `plot.trainingCurve()`. */
  curve?: { add(values: Record<string, number>, step?: number): void };
  /** Called after each epoch with its number, from 1, and its numbers; false stops the training. */
  onEpoch?: (epoch: number, values: Readonly<Record<string, number>>) => unknown;
  /** Whether to show a progress bar in the notebook. Default: true. */
  progress?: boolean;
}

/**
 * Trains a model in place and leaves it in evaluation mode. Interrupting the cell keeps the weights
 * reached so far, and the mode in which the model was.
 *
 * @throws if x and y differ in their number of rows, or the loss is no longer a number.
 * @example
 * const optimizer = optim.adam(model.parameters(), { learningRate: 0.01 });
 * const curve = plot.trainingCurve();
 * nn.fit(model, { x, y, loss: nn.crossEntropy, optimizer, epochs: 20, validation: 0.2, curve });
 */
export function fit(model: Layer, options: FitOptions): History {
  const { training } = model;
  const takeBack = () => void (training ? model.train() : model.eval());
  const finish = unlessFinished(takeBack);
  try {
    return train(model, options);
  } catch (error) {
    takeBack();
    throw error;
  } finally {
    finish();
  }
}

function train(model: Layer, options: FitOptions): History {
  const { loss, optimizer, epochs = 100, batchSize = 32, shuffle = true, seed } = options;
  const { metrics = {}, earlyStopping, onEpoch } = options;
  if (epochs !== Number.POSITIVE_INFINITY) wholeNumber("fit", "epochs", epochs);
  if (seed !== undefined) wholeNumber("fit", "seed", seed, -Infinity, 2 ** 52);
  if (batchSize !== Number.POSITIVE_INFINITY) wholeNumber("fit", "batchSize", batchSize, 1);
  if (earlyStopping) wholeNumber("fit", "earlyStopping.patience", earlyStopping.patience);
  const { examples, validation } = parts(options);
  const own = new Set(model.parameters());
  if (own.size > 0 && !optimizer.parameters.some((parameter) => own.has(parameter)))
    throw new Error(
      "fit: the optimizer was made from the parameters of another model, so that this one would " +
        "learn nothing. Make it from model.parameters().",
    );
  const progress = options.progress === false ? undefined : new Progress(epochs);
  const history = new History();
  let best = Number.POSITIVE_INFINITY;
  let bestWeights: [Tensor, ArrayLike<number>][] = [];

  for (let epoch = 1; epoch <= epochs; epoch++) {
    model.train();
    const size = Math.min(batchSize, examples.x.shape[0]!);
    const order = seed === undefined ? {} : { seed: seed + epoch };
    const means = new Means();
    for (const { x, y } of batches(examples, { size, shuffle, ...order })) {
      const prediction = model(x);
      const batchLoss = loss(prediction, y);
      means.add(measured(batchLoss, prediction, y, metrics), x.shape[0]!);
      optimizer.zeroGrad();
      batchLoss.backward();
      optimizer.step();
      for (const tensor of [x, y]) release(tensor, "backward"); // nobody else has seen them
    }
    const values = means.values();
    model.eval();
    if (validation)
      for (const [name, value] of Object.entries(evaluate(model, validation, loss, metrics)))
        values[`validation${name[0]!.toUpperCase()}${name.slice(1)}`] = value;
    history.add(values);
    const watched = values.validationLoss ?? values.loss!;
    if (Number.isNaN(watched))
      throw new Error(
        `fit: the loss is not a number any more in epoch ${epoch}. Lower the learning rate ` +
          `(${optimizer.learningRate}), standardise x, or clip the gradients.`,
      );
    if (watched < best - (earlyStopping?.minDelta ?? 0)) {
      best = watched;
      history.bestEpoch = epoch;
      if (earlyStopping && earlyStopping.restore !== false)
        bestWeights = Object.values(model.stateDict()).map((tensor) => [tensor, tensor.data]);
    }
    if (onEpoch?.(epoch, values) === false) history.stoppedBy = "onEpoch";
    else if (earlyStopping && epoch - history.bestEpoch >= earlyStopping.patience)
      history.stoppedBy = "earlyStopping";
    const last = epoch === epochs || history.stoppedBy !== "epochs";
    options.curve?.add(values, epoch);
    progress?.update(epoch, values, last);
    if (last) break;
    options.schedule?.step(watched);
  }
  whole(() => {
    for (const [tensor, weights] of bestWeights) tensor.assign(weights);
  });
  return history;
}

/** The examples to train on and those to validate on. */
function parts({ x, y, validation, seed }: FitOptions): {
  examples: Examples;
  validation?: Examples;
} {
  numberOfRows("fit", { x, y });
  if (validation === undefined) return { examples: { x, y } };
  if (typeof validation === "number" && !(validation > 0 && validation < 1))
    throw new Error(
      `fit: validation must be a share between 0 and 1, or examples, got ${validation}. ` +
        "Leave it out to train on all.",
    );
  if (typeof validation !== "number") return { examples: { x, y }, validation };
  const dealt = split({ x, y }, { test: 0, validation, ...(seed === undefined ? {} : { seed }) });
  return { examples: dealt.train, validation: dealt.validation };
}

function evaluate(
  model: Layer,
  { x, y }: Examples,
  loss: FitOptions["loss"],
  metrics: Readonly<Record<string, Metric>>,
): Record<string, number> {
  return noGrad(() => {
    const prediction = model(x);
    return measured(loss(prediction, y), prediction, y, metrics);
  });
}

function measured(
  loss: Tensor,
  prediction: Tensor,
  y: Tensor,
  metrics: Readonly<Record<string, Metric>>,
): Record<string, number> {
  const values: Record<string, number> = { loss: loss.item() };
  for (const [name, metric] of Object.entries(metrics)) values[name] = metric(prediction, y);
  return values;
}

/** Means of numbers by name, weighted by how many rows each stands for. */
class Means {
  readonly #sums: Record<string, number> = {};
  #weight = 0;

  add(values: Readonly<Record<string, number>>, weight: number): void {
    for (const [name, value] of Object.entries(values))
      this.#sums[name] = (this.#sums[name] ?? 0) + value * weight;
    this.#weight += weight;
  }

  values(): Record<string, number> {
    return Object.fromEntries(
      Object.entries(this.#sums).map(([name, sum]) => [name, sum / this.#weight]),
    );
  }
}
