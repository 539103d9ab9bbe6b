/** Looks at an installation in a Jupyter: whether all that it needs is there. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { texts } from "../bootstrap/texts.mjs";
import { hasExporter } from "./exporter.ts";
import { kernelspecFolder, rendererFolder } from "./installation.ts";
import type { Location, Place } from "./location.ts";
import { manifestPath, readManifest } from "./manifest.ts";

/** What was looked for: what it is when found, or the cure when it is missing. */
export type Finding = { found: string } | { cure: string };

/** Whether Sinapse, or what is left of it, is in a place. */
export function isThere({ location }: Place): boolean {
  return existsSync(kernelspecFolder(location)) || existsSync(rendererFolder(location));
}

/** What an installation needs and does not find: the first such thing, or none. */
export function lookAt({ location, option }: Place): Finding {
  const folder = kernelspecFolder(location);
  const broken = brokenPart(location);
  if (!broken) return { found: folder };
  return { cure: texts.installationBroken(folder, broken, option) };
}

function brokenPart(location: Location): string | undefined {
  const manifest = readManifest(location);
  if (!manifest) return manifestPath(location);
  const gone = Object.keys(manifest.files).find((path) => !existsSync(path));
  if (gone) return gone;
  const spec = join(kernelspecFolder(location), "kernel.json");
  try {
    const { argv } = JSON.parse(readFileSync(spec, "utf8"));
    const missing = argv.slice(0, 2).find((path: string) => !existsSync(path));
    if (missing) return missing;
  } catch {
    return spec;
  }
  const packages = manifest.exporter?.packages;
  return packages && !hasExporter(packages) ? join(packages, "sinapse_handout") : undefined;
}
