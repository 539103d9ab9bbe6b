/** The `paths` of a tsconfig.json: names that stand for files. */

import { configOf } from "./tsconfig.ts";

/** Name, with one `*` at most, → the files that it may stand for, absolute. */
export type Paths = Record<string, string[]>;

/** The `paths` of a folder's tsconfig.json, or of one that it extends. */
export function pathsOf(folder: string): Paths {
  return (configOf(folder).options.paths as Paths | undefined) ?? {};
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
