/** Stops what an interrupted cell left behind: loops that wait for a timer or for a reply. */
import { createHook, executionAsyncResource } from "node:async_hooks";
import { isActive } from "../cell/activity.ts";
import { terminate } from "../cell/evaluate.ts";
import { type Cell, knownOwner } from "../cell/owner.ts";
import { isLoading, whenLoaded } from "../imports/loads.ts";
import { allowUnbalanced } from "./async-stack.ts";

/** Timers and immediates, in Node's own names. */
interface Scheduled {
  _onTimeout?: unknown;
  /** The interval of setInterval. */
  _repeat?: number | null;
  _onImmediate?: unknown;
}

const nothing = () => {};

const hook = createHook({
  before() {
    if (!knownOwner()?.stopped) return;
    const resource = executionAsyncResource() as Scheduled;
    if (resource._onTimeout) {
      resource._onTimeout = nothing;
      resource._repeat = null;
    } else if (resource._onImmediate) resource._onImmediate = nothing;
    // Terminating drops all promise callbacks that are due: another cell's must not be among them.
    // Nor what an import waits for.
    else if (resource instanceof Promise && !isActive() && !isLoading()) terminate();
  },
});

/** From now on nothing runs any more that the cell has started, except what it imports. */
export function stopLeftovers(cell: Cell): void {
  whenLoaded(cell, () => {
    cell.stopped = true;
    hook.enable();
    allowUnbalanced();
  });
}
