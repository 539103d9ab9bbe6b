/** The file that an `extends` leads to. */

import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { foldersAbove } from "../../node/folders-above.ts";

/** @param from the file that extends another: a path, or a file of a package */
export function baseOf(name: string, from: string): string | undefined {
  const folder = path.dirname(from);
  if (/^\.{1,2}(?:[\\/]|$)/.test(name) || path.isAbsolute(name)) {
    return firstFile(path.resolve(folder, name));
  }
  for (const at of foldersAbove(folder)) {
    const found = firstFile(path.join(at, "node_modules", name));
    if (found) return found;
  }
  try {
    // A package whose `exports` give its files other names.
    return createRequire(from).resolve(name);
  } catch {
    return undefined;
  }
}

/** Some of the files that tell that such a base has come. */
export function placesOf(name: string, from: string): string[] {
  const folder = path.dirname(from);
  const file = path.resolve(folder, name);
  return [file, `${file}.json`, path.join(folder, "node_modules", name, "package.json")];
}

function firstFile(file: string): string | undefined {
  const inPackage = () => path.join(file, configOfPackage(file) ?? "tsconfig.json");
  return [file, `${file}.json`].find(isFile) ?? [inPackage()].find(isFile);
}

/** The file that a package.json names as its `tsconfig`. */
function configOfPackage(folder: string): string | undefined {
  try {
    const { tsconfig } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return typeof tsconfig === "string" ? tsconfig : undefined;
  } catch {
    return undefined;
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
