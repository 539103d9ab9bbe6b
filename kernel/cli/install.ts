/** `sinapse install`: puts kernel, renderer and handout template into a Jupyter. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { explain, Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import {
  filesToInstall,
  type InstalledFile,
  settingsName,
  settingsToMerge,
} from "./installation.ts";
import { type Location, locationFrom } from "./location.ts";
import { digest, type Manifest, manifestPath, readManifest } from "./manifest.ts";
import { inPackage, packageRoot } from "./package-root.ts";
import { applyMerge, planMerge } from "./settings.ts";
import { removeFrom } from "./uninstall.ts";

/** The command. */
export function install(parameters: string[]): void {
  const location = locationFrom(parameters);
  const notes = installInto(location);
  console.log(texts.installed(location.data));
  for (const note of notes) console.log(note);
  if (/[\\/]_npx[\\/]/.test(packageRoot)) console.log(texts.passingPlace(packageRoot));
}

/**
 * Installs into a location, in place of what an earlier installation put there.
 *
 * @returns sentences that the person should read: settings that were left as they are
 * @throws {Problem} when a file of others is in the way (nothing is written then), when Sinapse has
 *   not been built, or when the folder may not be written
 */
export function installInto(location: Location): string[] {
  const main = inPackage("dist", "kernel", "main.js");
  if (!existsSync(main)) throw new Problem(texts.notBuilt(main));
  const files = filesToInstall(location);
  const before = readManifest(location);
  if (before && isUpToDate(before, files)) return [];
  const foreign = files.find(({ path }) => existsSync(path) && !before?.files[path]);
  if (foreign) throw new Problem(texts.foreignFile(foreign.path));
  try {
    removeFrom(location);
    return write(
      files,
      location,
      before?.folders.filter((folder) => existsSync(folder)),
    );
  } catch (error) {
    throw explain(texts.installing(), String(error), location.data);
  }
}

/** Whether every file is there as it should be, and no other one of ours. */
function isUpToDate(before: Manifest, files: InstalledFile[]): boolean {
  return (
    Object.keys(before.files).length === files.length &&
    files.every(
      ({ path, content }) =>
        before.files[path] === digest(content) &&
        existsSync(path) &&
        content.equals(readFileSync(path)),
    ) &&
    (!before.settings || existsSync(before.settings.path))
  );
}

/** @param ours folders that an earlier installation made and that somebody's file keeps */
function write(files: InstalledFile[], location: Location, ours: string[] = []): string[] {
  const settingsPath = join(location.settings, settingsName);
  const { merge, notes } = planMerge(settingsPath, settingsToMerge());
  const targets = [...files.map(({ path }) => path), manifestPath(location)];
  if (merge) targets.push(settingsPath);
  const missing = missingFolders(targets);
  const manifest: Manifest = {
    files: Object.fromEntries(files.map(({ path, content }) => [path, digest(content)])),
    folders: outermostFirst([...ours, ...missing]),
    ...(merge && { settings: merge }),
  };
  for (const folder of missing) mkdirSync(folder);
  // The manifest first: whatever interrupts the rest, uninstall knows what to look for.
  writeFileSync(manifestPath(location), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const { path, content } of files) writeFileSync(path, content);
  if (merge) applyMerge(merge);
  return notes;
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
