/** Where a cell is when it is about to be stopped. */

import { knownOwner } from "../cell/owner.ts";
import { aboutToStop } from "../control/interrupted.ts";

/** Makes what the control thread calls in the middle of synchronous code. */
export function installHere(): void {
  const value = () => {
    const cell = knownOwner();
    if (cell) cell.stoppedAt = new Error().stack ?? "";
    aboutToStop();
  };
  Object.defineProperty(globalThis, "__sinapse_here__", { value });
}
