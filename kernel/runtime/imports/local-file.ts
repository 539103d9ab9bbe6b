/** The user's own files, and which of them a specifier stands for. */
import { statSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { filesThrough, pathsOf } from "../../language/tsconfig/paths.ts";
import { builtUrl } from "../paths.ts";
import { folder } from "./place.ts";

/** Whether a URL is a file that the user edits: not one of a package, nor of Sinapse. */
export function isOwn(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/") && !url.startsWith(builtUrl);
}

/** `./layers` and `./layers.js` may mean `./layers.ts`. */
export function withExtension(url: string): string {
  const candidates = [
    url,
    url.replace(/\.js$/, ".ts"),
    `${url}.ts`,
    `${url}.js`,
    `${url}/index.ts`,
  ];
  return candidates.find(isFile) ?? url;
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

function isFile(url: string): boolean {
  return statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() ?? false;
}
