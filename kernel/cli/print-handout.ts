/** Prints a handout to PDF. */
import { pathToFileURL } from "node:url";
import { showProgress } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { runChromium } from "./chromium.ts";

/** Writes the PDF beside the handout and gives its path. @throws {Problem} without a Chromium */
export async function printHandout(handout: string): Promise<string> {
  const target = handout.replace(/\.html$/, ".pdf");
  const progress = showProgress(texts.printingHandout());
  try {
    const options = [`--print-to-pdf=${target}`, "--no-pdf-header-footer"];
    await runChromium(pathToFileURL(handout).href, ...options);
  } finally {
    progress.done();
  }
  return target;
}
