import { afterInterrupt } from "../interrupts.ts";
import type { Operation } from "./operation.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Whether operations are recorded for backward() at the moment, and how many times any tensor was
 * overwritten. A file of its own, since what records (operation.ts), what overwrites (tensor.ts) and
 * what ends a turn (reclaim.ts) all need it.
 *
 * A tensor remembers the number of its last overwriting, a result how many there were when it was
 * made: an input with a higher number is not what the result was made of.
 */
export const recording: {
  on: boolean;
  changes: number;
  /** Looks at every result, where detectAnomaly() is on. */
  watch: ((y: Tensor, operation: Operation, inputs: readonly Tensor[]) => void) | null;
} = { on: true, changes: 0, watch: null };

/** Notes that a tensor's numbers are others from now on. */
export function noteChange(tensor: { changed: number }): void {
  recording.changes += 1;
  tensor.changed = recording.changes;
}

// noGrad() and backward() may have been stopped.
afterInterrupt(() => {
  recording.on = true;
});
