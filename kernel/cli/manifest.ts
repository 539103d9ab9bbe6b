/** The record that `sinapse install` leaves, so that `uninstall` removes that and nothing else. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

/** The manifest of a location; undefined where Sinapse is not installed. */
export function readManifest(location: Location): Manifest | undefined {
  const path = manifestPath(location);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** The SHA-256 of some content, in hexadecimal. */
export function digest(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}
