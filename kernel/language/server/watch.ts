/** Notices what changed on the disk between two cells: local files and installed packages. */

import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { foldersAbove } from "../../node/folders-above.ts";
import { packageOf } from "../specifier.ts";
import { filesThrough, type Paths } from "../tsconfig/paths.ts";
import { fileCandidates } from "./candidates.ts";

/** LSP's kinds of change. */
const created = 1;
const changed = 2;
const deleted = 3;

interface FileChange {
  file: string;
  type: number;
}

const specifierInSource = /(?:\bfrom|\bimport(?:\s*\()?)\s*(["'])([^"'\n]+)\1/g;

export class Watch {
  /** Those of the folder's tsconfig.json. */
  paths: Paths = {};
  readonly #folder: string;
  /** File → when it was changed; 0 where it does not exist. */
  readonly #times = new Map<string, number>();
  readonly #imports = new Map<string, string[]>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What changed since the last time among the files that these specifiers lead to. */
  changes(specifiers: Iterable<string>): FileChange[] {
    const changes: FileChange[] = [];
    const seen = new Set<string>();
    const look = (specifier: string, from: string): void => {
      for (const file of this.#candidates(specifier, from)) {
        if (seen.has(file)) continue;
        seen.add(file);
        const change = this.#look(file);
        if (change) changes.push({ file, type: change });
        for (const next of this.#imports.get(file) ?? []) look(next, path.dirname(file));
      }
    };
    for (const specifier of specifiers) look(specifier, this.#folder);
    return changes;
  }

  #look(file: string): number | undefined {
    const before = this.#times.get(file);
    const now = changeTime(file);
    if (now === before) return undefined;
    this.#times.set(file, now);
    if (now > 0 && /\.[cm]?[jt]sx?$/.test(file)) {
      const found = textOf(file).matchAll(specifierInSource);
      this.#imports.set(
        file,
        [...found]
          .map(([, , specifier]) => specifier as string)
          .filter((specifier) => isPath(specifier) || this.#mapped(specifier).length > 0),
      );
    }
    if (before === undefined) return undefined;
    return before === 0 ? created : now === 0 ? deleted : changed;
  }

  #candidates(specifier: string, from: string): string[] {
    const mapped = this.#mapped(specifier).flatMap((file) => candidates(file, from));
    return [...mapped, ...candidates(specifier, from)];
  }

  /** The files that the paths lead to; a path needs none. */
  #mapped(specifier: string): string[] {
    return isPath(specifier) ? [] : filesThrough(this.paths, specifier);
  }
}

/** The text of a file; empty where it may not be read, which the import itself will say. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** When a file was changed; 0 where there is none. */
function changeTime(file: string): number {
  try {
    const stat = statSync(file);
    return stat.isFile() ? stat.mtimeMs : 0;
  } catch {
    return 0;
  }
}

function isPath(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier);
}

/** The files that tell whether a specifier leads somewhere. */
function candidates(specifier: string, from: string): string[] {
  if (isPath(specifier)) {
    return fileCandidates(path.resolve(from, specifier));
  }
  if (!/^(?:@[\w.-]+\/)?[\w.-]+(?:\/|$)/.test(specifier)) return [];
  const name = packageOf(specifier);
  const found: string[] = [];
  for (const folder of foldersAbove(from)) {
    const modules = path.join(folder, "node_modules");
    if (existsSync(modules) || folder === from)
      found.push(path.join(modules, name, "package.json"));
  }
  return found;
}
