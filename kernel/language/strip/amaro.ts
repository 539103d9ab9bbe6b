/** amaro, which takes the types out of TypeScript: always an instance that works. */

import { createRequire } from "node:module";
import type { transformSync } from "amaro";
import { texts } from "../../texts/texts.ts";
import { whyUncompilable } from "../compile/too-deep.ts";

/** A program on which the compiler itself gave up; the message says why and what to do. */
export class Uncompilable extends Error {
  override readonly name = "SyntaxError";
}

let current: typeof transformSync | undefined;

/**
 * TypeScript → JavaScript.
 *
 * @throws {Uncompilable} where `source` is too much for the compiler; else what amaro says of it
 */
export const transform: typeof transformSync = (source, options) => {
  // Loaded when first needed: it is large.
  current ??= fresh();
  if (hasEndlessChain(source)) throw new Uncompilable(texts.tooDeep);
  try {
    return current(source, options);
  } catch (error) {
    // What amaro says of a program is no Error.
    if (!(error instanceof Error)) throw error;
    // WebAssembly that ran out of its stack does not get back what it had used of it.
    current = undefined;
    throw uncompilable(error);
  }
};

/** An `Uncompilable` for what a compiler threw, whichever it was. */
function uncompilable(error: Error): Uncompilable {
  return new Uncompilable(whyUncompilable(error));
}

/** Where a chain of conditions grows, the time that amaro takes grows with its square. */
function hasEndlessChain(source: string): boolean {
  const most = 10_000;
  if (source.length < most * "else if".length) return false;
  return (source.match(/\belse\s+if\b/g)?.length ?? 0) > most;
}

/** A new instance; nothing holds on to the one before. */
function fresh(): typeof transformSync {
  const require = createRequire(import.meta.url);
  const folder = require.resolve("amaro").replace(/[^\\/]*$/, "");
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder)) delete require.cache[file];
  }
  return require("amaro").transformSync as typeof transformSync;
}
