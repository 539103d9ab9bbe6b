/** What the tsconfig.json of a folder says, with all that it extends: for the checker and the compiler. */

import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { texts } from "../../texts/texts.ts";
import { baseOf, placesOf } from "./base.ts";
import { ConfigError, type Json, parseJson } from "./json.ts";
import type { Paths } from "./paths.ts";

/** Compiler options as in a tsconfig.json; paths in them are absolute. */
export type CompilerOptions = Record<string, unknown>;

interface Config {
  options: CompilerOptions;
  /** The first thing that is wrong; the options are those that were found nevertheless. */
  error?: ConfigError;
}

interface Read extends Config {
  /** Changes when one of the files does. */
  stamp: string;
  files: string[];
}

const known = new Map<string, Read>();

/** Reads the tsconfig.json of a folder, anew where a file of it was changed. */
export function configOf(folder: string): Config {
  const before = known.get(folder);
  if (before && before.stamp === stampOf(before.files)) return before;
  const files: string[] = [];
  const config: Config = { options: {} };
  try {
    const file = path.join(folder, "tsconfig.json");
    config.options = readOptions(file, { folder, files, outer: [] });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    config.error = error;
  }
  const read = { ...config, files, stamp: stampOf(files) };
  known.set(folder, read);
  return read;
}

/** Says when the tsconfig.json of a folder, or what it extends, has changed. */
export function stampOfConfig(folder: string): string {
  configOf(folder);
  return known.get(folder)!.stamp;
}

function stampOf(files: string[]): string {
  return files.map((file) => `${file}:${changeOf(file)}`).join("\n");
}

function changeOf(file: string): number | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.mtimeMs : undefined;
}

interface Reading {
  /** The notebook's folder, which `${configDir}` stands for. */
  folder: string;
  /** Those read so far. */
  files: string[];
  /** Those that are being read: each extends the next one. */
  outer: string[];
}

function readOptions(file: string, reading: Reading): CompilerOptions {
  reading.files.push(file);
  if (changeOf(file) === undefined) return {};
  const json = parseJson(readFileSync(file, "utf8"), file, texts.configNoJson);
  const fail = (message: string, ...keys: (string | number)[]) =>
    new ConfigError(message, file, json.placeOf(...keys));
  if (!isObject(json.value)) throw fail(texts.configNoObject("tsconfig.json"));
  const { extends: bases, compilerOptions: own = {} } = json.value;
  if (!isObject(own)) throw fail(texts.configNoObject('"compilerOptions"'), "compilerOptions");
  const inherited = inheritedOptions(bases, file, json, reading);
  return { ...inherited, ...absolute(own, file, reading.folder) };
}

/** Of several bases, the later one counts. */
function inheritedOptions(
  bases: unknown,
  file: string,
  json: Json,
  reading: Reading,
): CompilerOptions {
  const names = bases === undefined ? [] : [bases].flat();
  const all = names.map((name, at) => {
    const place = json.placeOf("extends", ...(Array.isArray(bases) ? [at] : []));
    const base = typeof name === "string" ? baseOf(name, file) : undefined;
    // It may come.
    if (!base) reading.files.push(...placesOf(String(name), file));
    if (!base) throw new ConfigError(texts.configNoBase(String(name)), file, place);
    const outer = [...reading.outer, file];
    if (outer.includes(base)) throw new ConfigError(texts.configCircle(String(name)), file, place);
    return readOptions(base, { ...reading, outer });
  });
  return Object.assign({}, ...all);
}

/** Paths are those of the file in which they are written. */
function absolute(options: CompilerOptions, file: string, folder: string): CompilerOptions {
  const from = path.dirname(file);
  const base = path.resolve(from, typeof options.baseUrl === "string" ? options.baseUrl : ".");
  const place = (name: unknown, below = from): string =>
    path.resolve(
      below,
      String(name).replace(/\$\{configDir\}/g, () => folder),
    );
  const result = { ...options };
  for (const name of ["typeRoots", "rootDirs"]) {
    const list = options[name];
    if (Array.isArray(list)) result[name] = list.map((each) => place(each));
  }
  if (isObject(options.paths)) {
    const entries = Object.entries(options.paths).filter(([, files]) => Array.isArray(files));
    result.paths = Object.fromEntries(
      entries.map(([name, files]) => [name, (files as unknown[]).map((each) => place(each, base))]),
    ) satisfies Paths;
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
