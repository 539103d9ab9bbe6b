/** Diagnostics as Jupyter shows an error: place, source line, caret, message, hint. */

import type { ErrorContent } from "../../protocol/iopub.ts";
import { texts } from "../../texts/texts.ts";
import { lineStarts, positionAt } from "../compile/lines.ts";
import { type Explained, explain, isSyntaxError } from "../hints/index.ts";
import type { Diagnostic } from "../language.ts";

// Only the caret has a colour: no other can be read on the background of errors in a light theme
// as well as in a dark one.
const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
const yellow = (text: string) => `\x1b[33m${text}\x1b[39m`;
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;

/** Of a longer line, the part around the error is shown. */
const mostCharacters = 500;

/** More than these are counted, not shown. */
const most = 8;

/** @param cellName as in `cell-3.ts` */
export function formatDiagnostics(
  source: string,
  diagnostics: Diagnostic[],
  cellName: string,
): ErrorContent {
  const explained = explain(source, diagnostics);
  const first = explained.find(({ severity }) => severity === "error") ?? explained[0];
  const traceback = explained.slice(0, most).map((one) => describe(source, one, cellName));
  if (explained.length > most) {
    traceback.push(texts.andMore(explained.length - most));
  }
  return {
    ename: first && isSyntaxError(first) ? "SyntaxError" : "TypeError",
    evalue: first ? headline(first) : "",
    traceback: traceback.join("\n\n").split("\n"),
  };
}

function headline({ message }: Diagnostic): string {
  return message.split("\n")[0] ?? "";
}

function describe(source: string, diagnostic: Explained, cellName: string): string {
  const { severity, code, message, start, end } = diagnostic;
  const { line, column } = positionAt(lineStarts(source), start);
  const text = source.split("\n")[line] ?? "";
  const colour = severity === "error" ? red : yellow;
  const margin = String(line + 1);
  const length = Math.max(1, Math.min(end - start, text.length - column));
  const [first = "", ...more] = message.split("\n");
  const label = severity === "error" ? texts.error : texts.warning;
  const from = text.length > mostCharacters ? Math.max(0, column - mostCharacters / 2) : 0;
  const shown = text.slice(from, from + mostCharacters);
  const lines = [
    `${cellName}:${margin}:${column + 1} ${bold(`${label}${code ? ` ${code}` : ""}`)}: ${first}`,
    ...more,
    `${margin} | ${shown}`,
    `${" ".repeat(margin.length)} | ${text.slice(from, column).replace(/[^\t]/g, " ")}${colour("^".repeat(Math.min(length, from + mostCharacters - column)))}`,
  ];
  return [...lines, ...diagnostic.hints].join("\n");
}
