import { unlessFinished } from "../interrupts.ts";
import { ChangedError } from "./changed-error.ts";
import type { Tensor } from "./tensor.ts";

/** Tensors that were overwritten after a result was computed from them: their gradient would be another. */

/** True if a result or one of its inputs was overwritten since the result was made. */
export function hasChanged(y: Tensor): boolean {
  return y.changed > y.made || y.inputs.some((input) => input.changed > y.made);
}

/**
 * Calls `action` while the numbers cannot be read of those among a result and its inputs that were
 * overwritten since the result was made. A derivative that needs none of them is right all the same.
 */
export function withoutChanged(y: Tensor, action: (y: Tensor) => void): void {
  const hidden = new Map<Tensor, number>();
  const show = () => {
    for (const [tensor, place] of hidden) tensor.place = place;
  };
  const finish = unlessFinished(show);
  try {
    for (const tensor of [y, ...y.inputs]) {
      if (tensor.changed <= y.made || tensor.place === 0) continue; // hidden, or gone
      hidden.set(tensor, tensor.place);
      tensor.lost = "changed";
      tensor.place = 0;
    }
    action(y);
  } catch (error) {
    throw error instanceof ChangedError ? error.usedBy(y.operation?.name ?? "it") : error;
  } finally {
    show();
    finish();
  }
}
