/** Diagnostics as Jupyter shows an error: place, source line, caret, message, hint. */

import type { ErrorContent } from "../protocol/iopub.ts";
import { texts } from "../texts/texts.ts";
import type { Diagnostic } from "./language.ts";
import { lineStarts, positionAt } from "./lines.ts";

const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
const yellow = (text: string) => `\x1b[33m${text}\x1b[39m`;
const cyan = (text: string) => `\x1b[36m${text}\x1b[39m`;
const gray = (text: string) => `\x1b[90m${text}\x1b[39m`;
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
  const first = diagnostics.find(({ severity }) => severity === "error") ?? diagnostics[0];
  const syntax = first?.code === "" || /^TS1\d{3}$/.test(first?.code ?? "");
  const traceback = diagnostics.slice(0, most).map((one) => describe(source, one, cellName));
  if (diagnostics.length > most) {
    traceback.push(gray(texts.andMore(diagnostics.length - most)));
  }
  return {
    ename: syntax ? "SyntaxError" : "TypeError",
    evalue: first ? headline(first) : "",
    traceback: traceback.join("\n\n").split("\n"),
  };
}

function headline({ message }: Diagnostic): string {
  return message.split("\n")[0] ?? "";
}

function describe(source: string, diagnostic: Diagnostic, cellName: string): string {
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
    `${cyan(cellName)}:${margin}:${column + 1} ${bold(colour(`${label}${code ? ` ${code}` : ""}`))}: ${first}`,
    ...more,
    `${gray(`${margin} |`)} ${shown}`,
    `${gray(`${" ".repeat(margin.length)} |`)} ${text.slice(from, column).replace(/[^\t]/g, " ")}${colour("^".repeat(Math.min(length, from + mostCharacters - column)))}`,
  ];
  const hint = hintFor(
    diagnostic,
    text.slice(column, column + length),
    text.slice(column + length),
  );
  if (hint) lines.push(gray(hint));
  return lines.join("\n");
}

/** @param name what the error is about, and what follows it in its line */
function hintFor({ code, message }: Diagnostic, name: string, rest: string): string | undefined {
  if (code === "TS2307") return missingHint(message);
  if (code === "TS2304" && /^\s*=[^=>]/.test(rest)) return texts.declareFirst(name);
  if (code === "TS2304" && name === "print") return texts.printing;
  const [, type] = /import\("cell-\d+\.ts"\)\.([\p{ID_Continue}$]+)/u.exec(message) ?? [];
  if (type) return texts.declaredAgain(type);
  return texts.hints[code];
}

/** A module was not found: what to do depends on what it is. */
function missingHint(message: string): string {
  const [, name = ""] = /'([^']+)'/.exec(message) ?? [];
  if (/^[./]/.test(name)) return texts.checkPath;
  if (name.startsWith("node:")) return texts.noNodeModule;
  if (/^[\w./-]+\.(?:ts|json)$/.test(name)) return texts.isFile(name);
  return texts.install(name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
}
