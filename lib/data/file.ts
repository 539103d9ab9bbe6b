import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * The bytes of a file, unpacked if it is gzipped; `reader` stands in the errors.
 *
 * @throws if there is no such file, naming the folder that was searched and what it holds.
 */
export function readBytes(reader: string, path: string | URL): Buffer {
  if (!existsSync(path)) throw new Error(`${reader}: ${missing(path)}`);
  const bytes = readFileSync(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    throw new Error(`${reader}: ${path}: the gzip file is damaged or cut off. Download it again.`);
  }
}

function missing(path: string | URL): string {
  const file = resolve(String(path));
  const folder = dirname(file);
  if (!existsSync(folder)) return `there is no folder ${folder}. Check the path ${path}.`;
  const found = readdirSync(folder).filter((name) => !name.startsWith("."));
  const listed = found.slice(0, 8).join(", ") + (found.length > 8 ? ", …" : "");
  return `there is no file ${basename(file)} in ${folder}, which holds: ${listed || "nothing"}.`;
}

/** Where the package keeps one of its own data files. */
export function carried(name: string): URL {
  return new URL(`./sets/${name}`, import.meta.url);
}
