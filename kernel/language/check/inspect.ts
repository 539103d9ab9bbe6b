/** Shift+Tab: the type and the documentation of what stands at the cursor. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { LocationLink } from "vscode-languageserver-types";
import { lineStarts, offsetOf, positionAt } from "../compile/lines.ts";
import { type Prepared, toText } from "../compile/prepare.ts";
import { scan, type Token } from "../compile/scan.ts";
import type { Inspection } from "../language.ts";
import { withoutAlias } from "./complete.ts";
import type { Notebook } from "./notebook.ts";
import { exportedNames, namesInHover } from "./plain-names.ts";

interface Hover {
  contents: { value: string };
}

/** Inspects what stands at `cursor` in the cell that `notebook` shows. */
export async function inspect(
  notebook: Notebook,
  prepared: Prepared,
  cursor: number,
  detailLevel: 0 | 1,
): Promise<Inspection | undefined> {
  for (const offset of placesToLook(prepared.scan.tokens, cursor)) {
    const at = positionAt(lineStarts(prepared.text), toText(prepared, offset));
    const where = {
      textDocument: { uri: notebook.uriOf(notebook.current) },
      position: { line: at.line, character: at.column },
    };
    const hover = await notebook.server.request<Hover | null>("textDocument/hover", where);
    if (!hover?.contents.value) continue;
    let markdown = tidy(namesInHover(hover.contents.value));
    // A part of the library is shown by what is in it.
    const isPart = /^```typescript\nmodule \w+\n/.test(markdown);
    if (detailLevel === 1 || isPart) {
      const links = await notebook.server.request<LocationLink[] | null>(
        "textDocument/definition",
        where,
      );
      const code = links?.map((link) => sourceOf(notebook, prepared.text, link)).find(Boolean);
      const names = code === undefined ? undefined : exportedNames(code);
      if (names !== undefined) markdown += names && `\n${names}`;
      else if (code) markdown += `\n\n\`\`\`typescript\n${code}\n\`\`\``;
    }
    return { markdown, plain: toPlain(markdown) };
  }
  return undefined;
}

/** The word at the cursor; else the function whose arguments the cursor is in. */
function placesToLook(tokens: Token[], cursor: number): number[] {
  const places: number[] = [];
  const word = tokens.findLast(
    ({ kind, start, end }) => kind === "word" && start <= cursor && cursor <= end,
  );
  if (word) places.push(word.start);
  const before = tokens.findLastIndex(({ end }) => end <= cursor);
  let depth = 0;
  for (let at = before; at > 0; at--) {
    const { text, kind } = tokens[at] as Token;
    if (kind === "template" && text.endsWith("${")) depth--;
    if (/^[)\]}]/.test(text)) depth++;
    else if (/^[([{]$/.test(text)) depth--;
    const callee = tokens[at - 1];
    if (depth < 0) {
      if (text === "(" && callee?.kind === "word") {
        places.push(callee.start);
        break;
      }
      depth = 0;
    }
  }
  return places;
}

function tidy(markdown: string): string {
  return markdown
    .replace(
      /^```(?:typescript|tsx?)\n([\s\S]*?)\n```/,
      (_, code: string) => `\`\`\`typescript\n${withoutAlias(code)}\n\`\`\``,
    )
    .replace(/^```tsx$/gm, "```typescript")
    .replace(/^\*@(\w+)\* — /gm, "*@$1* ");
}

/** The markdown as text for terminals. */
function toPlain(markdown: string): string {
  return markdown
    .replace(/^```.*$\n?/gm, "")
    .replace(/\*@(\w+)\*/g, "@$1")
    .replace(/\*\*([^*\n]+)\*\*/g, "$1")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The lines that declare what a link leads to. */
function sourceOf(
  notebook: Notebook,
  cellText: string,
  { targetUri, targetRange }: LocationLink,
): string | undefined {
  const file = fileURLToPath(targetUri);
  const module = /([^/\\]+)\.ts$/.exec(file)?.[1] ?? "";
  try {
    const text = notebook.server.textOf(file) ?? readFileSync(file, "utf8");
    const starts = lineStarts(text);
    const { line } = targetRange.start;
    const code = text.slice(starts[line], offsetOf(starts, targetRange.end));
    if (module === notebook.current && line >= lineStarts(cellText).length) {
      // Below the cell stands what it takes from the cells before.
      return sourceOfVariable(notebook, /declare let ([^:]+): [^;]*;$/.exec(code)?.[1] ?? "");
    }
    const name = notebook.cells.cells.get(module)?.url;
    return `${name ? `// ${name}:${line + 1}\n` : ""}${namesInHover(code)}`;
  } catch {
    return undefined;
  }
}

/** The statement of an earlier cell that declares a variable. */
function sourceOfVariable(notebook: Notebook, variable: string): string | undefined {
  const known = notebook.cells.known.get(variable);
  const cell = known && notebook.cells.cells.get(known.module);
  if (!cell) return undefined;
  const { tokens } = scan(cell.source);
  const declared = tokens.findIndex(isDeclaration);
  const name = tokens.findIndex(({ text }, at) => at > declared && text === variable);
  const first = tokens.slice(0, Math.max(0, name)).findLast(isDeclaration);
  if (!first) return undefined;
  const next = tokens.find(
    ({ start, startsLine, depth, kind }) =>
      start > tokens[name]!.start && startsLine && depth === 0 && kind !== "punctuation",
  );
  const starts = lineStarts(cell.source);
  const { line } = positionAt(starts, first.start);
  const code = cell.source.slice(starts[line], next?.start).trimEnd();
  return `// ${cell.url}:${line + 1}\n${code}`;
}

const isDeclaration = ({ text, depth }: Token): boolean =>
  depth === 0 && /^(?:let|var)$/.test(text);
