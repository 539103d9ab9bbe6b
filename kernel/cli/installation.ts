/**
 * What `sinapse install` puts into a Jupyter's folders: the kernelspec, and everything that the
 * build left under dist/jupyter/share (renderer, handout template).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inPackage } from "../node/package-root.ts";
import { copies, type InstalledFile } from "./copies.ts";
import type { Location } from "./location.ts";

/** The folder of the kernelspec at a location. */
export function kernelspecFolder(location: Location): string {
  return join(location.data, "kernels", "sinapse");
}

/** The folder of the figures' renderer at a location. */
export function rendererFolder(location: Location): string {
  return join(location.data, "labextensions", "@sinapse", "renderer");
}

/** Every file that belongs to Sinapse alone at a location. */
export function filesToInstall(location: Location): InstalledFile[] {
  return [
    ...kernelspec(kernelspecFolder(location)),
    ...copies(inPackage("dist", "jupyter", "share", "jupyter"), location.data),
  ];
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
