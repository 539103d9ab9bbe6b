import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Files } from "../../host.ts";

/** The files of this computer. */
export const files: Files = {
  find(path) {
    if (!existsSync(path)) return missing(path);
    const about = statSync(path);
    const kind = about.isFile() ? "file" : about.isDirectory() ? "folder" : "other";
    return { kind, size: about.size, read: () => readFileSync(path) };
  },
  write(path, content) {
    const folder = typeof path === "string" ? dirname(resolve(path)) : undefined;
    if (folder !== undefined && !existsSync(folder))
      throw new Error(
        `there is no folder ${folder}. Make it first, as with ` +
          `fs.mkdirSync(${JSON.stringify(dirname(String(path)))}, { recursive: true }).`,
      );
    writeFileSync(path, content);
  },
};

function missing(path: string | URL): string {
  const file = resolve(String(path));
  const folder = dirname(file);
  if (!existsSync(folder)) return `there is no folder ${folder}. Check the path ${path}.`;
  const found = readdirSync(folder).filter((name) => !name.startsWith("."));
  const listed = found.slice(0, 8).join(", ") + (found.length > 8 ? ", …" : "");
  return `there is no file ${basename(file)} in ${folder}, which holds: ${listed || "nothing"}.`;
}
