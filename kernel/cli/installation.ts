/**
 * What `sinapse install` puts into a Jupyter: the kernelspec, and everything that the build left
 * under dist/jupyter (renderer, handout template, settings).
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Location } from "./location.ts";
import { inPackage } from "./package-root.ts";

/** One file to write, with its whole content. */
export interface InstalledFile {
  path: string;
  content: Buffer;
}

/** The settings file that Jupyter programs share; merged, as others write to it too. */
export const settingsName = "jupyter_config.json";

/** The folder of the kernelspec at a location. */
export function kernelspecFolder(location: Location): string {
  return join(location.data, "kernels", "sinapse");
}

/** Every file that belongs to Sinapse alone at a location. */
export function filesToInstall(location: Location): InstalledFile[] {
  const built = inPackage("dist", "jupyter");
  return [
    ...kernelspec(kernelspecFolder(location)),
    ...copies(join(built, "share", "jupyter"), location.data),
    ...copies(join(built, "etc", "jupyter"), location.settings).filter(
      ({ path }) => path !== join(location.settings, settingsName),
    ),
  ];
}

/** The settings to merge into the location's settings file: `{ Class: { trait: value } }`. */
export function settingsToMerge(): Record<string, Record<string, unknown>> {
  const [file] = copies(inPackage("dist", "jupyter", "etc", "jupyter"), "").filter(
    ({ path }) => path === settingsName,
  );
  return file ? JSON.parse(file.content.toString("utf8")) : {};
}

function kernelspec(folder: string): InstalledFile[] {
  const source = inPackage("kernel", "jupyter");
  const spec = JSON.parse(readFileSync(join(source, "kernel.json"), "utf8"));
  // Absolute paths: Jupyter may start the kernel with another PATH than the person's terminal.
  spec.argv = [process.execPath, inPackage("dist", "kernel", "main.js"), "{connection_file}"];
  const logos = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"].map((name) => ({
    path: join(folder, name),
    content: readFileSync(join(source, name)),
  }));
  const content = Buffer.from(`${JSON.stringify(spec, null, 2)}\n`);
  return [{ path: join(folder, "kernel.json"), content }, ...logos];
}

/** The files below `source`, as they will lie below `target`. */
function copies(source: string, target: string): InstalledFile[] {
  return filesUnder(source).map((path) => ({
    path: join(target, relative(source, path)),
    content: readFileSync(path),
  }));
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
