/** The source lines that tracebacks show. */
import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { mapOfFile } from "../imports/file-maps.ts";

interface Source {
  lines: string[];
  map?: SourceMap;
}

const cells = new Map<string, Source>();

/** Keeps what the user typed in a cell. */
export function rememberSource(url: string, source: string, sourceMap?: string): void {
  cells.set(url, {
    lines: source.split("\n"),
    ...(sourceMap !== undefined && { map: new SourceMap(JSON.parse(sourceMap)) }),
  });
}

/** What the user typed in the cells so far, in the order in which they ran. */
export function cellSources(): { url: string; source: string }[] {
  return [...cells].map(([url, { lines }]) => ({ url, source: lines.join("\n") }));
}

/** Whether stack frames of this URL are in a cell. */
export function isCell(url: string): boolean {
  return cells.has(url);
}

/** The lines of a cell or a local file, where they can be had. */
export function linesOf(url: string): string[] | undefined {
  const cell = cells.get(url);
  if (cell) return cell.lines;
  // CommonJS names a file by its path.
  const file = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!isAbsolute(file)) return undefined;
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return undefined;
  }
}

/** Where in the source a position of the running JavaScript comes from; counted from 1. */
export function originalPosition(
  url: string,
  line: number,
  column: number,
): { line: number; column: number } {
  const map = cells.get(url)?.map ?? mapOfFile(url);
  const entry = map?.findEntry(line - 1, column - 1);
  if (!entry || !("originalLine" in entry)) return { line, column };
  // An entry is where an unchanged piece of a line begins; the position is inside of it.
  const inside = entry.generatedLine === line - 1 ? column - 1 - entry.generatedColumn : 0;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 + inside };
}
