/** Where npm has put a package. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { foldersAbove } from "./folders-above.ts";

/** The folder of a package that `from`, or a folder above it, has installed. */
export function installedFolder(name: string, from: string): string | undefined {
  return [...foldersAbove(from)]
    .map((folder) => join(folder, "node_modules", name))
    .find((folder) => existsSync(join(folder, "package.json")));
}
