/** `import` in cells: declarations and calls are compiled to calls of {@link importModule}. */
import { isBuiltin, register } from "node:module";
import { fileURLToPath } from "node:url";
import { orderChildProcesses } from "../output/child-processes.ts";
import { runtimeUrl } from "../paths.ts";
import { forgetChanged, rememberLoaded } from "./require.ts";
import { folder, isPath, notebookUrl, resolve } from "./resolve.ts";

let hooked = false;

/** Imports a module as if from a file in the notebook's folder. */
export async function importModule(
  specifier: string,
  attributes?: ImportAttributes,
): Promise<unknown> {
  orderChildProcesses();
  forgetChanged();
  const url = resolve(String(specifier));
  if (isPath(specifier) && !hooked) {
    hooked = true;
    register(new URL("hooks.js", runtimeUrl), { data: {} });
  }
  const json = /\.json$/i.test(url) ? { type: "json" } : undefined;
  const options = attributes ?? json;
  const module = await (options ? import(url, { with: options }) : import(url));
  rememberLoaded();
  return module;
}

/** What `import.meta` is in a cell. */
export const meta = {
  url: notebookUrl,
  dirname: folder,
  filename: fileURLToPath(notebookUrl),
  resolve(specifier: string): string {
    return isBuiltin(specifier) ? `node:${specifier.replace(/^node:/, "")}` : resolve(specifier);
  },
};
Object.setPrototypeOf(meta, null);
