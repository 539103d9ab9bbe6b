/** Stops what an interrupted cell left behind: loops that wait for a timer or for a reply. */
import { createHook, executionAsyncResource } from "node:async_hooks";
import { isActive } from "./activity.ts";
import { allowUnbalanced } from "./async-stack.ts";
import { terminate } from "./evaluate.ts";
import { type Cell, knownOwner } from "./owner.ts";

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
    else if (resource instanceof Promise && !isActive()) terminate();
  },
});

/** From now on nothing runs any more that the cell has started. */
export function stopLeftovers(cell: Cell): void {
  cell.stopped = true;
  hook.enable();
  allowUnbalanced();
}
