/** The file that a cell stands for when it imports. */
import { existsSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { texts } from "../../texts/texts.ts";

/** The notebook's folder. Where it is gone as the child starts, it is told as a parameter. */
export const folder = process.argv[2] ?? process.cwd();
/** A file in that folder; there is none, it only has the place. */
export const notebookFile = join(folder, "notebook.ts");
export const notebookUrl = pathToFileURL(notebookFile).href;

/** Whether the process started in another folder, as the notebook's was gone. */
let isElsewhere = process.argv[2] !== undefined;
let elsewhere = isElsewhere ? process.cwd() : undefined;

/**
 * Goes to the notebook's folder as soon as it is there again. Until then the process works in a
 * folder without a name: no file can be written there, as in the one that is gone.
 */
export function returnToFolder(): void {
  if (!isElsewhere) return;
  try {
    process.chdir(folder);
    isElsewhere = false;
  } catch {
    removeFolder();
  }
}

function removeFolder(): void {
  if (!elsewhere) return;
  try {
    rmdirSync(elsewhere);
  } catch {
    // Windows keeps a folder that a process works in.
  }
  elsewhere = undefined;
}

/** @throws Error where the notebook's folder is not there any more. */
export function needFolder(): void {
  returnToFolder();
  if (!existsSync(folder)) throw new Error(texts.folderGone(folder));
}

/** Whether a specifier is a path: `./data.ts`, `/tmp/data.ts`, `file:///tmp/data.ts`. */
export function isPath(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier);
}
