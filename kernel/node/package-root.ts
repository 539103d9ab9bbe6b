/** Where Sinapse itself lies: the folder of its package.json. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The same folder whether this file runs from kernel/ or from dist/kernel/. */
export const packageRoot = nearestPackage(dirname(fileURLToPath(import.meta.url)));

/** Whether npm installed it, and so may replace or remove the folder with all that is in it. */
export const isDependency = /[\\/]node_modules[\\/]/.test(packageRoot);

/** An absolute path inside the package. */
export function inPackage(...parts: string[]): string {
  return join(packageRoot, ...parts);
}

/** What package.json says of the package. */
export function manifest(): { version: string; dependencies: Record<string, string> } {
  return JSON.parse(readFileSync(inPackage("package.json"), "utf8"));
}

function nearestPackage(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : nearestPackage(dirname(folder));
}
