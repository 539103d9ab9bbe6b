/** What Node notes on promises and timers, so that output finds its cell, is not shown to the user. */
import { inspect } from "node:util";

const notes = /^(?:async_id_symbol|trigger_async_id_symbol|kResourceStore)$/;

/** Keeps it out of `console.log` and of results from now on. */
export function hideBookkeeping(): void {
  const timeout = setTimeout(() => {});
  const immediate = setImmediate(() => {});
  for (const example of [Promise.resolve(), timeout, immediate]) {
    const prototype = Object.getPrototypeOf(example);
    // An object that stands for itself is shown as usual.
    Object.defineProperty(prototype, inspect.custom, { value: hideNotes, configurable: true });
  }
  clearTimeout(timeout);
  clearImmediate(immediate);
}

function hideNotes(this: object): object {
  for (const symbol of Object.getOwnPropertySymbols(this)) {
    if (notes.test(symbol.description ?? "")) {
      Object.defineProperty(this, symbol, { enumerable: false });
    }
  }
  return this;
}
