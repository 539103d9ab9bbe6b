/** What the checker says about a cell, in the user's own positions. */

import { texts } from "../../texts/texts.ts";
import { lineStarts, offsetOf, type Position } from "../compile/lines.ts";
import { type Prepared, toSource } from "../compile/prepare.ts";
import type { Diagnostic } from "../language.ts";
import type { Cells } from "./cells.ts";
import type { Notebook } from "./notebook.ts";
import { namesInError } from "./plain-names.ts";

interface ServerDiagnostic {
  range: { start: Position; end: Position };
  severity: number;
  code: number;
  message: string;
}

/**
 * Left out: implicit `any` (7005…7053, unless the tsconfig.json asks for it, types of parameters
 * may be left out) and `this` without a type.
 */
const friendly = new Set([
  2683, 7005, 7006, 7008, 7009, 7010, 7011, 7015, 7016, 7017, 7018, 7019, 7022, 7023, 7024, 7026,
  7028, 7031, 7033, 7034, 7036, 7041, 7052, 7053, 7057,
]);

/** What the checker says of `x[0]`, in any language: the library's tensors are known by their shape. */
const tensorInBrackets = /'Tensor<[^'\n]*>'/;

/**
 * "'x' is possibly null": the checker does not see that another cell has set a variable meanwhile,
 * and where none has, running the cell says so.
 */
const maybeNothing = new Set([18047, 18048, 18049]);

function isEarlierVariable(cells: Cells, message: string): boolean {
  const name = /^'([^']+)'/.exec(message)?.[1] ?? "";
  return cells.known.get(name)?.kind === "variable";
}

/** Checks the cell that the server sees in a module, and that comes after `cells`. */
export async function check(
  notebook: Notebook,
  module: string,
  prepared: Prepared,
  cells: Cells,
): Promise<Diagnostic[]> {
  const report = await notebook.server.request<{ items?: ServerDiagnostic[] }>(
    "textDocument/diagnostic",
    { textDocument: { uri: notebook.uriOf(module) } },
  );
  const starts = lineStarts(prepared.text);
  const found: Diagnostic[] = [];
  for (const { range, severity, code, message } of report.items ?? []) {
    const brackets = code === 7053 && tensorInBrackets.test(message);
    if (severity > 2 || (friendly.has(code) && !notebook.wantsTypes && !brackets)) continue;
    if (maybeNothing.has(code) && isEarlierVariable(cells, message)) continue;
    const from = offsetOf(starts, range.start);
    if (range.start.line >= starts.length || from > prepared.text.length) continue;
    const start = toSource(prepared, from);
    const end = toSource(prepared, Math.min(offsetOf(starts, range.end), prepared.text.length));
    found.push({
      severity: severity === 1 ? "error" : "warning",
      code: `TS${code}`,
      message: brackets
        ? texts.noBrackets
        : code === 2632
          ? constantMessage(cells, message)
          : namesInError(plainMessage(message), cells),
      start,
      end: Math.max(end, start),
    });
  }
  return withoutTooDeep(found).sort((a, b) => a.start - b.start);
}

/** "Excessively deep" follows from another error in the same call, which says more. */
function withoutTooDeep(found: Diagnostic[]): Diagnostic[] {
  const others = found.filter(({ code }) => code !== "TS2589");
  return found.filter(
    ({ code, start, end }) =>
      code !== "TS2589" || !others.some((other) => other.start >= start && other.start <= end),
  );
}

/**
 * The library's types say in a sentence of their own why a value does not fit: its type is the
 * expected one and that sentence, `Tensor<[4, 5]> & "matmul: …"`.
 */
function plainMessage(message: string): string {
  // A type of the user's that is as long says nothing of the library's.
  if (message.length > longestSentence) return message;
  const sentence = /"(\w+(?:\([^"]*\))?: [^"]+)"'\.?$/.exec(message)?.[1];
  return sentence ?? message.replaceAll(brokenBracket, "]()");
}

/** The checker's Portuguese has half of an escaped bracket: `[Symbol.iterator]5D;()`. */
const brokenBracket = /\]5D;\(\)/g;

const longestSentence = 2000;

/** Names of earlier cells are imports to the checker, but not to the user. */
function constantMessage(cells: Cells, message: string): string {
  const name = /'([^']+)'/.exec(message)?.[1] ?? "";
  const kind = cells.known.get(name)?.kind ?? "import";
  return texts.notAssignable(name, kind);
}
