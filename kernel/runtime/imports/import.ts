/** `import` in cells: declarations and calls are compiled to calls of {@link importModule}. */
import { isBuiltin, register } from "node:module";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { slowly } from "../control/interrupted.ts";
import { orderChildProcesses } from "../output/child-processes.ts";
import { isUserFile, runtimeUrl } from "../paths.ts";
import { listenForMaps } from "./file-maps.ts";
import { keepLoading, takeGivenUp } from "./loads.ts";
import { clearer } from "./missing.ts";
import { withNames } from "./names.ts";
import { folder, needFolder, notebookFile, notebookUrl } from "./place.ts";
import { forgetChanged, rememberLoaded } from "./require.ts";
import { resolve } from "./resolve.ts";

/** Tells the hooks which modules are to be loaded anew; there are none before it is there. */
let toHooks: MessagePort | undefined;

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
  if (!toHooks && isUserFile(url)) {
    // In a folder that is gone, the thread of the hooks would never start.
    needFolder();
    slowly(registerHooks);
  }
  for (const each of takeGivenUp()) toHooks?.postMessage(each);
  const json = /\.json$/i.test(url) ? { type: "json" } : undefined;
  const options = attributes ?? json;
  const module = await keepLoading(url, () => load(url, options)).catch((error) => {
    throw clearer(error, specifier);
  });
  rememberLoaded();
  return withNames(module, names, specifier);
}

function registerHooks(): void {
  // Ports of its own: one that was stopped has given away those that it had.
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  const parameters = { data: { givenUp: port2 }, transferList: [port2] };
  register(new URL("hooks.js", runtimeUrl), parameters);
  listenForMaps(port1);
  toHooks = port1;
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
