/** The cells that ran so far, as the checker sees them: who declares what, and in which module. */

import type { Declared } from "../compile/declarations.ts";

/** A name that an earlier cell declared. */
export interface Known extends Declared {
  /** The module of the cell. */
  module: string;
  /** The name of the cell, as in `cell-3.ts`. */
  url: string;
}

/** A cell that declares something. */
interface Cell {
  url: string;
  /** What the user typed. */
  source: string;
  /** The modules that it takes names from. */
  uses: ReadonlySet<string>;
  /** It declares something for all others, by `declare global`. */
  ambient: boolean;
}

/** A value that never changes: what was checked against it stays right as long as it is current. */
export class Cells {
  readonly known: ReadonlyMap<string, Known>;
  /** By module. */
  readonly cells: ReadonlyMap<string, Cell>;

  constructor(known = new Map<string, Known>(), cells = new Map<string, Cell>()) {
    this.known = known;
    this.cells = withoutUnused(known, cells);
  }

  /** These cells and one more, in a module that none of them is in. */
  with(module: string, cell: Cell, declared: Declared[]): Cells {
    if (declared.length === 0 && !cell.ambient) return this;
    const known = new Map(this.known);
    for (const entry of declared) known.set(entry.name, { ...entry, module, url: cell.url });
    return new Cells(known, new Map(this.cells).set(module, cell));
  }

  /** The names that cannot be assigned to. */
  constants(): Set<string> {
    const fixed = [...this.known.values()].filter(
      ({ kind }) => kind === "constant" || kind === "import",
    );
    return new Set(fixed.map(({ name }) => name));
  }
}

/** Leaves out cells whose names were all declared again since, and that no other one uses. */
function withoutUnused(
  known: ReadonlyMap<string, Known>,
  cells: ReadonlyMap<string, Cell>,
): ReadonlyMap<string, Cell> {
  const needed = new Set<string>();
  for (const [module, { ambient }] of cells) if (ambient) needed.add(module);
  for (const { module } of known.values()) needed.add(module);
  // A set goes on through what is added meanwhile.
  for (const module of needed) {
    for (const used of cells.get(module)?.uses ?? []) needed.add(used);
  }
  return new Map([...cells].filter(([module]) => needed.has(module)));
}
