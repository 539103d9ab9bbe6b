/** What an import says where there is nothing to import. */

import { existsSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageOf } from "../../language/specifier.ts";
import { installedFolder } from "../../node/installed-folder.ts";
import { nearest } from "../../texts/nearest.ts";
import { texts } from "../../texts/texts.ts";
import { runtimeUrl } from "../paths.ts";
import { folder, isPath, notebookFile } from "./place.ts";

/** An error of an import in the user's words where something is missing, else the error itself. */
export function clearer(error: unknown, specifier: string): unknown {
  if (isMissing(error)) return missing(specifier);
  const message = String(Object(error).message);
  const [, name = "", file = ""] =
    /^Cannot find package '(.+)' imported from (.+)$/.exec(message) ?? [];
  if (name === "" || file.includes("node_modules")) return error;
  return new Error(
    `import: no package "${name}", which ${file} imports. Install it: %install ${name}`,
  );
}

/** The error for a specifier of a cell that leads nowhere, with what to do. */
export function missing(specifier: string): Error {
  if (!specifier.startsWith("node:") && !existsSync(folder)) {
    return new Error(`import: ${texts.folderGone(folder)}`);
  }
  if (isPath(specifier)) {
    return new Error(`import: there is no file ${specifier}. Paths start from ${folder}.`);
  }
  if (specifier.startsWith("node:")) {
    const near = nearest(specifier.slice("node:".length), [...builtinModules]);
    return new Error(`import: Node.js has no module ${specifier}. Did you mean node:${near}?`);
  }
  const name = packageOf(specifier);
  const installed = installedFolder(name, folder);
  if (installed) {
    const near = specifier === name ? undefined : nearFile(specifier, name, installed);
    return new Error(`import: ${texts.noSubpath(specifier, name, near)}`);
  }
  return new Error(
    `import: no package "${name}" from ${folder} upward. Install it: %install ${name}`,
  );
}

/** Whether Node did not find what a cell itself imports, rather than a file that it imports. */
function isMissing(error: unknown): boolean {
  const { code, message, requireStack } = Object(error);
  if (code === "ERR_UNKNOWN_BUILTIN_MODULE") return true;
  if (code === "MODULE_NOT_FOUND") return requireStack?.[0] === notebookFile;
  const importer = `imported from ${fileURLToPath(runtimeUrl)}`;
  return code === "ERR_MODULE_NOT_FOUND" && message.includes(importer);
}

/** The file beside the one that is not there whose name is most like it. */
function nearFile(specifier: string, name: string, installed: string): string | undefined {
  const inside = specifier.slice(name.length + 1);
  const place = dirname(inside);
  try {
    const files = readdirSync(join(installed, place)).filter((each) =>
      /^[\w-]+\.[cm]?js$/.test(each),
    );
    const near = nearest(
      basename(inside),
      files.map((each) => each.replace(/\.\w+$/, "")),
    );
    return near && [name, ...(place === "." ? [] : [place]), near].join("/");
  } catch {
    return undefined;
  }
}
