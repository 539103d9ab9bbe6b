/** The resources of cells and of their blocks, which `using` declares. */

import { type Cell, owner } from "./owner.ts";
import { Resources } from "./resources.ts";

const held = new WeakMap<Cell, Resources>();

/** Makes the resources of a block; `.cell` are those of the running cell's top level. */
export const using = Object.defineProperty(() => new Resources(), "cell", {
  get() {
    const cell = owner();
    if (!held.has(cell)) held.set(cell, new Resources());
    return held.get(cell);
  },
});

/** Whether a cell has resources at its top level. */
export function holdsResources(cell: Cell): boolean {
  return held.has(cell);
}

/** Disposes of what a cell holds at its top level. */
export async function disposeOf(cell: Cell): Promise<void> {
  await held.get(cell)?.disposeAsync();
}
