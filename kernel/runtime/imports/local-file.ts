/** The user's own files, and which of them a specifier stands for. */
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { fileCandidates } from "../../language/server/candidates.ts";
import { filesThrough, pathsOf } from "../../language/tsconfig/paths.ts";
import { folder } from "./place.ts";

/** `./layers` and `./layers.js` may mean `./layers.ts`. */
export function withExtension(url: string): string {
  const isDeclaration = /\.d\.ts$/;
  const candidates = fileCandidates(url);
  return candidates.find((each) => !isDeclaration.test(each) && isFile(each)) ?? url;
}

/**
 * The URL of an installed file that only CommonJS finds, as `dayjs/plugin/utc` without `.js`: the
 * checker accepts it, so the program must, too.
 */
export function installedFile(specifier: string, from: string): string | undefined {
  try {
    return pathToFileURL(createRequire(from).resolve(specifier)).href;
  } catch {
    return undefined;
  }
}

/**
 * The URL of the file to which the `paths` of the folder's tsconfig.json lead, if there is one: the
 * checker goes by them, so the program must, too.
 */
export function throughPaths(specifier: string): string | undefined {
  for (const file of filesThrough(pathsOf(folder), specifier)) {
    const url = withExtension(pathToFileURL(file).href);
    // Declarations hold types only: the package itself is to be imported.
    if (!url.endsWith(".d.ts") && isFile(url)) return url;
  }
  return undefined;
}

export function isFile(url: string): boolean {
  return statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() ?? false;
}
