/** Prints a handout to PDF with a Chromium of this machine. */
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Problem, runStep } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";

/**
 * Writes the PDF beside the handout and gives its path.
 *
 * @throws {Problem} when no Chromium is found, or it fails
 */
export async function printHandout(handout: string): Promise<string> {
  const target = handout.replace(/\.html$/, ".pdf");
  await runStep(
    texts.printingHandout(),
    findChromium(),
    [
      "--headless",
      // As root, as in containers, Chromium's sandbox refuses to start.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--no-pdf-header-footer",
      // Waits until the figures have been drawn.
      "--virtual-time-budget=60000",
      "--enable-unsafe-swiftshader",
      `--print-to-pdf=${target}`,
      pathToFileURL(handout).href,
    ],
    { cwd: dirname(handout) },
  );
  return target;
}

function findChromium(): string {
  const named = process.env.SINAPSE_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  const program = named ?? found;
  if (!program) throw new Problem(texts.noChromium());
  return program;
}
