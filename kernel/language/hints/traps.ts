/** Finds the mistakes that can be seen in what is written. */

import { characterTraps } from "./characters.ts";
import type { Code } from "./code.ts";
import type { Found, HintText, Trap } from "./hint.ts";
import { numberTraps } from "./numbers.ts";
import { expressionTraps } from "./python-expressions.ts";
import { statementTraps } from "./python-statements.ts";

/** A mistake, and which text says what to do. */
export interface Caught extends Found {
  text: HintText;
}

const byBeginning = new Map<string, Trap[]>();
for (const trap of [...numberTraps, ...statementTraps, ...expressionTraps, ...characterTraps]) {
  for (const text of trap.begins) {
    byBeginning.set(text, [...(byBeginning.get(text) ?? []), trap]);
  }
}

/** All mistakes of a cell, in one pass over its tokens. */
export function traps(cell: Code): Caught[] {
  const found: Caught[] = [];
  for (let at = 0; at < cell.tokens.length; at++) {
    for (const trap of trapsAt(cell, at)) {
      const one = trap.find(cell, at);
      if (!one) continue;
      found.push({ ...one, text: trap.text });
      // What follows on the line is text.
      if (trap.text === "comment") at = cell.lineEnd(at);
      break;
    }
  }
  return found;
}

const everyWord = byBeginning.get("<word>") ?? [];

function trapsAt({ tokens }: Code, at: number): readonly Trap[] {
  const { kind, text } = tokens[at]!;
  const own = byBeginning.get(text);
  if (kind === "number" || kind === "string") return byBeginning.get(`<${kind}>`) ?? [];
  if (text.startsWith("#")) return byBeginning.get("<#>") ?? [];
  if (kind === "word") return own ? [...own, ...everyWord] : everyWord;
  return own ?? (text > "\u007f" ? (byBeginning.get("<character>") ?? []) : []);
}
