/** A cell as TypeScript proper: commands taken out, a last `{a: 1}` read as an object. */

import type { TypesFrom } from "../language.ts";
import { takeCommands } from "./commands.ts";
import { lineStarts } from "./lines.ts";
import type { CommandCall } from "./rewrite.ts";
import { expectsOperand, type Scan, scan } from "./scan.ts";
import type { Mapping } from "./source-map.ts";
import type { Strip } from "./stripped.ts";

export interface Prepared {
  source: string;
  /** What the cell is made of without its commands, but with the code behind them. */
  scan: Scan;
  /** What the checker sees. Positions are those of `source`, but for the two insertions. */
  text: string;
  commands: CommandCall[];
  /** What its commands say of its type errors. */
  types: TypesFrom[];
  /** Where `;(` was inserted before a last object literal. */
  wrappedAt?: number;
}

const opening = ";(";

export function prepare(source: string, strip: Strip): Prepared {
  const scanned = scan(source);
  const { text, commands, types } = takeCommands(source, scanned.tokens);
  const code = commands.length > 0 ? scan(text) : scanned;
  const prepared = { source, scan: code, text, commands, types };
  const object = lastObject(scanned);
  if (object) {
    const { start, end } = object;
    const wrapped = `${text.slice(0, start)}${opening}${text.slice(start, end)})${text.slice(end)}`;
    if (parses(wrapped, strip)) return { ...prepared, text: wrapped, wrappedAt: start };
  }
  return prepared;
}

/** An offset into `text` as one into `source`. */
export function toSource({ wrappedAt, source }: Prepared, offset: number): number {
  if (wrappedAt === undefined || offset <= wrappedAt) return Math.min(offset, source.length);
  return Math.min(Math.max(wrappedAt, offset - opening.length), source.length);
}

/** An offset into `source` as one into `text`. */
export function toText({ wrappedAt }: Prepared, offset: number): number {
  return wrappedAt === undefined || offset < wrappedAt ? offset : offset + opening.length;
}

/** Leads from `text` to `source`, for a source map; absent where they are the same. */
export function mappingsToSource(prepared: Prepared): Mapping[] | undefined {
  const { wrappedAt, text, source } = prepared;
  if (wrappedAt === undefined) return undefined;
  const starts = lineStarts(source);
  const mappings = lineStarts(text).map((generated, line) => ({ generated, line, column: 0 }));
  const line = starts.findLastIndex((start) => start <= wrappedAt);
  const at = {
    generated: wrappedAt + opening.length,
    line,
    column: wrappedAt - (starts[line] ?? 0),
  };
  return [...mappings, at].sort((a, b) => a.generated - b.generated);
}

/** The braces at the very end of a cell, where they begin a statement. */
function lastObject({ tokens, open }: Scan): { start: number; end: number } | undefined {
  if (open.length > 0) return undefined;
  let last = tokens.length - 1;
  if (tokens[last]?.text === ";") last--;
  if (tokens[last]?.text !== "}") return undefined;
  const first = tokens.findLastIndex(({ text, depth }) => text === "{" && depth === 0);
  const before = tokens[first - 1];
  const start = tokens[first];
  if (!start || (before && !endsStatement(before, start.startsLine))) return undefined;
  return { start: start.start, end: tokens[last]?.end as number };
}

function endsStatement(token: { kind: string; text: string }, newLine: boolean): boolean {
  if (token.text === ";" || token.text === "}" || token.kind === "command") return true;
  if (token.text === ")" || /^(?:else|do|try|finally)$/.test(token.text)) return false;
  return newLine && !expectsOperand(token as Parameters<typeof expectsOperand>[0]);
}

function parses(text: string, strip: Strip): boolean {
  try {
    strip(text);
    return true;
  } catch {
    return false;
  }
}
