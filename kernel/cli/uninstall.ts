/** `sinapse uninstall`: removes what `sinapse install` wrote, and nothing else. */
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { isDependency } from "../node/package-root.ts";
import { readSettings } from "../node/settings.ts";
import { environmentFolder } from "./environment-folder.ts";
import { removeExporter } from "./exporter.ts";
import {
  knownPlaces,
  type Location,
  placeFrom,
  prefixLocation,
  userLocation,
  userPlace,
} from "./location.ts";
import { digest, type InstalledExporter, manifestPath, readManifest } from "./manifest.ts";
import { readOptions } from "./options.ts";
import { undoMerge } from "./settings.ts";

/** The command. */
export function uninstall(parameters: string[]): void {
  const named = placeFrom(readOptions("uninstall", parameters));
  const { location, option } = named ?? userPlace();
  takeBackFormerSettings();
  if (!named) removeEnvironment();
  if (!existsSync(manifestPath(location))) {
    console.log(texts.notInstalled(location.data));
    for (const other of knownPlaces().filter((place) => readManifest(place.location))) {
      const command = `npx sinapse uninstall ${other.option}`;
      console.log(texts.installedElsewhere(other.location.data, command));
    }
    return;
  }
  if (!readManifest(location)) {
    const command = `npx sinapse install ${option}`;
    throw new Problem(texts.unreadableManifest(manifestPath(location), command));
  }
  const notes = removeFrom(location);
  console.log(texts.uninstalled(location.data));
  for (const note of notes) console.log(note);
  const history = join(readSettings().dataDirectory, "history");
  if (existsSync(history)) console.log(texts.historyStays(history));
}

/** The private environment, where it does not go together with the folder of Sinapse itself. */
function removeEnvironment(): void {
  if (!isDependency || !existsSync(environmentFolder)) return;
  rmSync(environmentFolder, { recursive: true });
  console.log(texts.uninstalled(environmentFolder));
}

/**
 * Removes an installation: files that are as we wrote them, the exporter, folders that we made and
 * that are empty now, and the lines that an earlier Sinapse added to the settings file.
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
  const { exporter, settings } = manifest;
  if (exporter && !isUsedElsewhere(exporter, location)) removeExporter(exporter.packages);
  if (settings) undoMerge(settings);
  rmSync(manifestPath(location));
  for (const folder of manifest.folders.toReversed()) {
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  }
  return notes;
}

/**
 * An earlier Sinapse in the person's own folders chose the template of all exports to HTML, also of
 * those that run in another place: that ends, wherever this one is installed or removed.
 */
export function takeBackFormerSettings(): void {
  const location = userLocation(process.env);
  const { settings, ...rest } = readManifest(location) ?? {};
  if (!settings) return;
  undoMerge(settings);
  writeFileSync(manifestPath(location), `${JSON.stringify(rest, null, 2)}\n`);
}

/** Whether another installation, the person's own or the Python's, has the same exporter. */
function isUsedElsewhere({ packages, prefix }: InstalledExporter, location: Location): boolean {
  return [userLocation(process.env), prefixLocation(prefix)].some(
    (other) => other.data !== location.data && readManifest(other)?.exporter?.packages === packages,
  );
}
