/** Diagnostics as Jupyter shows an error: place, source line, caret, message, hint. */

import type { ErrorContent } from "../../protocol/iopub.ts";
import { excerpt } from "../../texts/excerpt.ts";
import { bold, dim, red, yellow } from "../../texts/style.ts";
import { texts } from "../../texts/texts.ts";
import { lineStarts, positionAt } from "../compile/lines.ts";
import { type Explained, explain, isSyntaxError } from "../hints/index.ts";
import type { Diagnostic } from "../language.ts";

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
  const mark = severity === "error" ? red : yellow;
  const [first = "", ...more] = message.split("\n");
  const label = severity === "error" ? texts.error : texts.warning;
  const place = { line, column, length: end - start };
  const lines = [
    `${cellName}:${line + 1}:${column + 1} ${bold(`${label}${code ? ` ${code}` : ""}`)}: ${first}`,
    ...more,
    ...excerpt(source.split("\n"), place, { mark, gutter: dim }),
  ];
  return [...lines, ...diagnostic.hints].join("\n");
}
