/** Which cell owns what happens: also a timer or a promise that outlives the cell's end. */
import { AsyncLocalStorage } from "node:async_hooks";

/** A cell while it runs and for as long as something that it started is alive. */
export interface Cell {
  /** The id of the execute request. */
  id: string;
  silent: boolean;
  allowStdin: boolean;
  /** The cell was interrupted: what it left behind is stopped when it next runs. */
  stopped: boolean;
  /** Displays whose MIME bundle is still being made; the cell's end waits for them. */
  displays: Set<Promise<void>>;
}

const storage = new AsyncLocalStorage<Cell>();

let last: Cell = {
  id: "",
  silent: false,
  allowStdin: false,
  stopped: false,
  displays: new Set(),
};

/** Runs `action` so that everything it starts belongs to `cell`. */
export function own<T>(cell: Cell, action: () => T): T {
  last = cell;
  return storage.run(cell, action);
}

/** The cell that the running code belongs to. */
export function owner(): Cell {
  return storage.getStore() ?? last;
}
