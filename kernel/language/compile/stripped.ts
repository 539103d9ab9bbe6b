/**
 * TypeScript → JavaScript, as far as types are concerned. What does it is given to the compiler:
 * it is another in Node than in a page.
 */

import type { Mapping } from "./source-map.ts";

export interface Stripped {
  javascript: string;
  /** Leads from `javascript` back to the TypeScript; absent where no position moved. */
  mappings?: Mapping[];
}

/** Takes the types out of `source`. @throws {ParseError} where it does not parse. */
export type Strip = (source: string) => Stripped;

/** A program that does not parse. Positions are UTF-16 offsets. */
export class ParseError extends Error {
  override readonly name = "SyntaxError";
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** A program that is too much for the compiler. */
export class UncompilableError extends ParseError {
  constructor(message: string) {
    super(message, 0, 1);
  }
}

/** Of text that is longer, the parser may not come back. */
export const longest = 2_000_000;
