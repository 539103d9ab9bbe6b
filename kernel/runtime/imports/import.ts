/** `import` in cells: declarations and calls are compiled to calls of {@link importModule}. */
import { isBuiltin, register } from "node:module";
import { MessageChannel } from "node:worker_threads";
import { slowly } from "../control/interrupted.ts";
import { orderChildProcesses } from "../output/child-processes.ts";
import { runtimeUrl } from "../paths.ts";
import { keepLoading, takeGivenUp } from "./loads.ts";
import { isOwn } from "./local-file.ts";
import { clearer } from "./missing.ts";
import { withNames } from "./names.ts";
import { folder, needFolder, notebookFile, notebookUrl } from "./place.ts";
import { forgetChanged, rememberLoaded } from "./require.ts";
import { resolve } from "./resolve.ts";

let hooked = false;

/** Tells the hooks which modules are to be loaded anew. */
const toHooks = new MessageChannel();
toHooks.port1.unref();

/**
 * Imports a module as if from a file in the notebook's folder.
 *
 * @param names What the cell takes from it.
 * @throws SyntaxError if it does not export one of them.
 */
export async function importModule(
  specifier: string,
  attributes?: ImportAttributes,
  names: string[] = [],
): Promise<unknown> {
  orderChildProcesses();
  forgetChanged();
  const url = resolve(String(specifier));
  if (!hooked && isOwn(url)) {
    // In a folder that is gone, the thread of the hooks would never start.
    needFolder();
    const data = { givenUp: toHooks.port2 };
    const transferList = [toHooks.port2];
    slowly(() => register(new URL("hooks.js", runtimeUrl), { data, transferList }));
    hooked = true;
  }
  for (const each of takeGivenUp()) toHooks.port1.postMessage(each);
  const json = /\.json$/i.test(url) ? { type: "json" } : undefined;
  const options = attributes ?? json;
  const module = await keepLoading(url, () => load(url, options)).catch((error) => {
    throw clearer(error, specifier);
  });
  rememberLoaded();
  return withNames(module, names, specifier);
}

function load(url: string, options?: ImportAttributes): Promise<Record<string, unknown>> {
  return options ? import(url, { with: options }) : import(url);
}

/** What `import.meta` is in a cell. */
export const meta = {
  url: notebookUrl,
  dirname: folder,
  filename: notebookFile,
  resolve(specifier: string): string {
    return isBuiltin(specifier) ? `node:${specifier.replace(/^node:/, "")}` : resolve(specifier);
  },
};
Object.setPrototypeOf(meta, null);
