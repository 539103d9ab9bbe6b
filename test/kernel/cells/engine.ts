/**
 * An engine without V8's REPL mode: cells are functions over global properties, as in a page. It
 * runs in a thread of Node, which has its own global object.
 */
import { isBuiltin } from "node:module";
import { format } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import { constant } from "../../../kernel/runtime/cell/constant.ts";
import { declare, runFunction } from "../../../kernel/runtime/cell/global-names.ts";
import { Resources } from "../../../kernel/runtime/cell/resources.ts";
import { withNames } from "../../../kernel/runtime/imports/names.ts";

export interface EngineCell {
  javascript: string;
  url: string;
}

export interface EngineAnswer {
  stdout: string;
  /** The stack of what the cell threw. */
  error?: string;
}

const { library, from } = workerData as { library: string; from: string };
const port = parentPort!;

let resources = new Resources();
let stdout = "";
console.log = (...values) => {
  stdout += `${format(...values)}\n`;
};

async function load(specifier: string, options?: ImportAttributes, names: string[] = []) {
  const url =
    specifier === "sinapse"
      ? library
      : isBuiltin(specifier)
        ? specifier
        : import.meta.resolve(specifier, from);
  const json = specifier.endsWith(".json") ? { type: "json" } : undefined;
  const given = options ?? json;
  const module = await (given ? import(url, { with: given }) : import(url));
  return withNames(module, names, specifier);
}

const hidden: Record<string, unknown> = {
  __sinapse_constant__: constant,
  __sinapse_declare__: declare,
  __sinapse_import__: load,
  __sinapse_meta__: { url: from, dirname: new URL(".", from).pathname },
  __sinapse_using__: Object.defineProperty(() => new Resources(), "cell", { get: () => resources }),
};
for (const [name, value] of Object.entries(hidden)) {
  Object.defineProperty(globalThis, name, { value });
}

port.on("message", async ({ javascript, url }: EngineCell) => {
  stdout = "";
  resources = new Resources();
  const answer: EngineAnswer = { stdout };
  try {
    await runFunction(javascript, url);
    await resources.disposeAsync();
  } catch (thrown) {
    answer.error = String((thrown as Error)?.stack ?? thrown);
  }
  port.postMessage({ ...answer, stdout });
});
