/** The npm package, as `npm pack` makes it of what is built. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../../kernel/node/package-root.ts";

/** The paths of its files, below its root. */
export function packedFiles(): string[] {
  const [{ files }] = pack("--dry-run");
  return files.map(({ path }) => path);
}

/** Writes it into a folder, and gives its path. */
export function packInto(folder: string): string {
  const [{ filename }] = pack("--pack-destination", folder);
  return join(folder, filename);
}

/** Without the build that comes before a pack by hand: what is built is tested. */
function pack(...parameters: string[]): [{ filename: string; files: { path: string }[] }] {
  const always = ["pack", "--json", "--ignore-scripts"];
  const options = { cwd: packageRoot, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
  return JSON.parse(execFileSync("npm", [...always, ...parameters], options));
}
