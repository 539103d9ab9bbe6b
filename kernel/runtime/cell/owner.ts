/** Which cell owns what happens: also a timer or a promise that outlives the cell's end. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Places } from "../../../lib/display.ts";

/** A cell, or the handling of a comm message, for as long as something that it started lives. */
export interface Cell {
  /** The id of the request whose outputs its outputs are. */
  id: string;
  /** The id of the comm message, if it is one: what comms say answers that. */
  message?: string;
  /** Where its outputs stand, if not one below the other. */
  places?: Places;
  silent: boolean;
  allowStdin: boolean;
  /** The user interrupted it. */
  interrupted: boolean;
  /** The calls that it was in when it was about to be stopped, as in the stack of an error. */
  stoppedAt?: string;
  /** What it left behind must not run any more. */
  stopped: boolean;
  /** Displays whose MIME bundle is still being made; the cell's end waits for them. */
  displays: Set<Promise<void>>;
  /** Called when its code has ended. */
  atEnd: (() => void)[];
  /** Its code has ended; timers and promises of it may live on. */
  ended: boolean;
  /** Called when the user interrupts it. */
  atInterrupt: (() => void)[];
}

/** A cell that begins. */
export function newCell(id: string, silent = false, allowStdin = false): Cell {
  return {
    id,
    silent,
    allowStdin,
    interrupted: false,
    stopped: false,
    displays: new Set(),
    atEnd: [],
    ended: false,
    atInterrupt: [],
  };
}

/**
 * Runs an action as a part of its cell whose outputs stand elsewhere. When it has ended, live figures
 * in it show their last state.
 */
export function place<T>(places: Places, action: () => T): T {
  const part: Cell = Object.assign(Object.create(owner()), { places, atEnd: [], ended: false });
  return storage.run(part, () => {
    const done = () => {
      part.ended = true;
      for (const callback of part.atEnd.splice(0)) callback();
    };
    const value = action();
    if (value instanceof Promise) return value.finally(done) as T;
    done();
    return value;
  });
}

/** Completes what a cell's code began: live figures show their last state, late displays come. */
export async function end(cell: Cell): Promise<void> {
  cell.ended = true;
  for (const callback of cell.atEnd.splice(0)) callback();
  await Promise.all(cell.displays);
}

const storage = new AsyncLocalStorage<Cell | undefined>();

let last = newCell("");

/** Runs `action` so that everything it starts belongs to `cell`. */
export function own<T>(cell: Cell, action: () => T): T {
  last = cell;
  return storage.run(cell, action);
}

/** Runs `action` so that nothing it starts belongs to a cell. */
export function disown<T>(action: () => T): T {
  // Not exit(), which turns Node's checks on again: see async-stack.ts.
  return storage.run(undefined, action);
}

/** The cell that the running code belongs to; where that is not known, the latest one. */
export function owner(): Cell {
  return knownOwner() ?? last;
}

/** The cell that started the running code; nothing for what the kernel itself started. */
export function knownOwner(): Cell | undefined {
  return storage.getStore();
}
