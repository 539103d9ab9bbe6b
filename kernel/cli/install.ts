/** `sinapse install`: puts kernel, renderer, handout template and exporter into a Jupyter. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { explain, Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { inPackage, packageRoot } from "../node/package-root.ts";
import type { InstalledFile } from "./copies.ts";
import { hasExporter, inExportersWay, writeExporter } from "./exporter.ts";
import { choosePackages } from "./exporter-place.ts";
import { filesToInstall } from "./installation.ts";
import { pythonOfJupyter, pythonOfPrefix } from "./jupyter-python.ts";
import { type Location, placeFrom, userPlace } from "./location.ts";
import {
  digest,
  type InstalledExporter,
  type Manifest,
  manifestPath,
  readManifest,
} from "./manifest.ts";
import { readOptions } from "./options.ts";
import { removeFrom, takeBackFormerSettings } from "./uninstall.ts";

/** The command. */
export function install(parameters: string[]): void {
  const given = readOptions("install", parameters);
  const { location, prefix } = placeFrom(given) ?? userPlace();
  if (given.has("sys-prefix")) refuseWithoutJupyter(prefix!);
  const exporter = choosePackages(prefix, given.value("python"), console.log);
  takeBackFormerSettings();
  installInto(location, exporter);
  console.log(texts.installed(location.data));
  if (/[\\/]_npx[\\/]/.test(packageRoot)) console.log(texts.passingPlace(packageRoot));
}

/** A kernel below the prefix of a Python without a Jupyter is one that nobody finds. */
function refuseWithoutJupyter(prefix: string): void {
  const python = pythonOfPrefix(prefix);
  if (!python || python.jupyter !== null) return;
  // Every Jupyter reads these, wherever it is.
  const isForAll = ["/usr", "/usr/local"].includes(prefix) && process.platform !== "win32";
  if (isForAll && pythonOfJupyter()) return;
  throw new Problem(texts.prefixWithoutJupyter(python.path, prefix));
}

/**
 * Installs into a location, in place of what an earlier installation put there.
 *
 * @param exporter where the exporter goes; none is installed without
 * @throws {Problem} when a file of others is in the way (nothing is written then), when Sinapse has
 *   not been built, or when the folder may not be written
 */
export function installInto(location: Location, exporter?: InstalledExporter): void {
  const main = inPackage("dist", "kernel", "main.js");
  if (!existsSync(main)) throw new Problem(texts.notBuilt(main));
  const files = filesToInstall(location);
  const before = readManifest(location);
  if (before && isUpToDate(before, files, exporter)) return;
  const foreign =
    files.find((file) => !before?.files[file.path] && isOther(file))?.path ??
    (exporter && inExportersWay(exporter.packages));
  if (foreign) throw new Problem(texts.foreignFile(foreign));
  try {
    removeFrom(location);
    const kept = before?.folders.filter((folder) => existsSync(folder));
    write(files, location, exporter, kept);
  } catch (error) {
    throw explain(texts.installing(), String(error), location.data);
  }
}

/** Whether something else lies in a file's place: what is the same is not lost. */
function isOther({ path, content }: InstalledFile): boolean {
  return existsSync(path) && !content.equals(readFileSync(path));
}

/** Whether every file is there as it should be, and no other one of ours. */
function isUpToDate(
  before: Manifest,
  files: InstalledFile[],
  exporter: InstalledExporter | undefined,
): boolean {
  return (
    !before.settings &&
    before.exporter?.packages === exporter?.packages &&
    (!exporter || hasExporter(exporter.packages)) &&
    Object.keys(before.files).length === files.length &&
    files.every(
      ({ path, content }) =>
        before.files[path] === digest(content) &&
        existsSync(path) &&
        content.equals(readFileSync(path)),
    )
  );
}

/** @param ours folders that an earlier installation made and that somebody's file keeps */
function write(
  files: InstalledFile[],
  location: Location,
  exporter: InstalledExporter | undefined,
  ours: string[] = [],
): void {
  const targets = [...files.map(({ path }) => path), manifestPath(location)];
  if (exporter) targets.push(join(exporter.packages, "sinapse_handout"));
  const missing = missingFolders(targets);
  const manifest: Manifest = {
    files: Object.fromEntries(files.map(({ path, content }) => [path, digest(content)])),
    folders: outermostFirst([...ours, ...missing]),
    ...(exporter && { exporter }),
  };
  for (const folder of missing) mkdirSync(folder);
  // The manifest first: whatever interrupts the rest, uninstall knows what to look for.
  writeFileSync(manifestPath(location), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const { path, content } of files) writeFileSync(path, content);
  if (exporter) writeExporter(exporter.packages);
}

/** The folders that must be made for these files, outermost first. */
function missingFolders(paths: string[]): string[] {
  const missing = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder)) {
      missing.add(folder);
    }
  }
  return outermostFirst([...missing]);
}

function outermostFirst(folders: string[]): string[] {
  return folders.sort((a, b) => a.length - b.length || a.localeCompare(b));
}
