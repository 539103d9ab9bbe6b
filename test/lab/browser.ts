/** The Chromium that the end-to-end tests use. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Starts a Chromium of this machine. @throws {Error} which says how to get one */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    // As root, as in containers, Chromium's sandbox refuses to start.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

/**
 * SINAPSE_CHROMIUM, else a Chromium or Chrome on the PATH, else Playwright's own download.
 *
 * @throws {Error} which says how to get one
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.SINAPSE_CHROMIUM;
  if (named) return named;
  const folders = (environment.PATH ?? "").split(delimiter);
  const onPath = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (onPath) return onPath;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error(
    "No Chromium was found for the end-to-end tests. Install one (Debian and Ubuntu: " +
      "sudo apt install chromium), let Playwright fetch its own (npx playwright-core install " +
      "chromium), or name one: SINAPSE_CHROMIUM=/path/to/chromium npm test",
  );
}
