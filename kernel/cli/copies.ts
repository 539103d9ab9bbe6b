/** Files that an installation writes, and the copies of a folder as such files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** One file to write, with its whole content. */
export interface InstalledFile {
  path: string;
  content: Buffer;
}

/** The files below `source`, as they will lie below `target`. */
export function copies(source: string, target: string): InstalledFile[] {
  return filesUnder(source).map((path) => ({
    path: join(target, relative(source, path)),
    content: readFileSync(path),
  }));
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
