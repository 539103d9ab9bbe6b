import { kernels } from "../backend/backend.ts";
import type { Kernels } from "../backend/kernels.ts";
import { beginWhole, endWhole } from "../interrupts.ts";
import { Tensor, zeros } from "../tensor/index.ts";
import { own } from "../tensor/reclaim.ts";
import { noteChange } from "../tensor/recording.ts";
import { described } from "../tensor/values.ts";

/** Improves parameters step by step, following their gradients. */
export interface Optimizer {
  /** The size of the steps; schedules change it, and so may you. */
  learningRate: number;
  /** What is being improved. */
  readonly parameters: readonly Tensor[];
  /**
   * Moves every parameter that has a gradient by one step, in place. Frozen ones stay. An interrupt
   * waits until all of them are moved.
   */
  step(): void;
  /** Forgets the gradients: call it before each backward(), which adds to them. */
  zeroGrad(): void;
}

/** What every optimiser takes. */
export interface OptimizerOptions {
  /** The size of the steps. Default: 0.001 (rmsProp: 0.01; sgd has none). */
  learningRate?: number;
  /** How strongly weights are pulled towards 0. Default: 0 (adamW: 0.01). */
  weightDecay?: number;
}

/** Where an update finds its numbers: addresses, as kernels take them. */
export interface Place {
  /** The parameter. */
  p: number;
  /** Its gradient. */
  g: number;
  /** What the optimiser remembers of it; each as long as the parameter, first all 0. */
  memory: readonly number[];
  /** How many numbers each of them holds. */
  size: number;
  /** The number of this step, from 1. */
  step: number;
}

/** Moves one parameter by one step of size `rate`. */
export type Update = (kernels: Kernels, place: Place, rate: number) => void;

/**
 * An optimiser that applies `update` to every parameter; `memories` is how many numbers it
 * remembers for each number of a parameter.
 *
 * @throws if there are no parameters or the learning rate is not a number from 0.
 */
export function optimizer(
  name: string,
  parameters: Iterable<Tensor>,
  learningRate: number | undefined,
  memories: number,
  update: Update,
): Optimizer {
  const list = parametersOf(name, parameters);
  if (list.length === 0)
    throw new Error(`${name}: there are no parameters. Pass model.parameters() of a model.`);
  if (learningRate === undefined || !(learningRate >= 0))
    throw new Error(
      `${name}: expected a learning rate from 0, got ${learningRate}. Pass { learningRate: 0.1 }.`,
    );
  const places: (Place | undefined)[] = list.map(() => undefined);
  return {
    learningRate,
    parameters: list,
    step() {
      beginWhole();
      try {
        for (let index = 0; index < list.length; index++) {
          const parameter = list[index]!;
          if (!parameter.requiresGrad || !parameter.hasGrad) continue;
          places[index] ??= placeOf(parameter, memories);
          const place = places[index]!;
          own(parameter);
          place.p = parameter.address;
          place.g = parameter.grad.address;
          place.step += 1;
          update(kernels[parameter.dtype], place, this.learningRate);
          noteChange(parameter);
        }
      } finally {
        endWhole();
      }
    },
    zeroGrad() {
      beginWhole();
      for (const parameter of list) parameter.grad = null;
      endWhole();
    },
  };
}

/**
 * The parameters that a function was given; one that is listed twice counts once.
 * @throws Error that names the function, if they are no tensors in a list.
 */
export function parametersOf(name: string, parameters: Iterable<Tensor>): Tensor[] {
  const refuse = (given: unknown, where = ""): never => {
    const layer = typeof given === "function" && "parameters" in given;
    const cure = given instanceof Tensor ? "Pass it in a list: [x]." : "Pass layer.parameters().";
    throw new Error(
      `${name}: expected a list of tensors, got ${layer ? "a layer" : described(given)}${where}. ${cure}`,
    );
  };
  if (typeof parameters !== "object" || !(Symbol.iterator in (parameters ?? {})))
    return refuse(parameters);
  const list = [...new Set(parameters)];
  for (const each of list) if (!(each instanceof Tensor)) refuse(each, " in it");
  return list;
}

/** @throws Error that names the optimiser, if its options are no object. */
export function checkSettings(name: string, options: unknown): void {
  if (typeof options === "object" && options !== null) return;
  throw new Error(
    `${name}: options are written as { learningRate: 0.1 }, got ${described(options)}.`,
  );
}

/** Where a parameter's numbers are, and those of what is remembered of it, made here. */
function placeOf(parameter: Tensor, memories: number): Place & { tensors: Tensor[] } {
  const { dtype, shape, size } = parameter.keep();
  // Held by the place, so that they live as long as the optimiser.
  const tensors = Array.from({ length: memories }, () => zeros(shape, { dtype }).keep());
  return { p: 0, g: 0, memory: tensors.map((t) => t.address), tensors, size, step: 0 };
}
