/** What `using` declarations of cells are compiled to, as Node 20 does not know them itself. */

import { type Cell, owner } from "./owner.ts";

/** The resources of a block, disposed of in reverse order when the block ends. */
class Resources {
  readonly #disposals: (() => unknown)[] = [];
  #errors: unknown[] = [];

  /** Takes over a resource and gives it back. @throws TypeError where it cannot be disposed of. */
  add<T>(resource: T, asynchronous = false): T {
    if (resource === null || resource === undefined) return resource;
    const methods = resource as Partial<Record<symbol, () => unknown>>;
    const dispose =
      (asynchronous ? methods[Symbol.asyncDispose] : undefined) ?? methods[Symbol.dispose];
    if (typeof dispose !== "function") {
      const name = asynchronous ? "Symbol.asyncDispose" : "Symbol.dispose";
      throw new TypeError(`using: the value has no method [${name}], which disposes of it.`);
    }
    this.#disposals.push(() => dispose.call(resource));
    return resource;
  }

  /** The block ended with an error. */
  fail(error: unknown): void {
    this.#errors = [error];
  }

  /** Disposes of all; then the error that the block ended with goes on. */
  dispose(): void {
    for (const dispose of this.#disposals.splice(0).reverse()) {
      try {
        dispose();
      } catch (error) {
        this.#suppress(error);
      }
    }
    this.#finish();
  }

  async disposeAsync(): Promise<void> {
    for (const dispose of this.#disposals.splice(0).reverse()) {
      try {
        await dispose();
      } catch (error) {
        this.#suppress(error);
      }
    }
    this.#finish();
  }

  #suppress(error: unknown): void {
    const [suppressed] = this.#errors;
    this.#errors = [this.#errors.length === 0 ? error : suppressedError(error, suppressed)];
  }

  #finish(): void {
    const errors = this.#errors;
    this.#errors = [];
    if (errors.length > 0) throw errors[0];
  }
}

function suppressedError(error: unknown, suppressed: unknown): Error {
  const both = new Error("An error was suppressed during disposal.", { cause: error });
  both.name = "SuppressedError";
  return Object.assign(both, { error, suppressed });
}

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
