/** `sinapse uninstall`: removes what `sinapse install` wrote, and nothing else. */
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { texts } from "../bootstrap/texts.mjs";
import { type Location, locationFrom } from "./location.ts";
import { digest, manifestPath, readManifest } from "./manifest.ts";
import { undoMerge } from "./settings.ts";

/** The command. */
export function uninstall(parameters: string[]): void {
  const location = locationFrom(parameters);
  if (!readManifest(location)) {
    console.log(texts.notInstalled(location.data));
    return;
  }
  const notes = removeFrom(location);
  console.log(texts.uninstalled(location.data));
  for (const note of notes) console.log(note);
}

/**
 * Removes an installation: files that are as we wrote them, folders that we made and that are empty
 * now, and our lines in the settings file.
 *
 * @returns sentences about what stays, as somebody changed it
 */
export function removeFrom(location: Location): string[] {
  const manifest = readManifest(location);
  if (!manifest) return [];
  const notes: string[] = [];
  for (const [path, written] of Object.entries(manifest.files)) {
    if (!existsSync(path)) continue;
    if (digest(readFileSync(path)) === written) rmSync(path);
    else notes.push(texts.changedFile(path));
  }
  if (manifest.settings) undoMerge(manifest.settings);
  rmSync(manifestPath(location));
  for (const folder of manifest.folders.toReversed()) {
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  }
  return notes;
}
