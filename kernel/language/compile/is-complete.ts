/** Whether Enter runs what was typed into a console, or gives a new line. */

import type { Completeness } from "../language.ts";
import { prepare } from "./prepare.ts";
import { expectsOperand } from "./scan.ts";
import { ParseError, type Strip, UncompilableError } from "./stripped.ts";

const step = "  ";

export function isComplete(source: string, strip: Strip): Completeness {
  const { scan, text } = prepare(source, strip);
  try {
    strip(text);
    return { status: "complete" };
  } catch (error) {
    const { tokens, open, unfinished } = scan;
    // Running it says what is wrong.
    if (error instanceof UncompilableError && open.length === 0) return { status: "unknown" };
    if (unfinished === "string") return { status: "invalid" };
    if (unfinished) return { status: "incomplete", indent: "" };
    const atEnd = error instanceof ParseError && error.start >= text.trimEnd().length;
    if (open.length > 0 || expectsOperand(tokens.at(-1)) || atEnd) {
      return { status: "incomplete", indent: indentAfter(source) };
    }
    return { status: "invalid" };
  }
}

/** The indentation of the last line, one step deeper where it opens a bracket. */
function indentAfter(source: string): string {
  const line = source.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  return /[([{]\s*(?:\/\/[\s\S]*)?$|=>\s*$/.test(line) ||
    /^\s*(?:if|for|while|else)\b.*[)e]$/.test(line)
    ? indent + step
    : indent;
}
