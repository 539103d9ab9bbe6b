/** A mistake from one token to another. */

import type { Code } from "./code.ts";
import type { Found } from "./hint.ts";

/** It stands in code that is no TypeScript. */
export function between(cell: Code, from: number, to: number, ...words: string[]): Found {
  const { start } = cell.tokens[from]!;
  return { start, end: cell.tokens[to]!.end, words, kind: "error" };
}
