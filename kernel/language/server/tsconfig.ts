/** What stands in the tsconfig.json of a folder. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Config {
  extends?: unknown;
  compilerOptions?: CompilerOptions;
}

/** Compiler options as in a tsconfig.json. */
export type CompilerOptions = Record<string, unknown>;

/** A tsconfig.json with its comments and trailing commas; one that does not parse is ignored. */
export function readConfig(file: string): Config | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(plainJson(readFileSync(file, "utf8"))) as Config;
  } catch {
    return undefined;
  }
}

/** Without comments and trailing commas. */
function plainJson(text: string): string {
  return text
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/[^\n]*/g, "$1")
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, "$1");
}

/** How many configurations may extend one another. */
const deepest = 8;

/** Name, with one `*` at most, → the files that it may stand for, absolute. */
export type Paths = Record<string, string[]>;

/** The `paths` of a folder's tsconfig.json, or of the one that it extends. */
export function pathsOf(folder: string): Paths {
  let file = path.join(folder, "tsconfig.json");
  for (let depth = 0; depth < deepest; depth++) {
    const config = readConfig(file);
    const from = path.dirname(file);
    const { paths, baseUrl } = config?.compilerOptions ?? {};
    if (typeof paths === "object" && paths !== null) {
      const base = path.resolve(from, typeof baseUrl === "string" ? baseUrl : ".");
      const targets = ([name, files]: [string, unknown]) =>
        Array.isArray(files) ? [[name, files.map((each) => path.resolve(base, String(each)))]] : [];
      return Object.fromEntries(Object.entries(paths).flatMap(targets));
    }
    if (typeof config?.extends !== "string" || !/^\.{0,2}\//.test(config.extends)) return {};
    file = path.resolve(from, config.extends.replace(/(?:\.json)?$/, ".json"));
  }
  return {};
}

/**
 * The files that a specifier may stand for, as they are written in the `paths`: of the names that
 * fit, the one with the longest part before its `*` counts.
 */
export function filesThrough(paths: Paths, specifier: string): string[] {
  let best = { length: -1, files: [] as string[] };
  for (const [name, files] of Object.entries(paths)) {
    const [before = "", after] = name.split("*");
    if (after === undefined) {
      if (specifier === name) return files;
      continue;
    }
    const rest = specifier.slice(before.length, specifier.length - after.length);
    if (before.length > best.length && specifier === before + rest + after) {
      best = { length: before.length, files: files.map((file) => file.replace("*", () => rest)) };
    }
  }
  return best.files;
}
