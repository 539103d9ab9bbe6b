/** Where cells and files are, for front ends (path and line) and for V8 (URL and line). */
import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ExecuteMessage } from "../link/messages.ts";
import { builtUrl, isUserFile } from "../paths.ts";
import { murmur2 } from "./murmur2.ts";

export const hashSeed = 0xc70f6907;
/**
 * The path of a cell is made of these around the hash of its text; no such file exists. A session
 * that follows this one in the same kernel gives the same paths.
 */
export const tmpFilePrefix = join(tmpdir(), `sinapse-${process.ppid}`, "cell-");
export const tmpFileSuffix = ".ts";

/** A cell that ran. Lines count from 0. */
interface Cell {
  url: string;
  path: string;
  javascript: string;
  map?: SourceMap;
}

/** What is needed of a cell to find it again. */
export type RanCell = Pick<ExecuteMessage, "url" | "source" | "javascript" | "sourceMap">;

function pathOfCell(source: string): string {
  return `${tmpFilePrefix}${murmur2(source, hashSeed)}${tmpFileSuffix}`;
}

export class Sources {
  readonly #cells = new Map<string, Cell>();
  readonly #texts = new Map<string, string>();

  /** A cell is about to run. */
  add({ url, source, javascript, sourceMap }: RanCell): void {
    const map = sourceMap === undefined ? undefined : new SourceMap(JSON.parse(sourceMap));
    this.#cells.set(url, { url, path: this.dump(source), javascript, ...(map && { map }) });
  }

  /** Remembers a cell's text; gives its path. */
  dump(source: string): string {
    const path = pathOfCell(source);
    this.#texts.set(path, source);
    return path;
  }

  /** The text of a cell or a file. */
  text(path: string): string | undefined {
    return this.#texts.get(path) ?? (existsSync(path) ? readFileSync(path, "utf8") : undefined);
  }

  /** The URLs under which V8 knows a path, as regular expressions. */
  urlPatterns(path: string): string[] {
    const cells = [...this.#cells.values()].filter((cell) => cell.path === path);
    if (cells.length > 0) return cells.map(({ url }) => `^${asPattern(url)}$`);
    // Local files are loaded anew, under another query, when they changed.
    return existsSync(path) ? [`^${asPattern(pathToFileURL(path).href)}(\\?.*)?$`] : [];
  }

  /** Where V8 has what begins in a line of a path; lines count from 0. */
  generated(path: string, line: number): number {
    const cell = [...this.#cells.values()].findLast((each) => each.path === path);
    if (!cell?.map) return line;
    const lines = cell.javascript.split("\n");
    const original = (text: string, index: number) =>
      originalOf(cell.map, index, text.search(/\S|$/)).line;
    if (lines[line] !== undefined && original(lines[line], line) === line) return line;
    const found = lines.findIndex((text, index) => original(text, index) === line);
    return found < 0 ? line : found;
  }

  /** The path and place that V8's URL and place stand for; undefined where it is not the user's. */
  original(
    url: string,
    line: number,
    column: number,
  ): { path: string; name: string; line: number; column: number } | undefined {
    const cell = this.#cells.get(url);
    if (cell) return { path: cell.path, name: url, ...originalOf(cell.map, line, column) };
    if (!isUserFile(url)) return undefined;
    const path = fileURLToPath(url.replace(/\?.*$/, ""));
    return { path, name: path.slice(path.lastIndexOf("/") + 1), line, column };
  }
}

/** URLs that are never stepped into. */
export const blackboxed = ["^node:", "/node_modules/", `^${asPattern(builtUrl)}`];

function originalOf(
  map: SourceMap | undefined,
  line: number,
  column: number,
): { line: number; column: number } {
  const entry = map?.findEntry(line, column);
  if (!entry || !("originalLine" in entry)) return { line, column };
  const inside = entry.generatedLine === line ? column - entry.generatedColumn : 0;
  return { line: entry.originalLine, column: entry.originalColumn + inside };
}

function asPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
