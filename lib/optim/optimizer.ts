import { bytesOf, heap } from "../kernels/memory.ts";
import { type Tensor, zeros } from "../tensor/index.ts";
import { release } from "../tensor/reclaim.ts";

/** Improves parameters step by step, following their gradients. */
export interface Optimizer {
  /** The size of the steps; schedules change it, and so may you. */
  learningRate: number;
  /** What is being improved. */
  readonly parameters: readonly Tensor[];
  /** Moves every parameter that has a gradient by one step, in place. Frozen ones stay. */
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

/**
 * Where an update finds its numbers in the heap: the parameter's begin at `p`, its gradient's at
 * `g`, and those of what the optimiser remembers of it (each as long, first all 0) at `memory`.
 */
export interface Place {
  p: number;
  g: number;
  memory: readonly number[];
  size: number;
  /** The number of this step, from 1. */
  step: number;
}

/** Moves one parameter by one step of size `rate`. */
export type Update = (heap: Float32Array | Float64Array, place: Place, rate: number) => void;

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
  const list = [...parameters];
  if (list.length === 0)
    throw new Error(`${name}: there are no parameters. Pass model.parameters() of a model.`);
  if (learningRate === undefined || !(learningRate >= 0))
    throw new Error(
      `${name}: expected a learning rate from 0, got ${learningRate}. Pass { learningRate: 0.1 }.`,
    );
  const states = list.map(() => ({ memory: [] as Tensor[], step: 0 }));
  return {
    learningRate,
    parameters: list,
    step() {
      for (let index = 0; index < list.length; index++) {
        const parameter = list[index]!;
        if (!parameter.requiresGrad || !parameter.hasGrad) continue;
        const state = states[index]!;
        const { dtype, shape, size } = parameter;
        while (state.memory.length < memories) state.memory.push(zeros(shape, { dtype }).keep());
        state.step += 1;
        const bytes = bytesOf(dtype);
        const place: Place = {
          p: parameter.address / bytes,
          g: parameter.grad.address / bytes,
          memory: state.memory.map((tensor) => tensor.address / bytes),
          size,
          step: state.step,
        };
        update(heap[dtype], place, this.learningRate);
      }
    },
    zeroGrad() {
      for (const parameter of list) {
        if (!parameter.hasGrad) continue;
        const { grad } = parameter;
        parameter.grad = null;
        // At once: a loop that runs long would otherwise pile up gradients nobody reads.
        if (!grad.kept) release(grad, "backward");
      }
    },
  };
}
