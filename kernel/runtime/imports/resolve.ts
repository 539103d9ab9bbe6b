/** Where imports of a cell lead: from the notebook's folder upward, as in a file there. */
import { isBuiltin } from "node:module";
import { libraryUrl, tslabUrl } from "../paths.ts";
import { installedFile, isFile, throughPaths } from "./local-file.ts";
import { missing } from "./missing.ts";
import { isPath, notebookUrl } from "./place.ts";

/**
 * The URL that a specifier in a cell stands for.
 *
 * @throws Error if there is no such module, with the command that installs it.
 */
export function resolve(specifier: string): string {
  if (specifier === "sinapse") return libraryUrl;
  if (specifier === "tslab") return tslabUrl;
  if (isBuiltin(specifier)) return specifier;
  if (isPath(specifier)) return new URL(specifier, notebookUrl).href;
  if (/^https?:/.test(specifier)) {
    throw new Error(
      `import: ${specifier} is on the network, which Node does not import from. ` +
        "Install the package instead: %install name",
    );
  }
  const local = throughPaths(specifier);
  if (local) return local;
  try {
    const url = import.meta.resolve(specifier, notebookUrl);
    return !url.startsWith("file:") || isFile(url)
      ? url
      : (installedFile(specifier, notebookUrl) ?? url);
  } catch (error) {
    const file = installedFile(specifier, notebookUrl);
    if (file) return file;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw error;
    throw missing(specifier);
  }
}
