/** The Chromium of this machine, for what only a browser can do: printing, drawing to SVG. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";

/**
 * Runs Chromium without a window until the page at `address` has settled, and gives what it prints.
 *
 * @throws {Problem} when no Chromium is found
 */
export function runChromium(address: string, ...parameters: string[]): Promise<string> {
  const common = [
    "--headless",
    // As root, as in containers, Chromium's sandbox refuses to start.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--virtual-time-budget=60000",
    "--enable-unsafe-swiftshader",
  ];
  return new Promise((resolve, reject) => {
    execFile(
      findChromium(),
      [...common, ...parameters, address],
      { maxBuffer: 2 ** 28 },
      (error, output) => (error ? reject(error) : resolve(output)),
    );
  });
}

/** Whether a Chromium is there. */
export function hasChromium(): boolean {
  return chromium() !== undefined;
}

function findChromium(): string {
  const program = chromium();
  if (!program) throw new Problem(texts.noChromium());
  return program;
}

function chromium(): string | undefined {
  const named = process.env.SINAPSE_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  return named || found;
}
