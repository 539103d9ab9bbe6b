import { bytesOf, heap } from "../backend/memory.ts";
import { whole } from "../interrupts.ts";
import type { Tensor } from "../tensor/index.ts";
import { own } from "../tensor/reclaim.ts";
import { noteChange } from "../tensor/recording.ts";
import { parametersOf } from "./optimizer.ts";

/**
 * Scales all gradients together, in place, so that their common Euclidean norm is at most
 * `maxNorm`; gives the norm they had. Call it between backward() and step().
 *
 * @throws if the norm is not finite: a gradient has overflowed.
 * @example
 * loss.backward();
 * const norm = optim.clipGradNorm(model.parameters(), 1);
 * optimizer.step();
 */
export function clipGradNorm(parameters: Iterable<Tensor>, maxNorm: number): number {
  const gradients = parametersOf("clipGradNorm", parameters)
    .filter((p) => p.hasGrad)
    .map((p) => p.grad);
  let squares = 0;
  for (const gradient of gradients) for (const value of gradient.view()) squares += value * value;
  const norm = Math.sqrt(squares);
  if (!Number.isFinite(norm))
    throw new Error(
      `clipGradNorm: the norm of the gradients is ${norm}. Lower the learning rate, or look for a ` +
        "division by 0 or the logarithm of 0 in the loss.",
    );
  const scale = maxNorm / (norm + 1e-6);
  if (scale < 1)
    whole(() => {
      for (const gradient of gradients) scaleBy(gradient, scale);
    });
  return norm;
}

function scaleBy(gradient: Tensor, scale: number): void {
  own(gradient);
  noteChange(gradient);
  const { dtype, address, size } = gradient;
  const values = heap[dtype];
  const start = address / bytesOf(dtype);
  for (let i = start; i < start + size; i++) values[i]! *= scale;
}
