import { afterInterrupt } from "../interrupts.ts";

/**
 * Whether operations are recorded for backward() at the moment. A file of its own, since what
 * records (operation.ts) and what ends a turn (reclaim.ts) both need it.
 */
export const recording: { on: boolean } = { on: true };

// noGrad() and backward() may have been stopped.
afterInterrupt(() => {
  recording.on = true;
});
