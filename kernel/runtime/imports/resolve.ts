/** Where imports of a cell lead: from the notebook's folder upward, as in a file there. */
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { libraryUrl, tslabUrl } from "../paths.ts";

/** The notebook's folder. */
export const folder = process.cwd();
/** The file that a cell stands for when it imports. */
export const notebookUrl = pathToFileURL(join(folder, "notebook.ts")).href;

/** Whether a specifier is a path: `./data.ts`, `/tmp/data.ts`, `file:///tmp/data.ts`. */
export function isPath(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier);
}

/**
 * The URL that a specifier in a cell stands for.
 *
 * @throws Error if there is no such package, with the command that installs it.
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
  try {
    return import.meta.resolve(specifier, notebookUrl);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(
      `import: no package "${packageOf(specifier)}" from ${folder} upward. ` +
        `Install it: %install ${packageOf(specifier)}`,
    );
  }
}

/** The package's name in a specifier, as in `@scope/name` of `@scope/name/file.js`. */
function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
