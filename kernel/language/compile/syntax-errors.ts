/** What is wrong with a cell that does not parse. */

import { texts } from "../../texts/texts.ts";
import { syntaxCode } from "../hints/index.ts";
import type { Diagnostic } from "../language.ts";
import { parserWords } from "./parser-words.ts";
import type { Scan } from "./scan.ts";
import type { ParseError } from "./stripped.ts";

/**
 * The checker's words where it has some, else the parser's. What the checker makes of the names
 * and types in such a cell says nothing.
 */
export function syntaxErrors(error: ParseError, found: Diagnostic[], scan: Scan): Diagnostic[] {
  const syntax = found.filter(({ code }) => syntaxCode.test(code));
  if (syntax.length > 0) return syntax;
  const message = parserWords(error.message);
  const { start, end } = error;
  return [unclosed(scan) ?? { severity: "error", code: "", message, start, end }];
}

/** The innermost bracket or template that the cell leaves open. */
function unclosed({ tokens, open }: Scan): Diagnostic | undefined {
  const bracket = open.at(-1);
  const token = tokens.findLast(
    ({ text, depth }) => bracket && text.startsWith(bracket) && depth === open.length - 1,
  );
  if (!bracket || !token) return undefined;
  const { start } = token;
  const message = texts.notClosed(bracket);
  return { severity: "error", code: "", message, start, end: start + bracket.length };
}
