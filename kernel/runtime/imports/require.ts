/** `require` in cells, and what imports of CommonJS files share with it. */
import { statSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterInterrupt } from "../../../lib/interrupts.ts";
import { orderChildProcesses } from "../output/child-processes.ts";
import { isUserFile, libraryUrl, runtimeUrl, tslabUrl } from "../paths.ts";
import { keepMap } from "./file-maps.ts";
import { isFile, throughPaths, withExtension } from "./local-file.ts";
import { clearer } from "./missing.ts";
import { isPath, notebookUrl } from "./place.ts";

/** What Node offers without documenting it, and has for as long as it exists. */
interface Internals {
  _resolveFilename(
    request: string,
    parent?: { filename?: string | null },
    ...rest: unknown[]
  ): string;
  _extensions: Record<
    string,
    (module: { _compile(code: string, file: string): void }, file: string) => void
  >;
}

const ours: Record<string, string> = { sinapse: libraryUrl, tslab: tslabUrl };

const notebookRequire = createRequire(notebookUrl);

/** Makes the `require` of the notebook's folder. */
export function makeRequire(): NodeJS.Require {
  const internals = Module as unknown as Internals;
  const resolveFilename = internals._resolveFilename;
  internals._resolveFilename = (request, parent, ...rest) => {
    const url = ours[request];
    if (url) return fileURLToPath(url);
    try {
      return resolveFilename(request, parent, ...rest);
    } catch (error) {
      const file = sourceOf(request, parent?.filename);
      if (file) return file;
      throw error;
    }
  };
  for (const ending of [".ts", ".tsx", ".cts", ".mts", ".jsx"]) {
    internals._extensions[ending] = (module, file) => {
      const { javascript, sourceMap } = compiler().compile(file, "require");
      if (sourceMap) keepMap({ url: file, sourceMap });
      module._compile(javascript, file);
    };
  }
  const require = (name: string) => {
    orderChildProcesses();
    forgetChanged();
    try {
      const local = isPath(name) ? undefined : throughPaths(name);
      return notebookRequire(local ? fileURLToPath(local) : name);
    } catch (error) {
      throw clearer(error, name);
    } finally {
      rememberLoaded();
    }
  };
  return Object.assign(require, notebookRequire);
}

/** Loaded when first needed: few notebooks require a file that must be compiled. */
function compiler(): typeof import("./compile.ts") {
  return createRequire(runtimeUrl)("./compile.js");
}

/** `./sub.js` in a file of the user may mean `./sub.ts`. */
function sourceOf(request: string, parent: string | null | undefined): string | undefined {
  if (!parent) return undefined;
  const from = pathToFileURL(parent);
  if (!isUserFile(from.href)) return undefined;
  const url = isPath(request) ? withExtension(new URL(request, from).href) : throughPaths(request);
  return url && isFile(url) ? fileURLToPath(url) : undefined;
}

// Modules that were stopped while they ran would be taken for complete.
afterInterrupt(() => {
  for (const [file, module] of Object.entries(notebookRequire.cache))
    if (module?.loaded === false) delete notebookRequire.cache[file];
});

/** The user's files, and when they had last changed as they were loaded. */
const loaded = new Map<string, number>();

/** Takes down the CommonJS files that are in the cache now. */
export function rememberLoaded(): void {
  for (const file of ownFiles()) if (!loaded.has(file)) loaded.set(file, changeOf(file));
}

/** Drops the user's CommonJS files that have changed, and those that use them, from the cache. */
export function forgetChanged(): void {
  const files = ownFiles();
  const changed = new Set(files.filter((file) => loaded.get(file) !== changeOf(file)));
  for (let size = -1; size !== changed.size; ) {
    size = changed.size;
    for (const file of files) {
      if (notebookRequire.cache[file]?.children.some(({ filename }) => changed.has(filename)))
        changed.add(file);
    }
  }
  for (const file of changed) {
    delete notebookRequire.cache[file];
    loaded.delete(file);
  }
}

function ownFiles(): string[] {
  return Object.keys(notebookRequire.cache).filter((file) => !file.includes("/node_modules/"));
}

function changeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
