/** The file that a cell stands for when it imports. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The notebook's folder. */
export const folder = process.cwd();
/** A file in that folder; there is none, it only has the place. */
export const notebookFile = join(folder, "notebook.ts");
export const notebookUrl = pathToFileURL(notebookFile).href;

/** Whether a specifier is a path: `./data.ts`, `/tmp/data.ts`, `file:///tmp/data.ts`. */
export function isPath(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier);
}
