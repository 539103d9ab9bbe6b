/** The record that `sinapse install` leaves, so that `uninstall` removes that and nothing else. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kernelspecFolder } from "./installation.ts";
import type { Location } from "./location.ts";
import type { MergedSettings } from "./settings.ts";

/** The exporter of an installation. */
export interface InstalledExporter {
  /** The folder of packages that holds it. */
  packages: string;
  /** The prefix of the Python that it was put into. */
  prefix: string;
}

/** What an installation wrote. */
export interface Manifest {
  /** Absolute path → SHA-256 of what was written there. */
  files: Record<string, string>;
  /** Folders that did not exist before, outermost first. */
  folders: string[];
  /** The exporter, where a Python was found for it. */
  exporter?: InstalledExporter;
  /** What an earlier Sinapse merged into the settings file, which this one leaves alone. */
  settings?: MergedSettings;
}

/** Where the manifest of a location lies. */
export function manifestPath(location: Location): string {
  return join(kernelspecFolder(location), "installed.json");
}

/** The manifest of a location; undefined where Sinapse is not installed, or where it is damaged. */
export function readManifest(location: Location): Manifest | undefined {
  const path = manifestPath(location);
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
    return manifest.files && manifest.folders ? atItsPlace(manifest, location) : undefined;
  } catch {
    return undefined;
  }
}

/** A manifest whose folder was moved, with the paths where its files are now. */
function atItsPlace(manifest: Manifest, location: Location): Manifest {
  const ending = join("kernels", "sinapse", "kernel.json");
  const spec = Object.keys(manifest.files).find((path) => path.endsWith(ending));
  const data = spec?.slice(0, -ending.length - 1);
  if (data === undefined || data === location.data) return manifest;
  const prefix = (folder: string) => dirname(dirname(folder));
  const move = (path: string): string => {
    if (path.startsWith(data)) return location.data + path.slice(data.length);
    if (!path.startsWith(prefix(data))) return path;
    return prefix(location.data) + path.slice(prefix(data).length);
  };
  const files = Object.entries(manifest.files).map(([path, hash]) => [move(path), hash]);
  return {
    ...manifest,
    files: Object.fromEntries(files),
    folders: manifest.folders.map(move),
    ...(manifest.exporter && {
      exporter: {
        packages: move(manifest.exporter.packages),
        prefix: move(manifest.exporter.prefix),
      },
    }),
    ...(manifest.settings && {
      settings: { ...manifest.settings, path: move(manifest.settings.path) },
    }),
  };
}

/** The SHA-256 of some content, in hexadecimal. */
export function digest(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}
