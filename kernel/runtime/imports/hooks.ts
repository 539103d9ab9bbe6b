/**
 * Module hooks for the user's own files: TypeScript is stripped, and a file that changed, or that
 * imports one that changed, is loaded anew. Runs in Node's thread for hooks.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import type { LoadHook, ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import { builtUrl, libraryUrl, tslabUrl } from "../paths.ts";
import { isPath } from "./place.ts";
import { stripTypes } from "./strip.ts";
import { withoutVersion, withVersion } from "./version.ts";

/** The files that each file imports, as far as they are the user's. */
const imports = new Map<string, Set<string>>();

export const resolve: ResolveHook = async (specifier, context, next) => {
  if (specifier === "sinapse") return { url: libraryUrl, shortCircuit: true };
  if (specifier === "tslab") return { url: tslabUrl, shortCircuit: true };
  if (!isPath(specifier)) return next(specifier, context);
  const url = withExtension(new URL(specifier, context.parentURL).href);
  if (!isOwn(url) || !existsSync(fileURLToPath(url))) return next(specifier, context);
  const parent = withoutVersion(context.parentURL ?? "");
  if (!imports.has(parent)) imports.set(parent, new Set());
  imports.get(parent)!.add(withoutVersion(url));
  return { ...(await next(withVersion(url, version(url)), context)) };
};

export const load: LoadHook = async (url, context, next) => {
  if (!isOwn(url) || !/\.m?ts$/.test(withoutVersion(url))) return next(url, context);
  const file = fileURLToPath(withoutVersion(url));
  const { code } = stripTypes(readFileSync(file, "utf8"), file);
  return { format: "module", source: code, shortCircuit: true };
};

/** Whether a URL is a file that the user edits: not one of a package, nor of Sinapse. */
function isOwn(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/") && !url.startsWith(builtUrl);
}

/** `./layers` and `./layers.js` may mean `./layers.ts`. */
function withExtension(url: string): string {
  const candidates = [
    url,
    url.replace(/\.js$/, ".ts"),
    `${url}.ts`,
    `${url}.js`,
    `${url}/index.ts`,
  ];
  const isFile = (candidate: string) =>
    statSync(fileURLToPath(candidate), { throwIfNoEntry: false })?.isFile();
  return candidates.find(isFile) ?? url;
}

/** The newest change of a file and of all that it imports. */
function version(url: string, seen = new Set<string>()): number {
  const file = withoutVersion(url);
  if (seen.has(file)) return 0;
  seen.add(file);
  const changed = statSync(fileURLToPath(file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Math.max(changed, ...[...(imports.get(file) ?? [])].map((each) => version(each, seen)));
}
