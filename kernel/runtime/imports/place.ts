/** The file that a cell stands for when it imports. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { texts } from "../../texts/texts.ts";

/** The notebook's folder. Where it is gone as the child starts, it is told as a parameter. */
export const folder = process.argv[2] ?? process.cwd();
/** A file in that folder; there is none, it only has the place. */
export const notebookFile = join(folder, "notebook.ts");
export const notebookUrl = pathToFileURL(notebookFile).href;

/** @throws Error where the notebook's folder is not there any more. */
export function needFolder(): void {
  if (!existsSync(folder)) throw new Error(texts.folderGone(folder));
}

/** Whether a specifier is a path: `./data.ts`, `/tmp/data.ts`, `file:///tmp/data.ts`. */
export function isPath(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier);
}
