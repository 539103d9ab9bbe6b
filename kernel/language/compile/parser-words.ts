/** What the parser says where the checker says nothing, in the reader's language. */

import { texts } from "../../texts/texts.ts";

const { syntax } = texts;

/** The parser's message → ours, with what is in its brackets. */
const known: [message: RegExp, text: (...parts: string[]) => string][] = [
  [/^Expression expected$/, () => syntax.expression],
  [/^Expected a semicolon$/, () => syntax.statementEnd],
  [/^Expected '(.+?)', got '?(.+?)'?$/, syntax.expected],
  [/^Expected ident(?:ifier)?$/, () => syntax.name],
  [/^Unexpected token [`'](.+)[`']\. Expected (?:a string literal|.*string.*)$/, syntax.quoted],
  [/^Unexpected token [`'](.+?)[`'](?:\..*)?$/, syntax.unexpected],
  [/^(?:Unexpected token|Unexpected eof)$/, () => syntax.unexpected(texts.endOfCell)],
  [/^Identifier '(.+)' has already been declared$/, syntax.declaredTwice],
  [/^the name `(.+)` is defined multiple times$/, syntax.declaredTwice],
  [/^Argument name clash$/, () => syntax.sameParameter],
  [/^(?:Invalid assignment target|Assigning to rvalue)$/, () => syntax.notAssigned],
  [/^The left-hand side of an assignment expression must be/, () => syntax.notAssigned],
  [/^(?:A numeric separator is only|Numeric separators)/, () => syntax.separator],
  [/^Unterminated block comment$/, () => syntax.openComment],
];

/** A message of the parser in words of ours; as it is where there are none. */
export function parserWords(message: string): string {
  const said = message.replace(/'?<eof>'?/, texts.endOfCell);
  for (const [pattern, text] of known) {
    const found = pattern.exec(said);
    if (found) return text(...found.slice(1));
  }
  return said;
}
