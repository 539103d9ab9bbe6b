/** The shape of a hint: what it goes with, and which text it says. */

import type { texts } from "../../texts/texts.ts";
import type { Code } from "./code.ts";

/** A text of `kernel/texts`, and what it mentions. */
export type HintText = keyof typeof texts.hints;

/** What one error is about. */
export interface Clue {
  code: string;
  message: string;
  /** What the caret stands under. */
  name: string;
  /** What follows it in its line. */
  rest: string;
  /** The token at which the error begins; −1 where there is none. */
  at: number;
  cell: Code;
}

/** A hint to an error of the checker. */
export interface ErrorHint {
  /** The codes of the errors, as in `TS2304`. Default: all. */
  codes?: readonly string[];
  text: HintText;
  /** What the text mentions; `undefined` where the hint does not fit. Default: it always fits. */
  words?(clue: Clue): string[] | undefined;
}

/** A mistake that can be seen in what is written. */
export interface Found {
  /** Offsets into the cell. */
  start: number;
  end: number;
  /** What the text mentions. */
  words: string[];
  /**
   * `error`: no TypeScript, so it is looked for only where a cell does not parse.
   * `note`: TypeScript that nobody means, so it is said even where nothing is wrong.
   * `maybe`: right or wrong, so it is said only of an error that stands there.
   */
  kind: "error" | "note" | "maybe";
}

/** A hint to what is written, whatever the checker says of it. */
export interface Trap {
  /** Where it can begin: the texts of tokens, or `<number>`, `<string>`, `<word>`, `<#>`, `<character>`. */
  begins: readonly string[];
  text: HintText;
  /** Looks at the tokens from this one on. It takes no longer than its line. */
  find(cell: Code, at: number): Found | undefined;
}
