/**
 * Module hooks for the user's own files: TypeScript is stripped, and a file that changed, or that
 * imports one that changed, is loaded anew. Runs in Node's thread for hooks.
 */
import { existsSync, statSync } from "node:fs";
import type { InitializeHook, LoadHook, ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { isUserFile, libraryUrl, tslabUrl } from "../paths.ts";
import { compile, isTypeScript } from "./compile.ts";
import type { FileMap } from "./file-maps.ts";
import { installedFile, throughPaths, withExtension } from "./local-file.ts";
import { isPath } from "./place.ts";
import { withoutVersion, withVersion } from "./version.ts";

/** The files that each file imports, as far as they are the user's. */
const imports = new Map<string, Set<string>>();

/** How often the loading of a file was given up in the middle. */
const givenUp = new Map<string, number>();
let port: MessagePort | undefined;

export const initialize: InitializeHook<{ givenUp: MessagePort }> = async (data) => {
  port = data.givenUp;
};

/** Node waits for good for a module that was stopped: it, and what it imports, is loaded anew. */
function forgetGivenUp(): void {
  if (!port) return;
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    const files = new Set([withoutVersion(withExtension(next.message as string))]);
    for (const file of files) {
      givenUp.set(file, (givenUp.get(file) ?? 0) + 1);
      for (const each of imports.get(file) ?? []) files.add(each);
    }
  }
}

export const resolve: ResolveHook = async (specifier, context, next) => {
  forgetGivenUp();
  if (specifier === "sinapse") return { url: libraryUrl, shortCircuit: true };
  if (specifier === "tslab") return { url: tslabUrl, shortCircuit: true };
  const url = isPath(specifier)
    ? withExtension(new URL(specifier, context.parentURL).href)
    : isUserFile(context.parentURL ?? "") && throughPaths(specifier);
  if (!url) return resolveInstalled(specifier, context, next);
  if (!isUserFile(url) || !existsSync(fileURLToPath(url))) return next(specifier, context);
  const parent = withoutVersion(context.parentURL ?? "");
  if (!imports.has(parent)) imports.set(parent, new Set());
  imports.get(parent)!.add(withoutVersion(url));
  return { ...(await next(withVersion(url, version(url)), context)) };
};

/** What a file of the user imports by name: as cells do, also without the ending of a file. */
const resolveInstalled: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    const { parentURL = "" } = context;
    const url = isUserFile(parentURL) && installedFile(specifier, withoutVersion(parentURL));
    if (!url) throw error;
    return next(url, context);
  }
};

export const load: LoadHook = async (url, context, next) => {
  const own = withoutVersion(url);
  if (!isUserFile(url) || !isTypeScript(own)) return next(url, context);
  const file = fileURLToPath(own);
  const isCommonJs = own.endsWith(".cts");
  const { javascript, sourceMap } = compile(file, isCommonJs ? "require" : "module");
  // CommonJS names a file by its path.
  if (sourceMap) port?.postMessage({ url: isCommonJs ? file : url, sourceMap } satisfies FileMap);
  return { format: isCommonJs ? "commonjs" : "module", source: javascript, shortCircuit: true };
};

/** The newest change of a file and of all that it imports. */
function version(url: string, seen = new Set<string>()): number {
  const file = withoutVersion(url);
  if (seen.has(file)) return 0;
  seen.add(file);
  const mtime = statSync(fileURLToPath(file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const changed = mtime + (givenUp.get(file) ?? 0);
  return Math.max(changed, ...[...(imports.get(file) ?? [])].map((each) => version(each, seen)));
}
