/** Prints a handout to PDF. */
import { pathToFileURL } from "node:url";
import { showProgress } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { runChromium } from "./chromium.ts";

/** Prints a handout into a PDF file. @throws {Problem} without a Chromium */
export async function printHandout(handout: string, target: string): Promise<void> {
  const progress = showProgress(texts.printingHandout());
  try {
    const options = [`--print-to-pdf=${target}`, "--no-pdf-header-footer"];
    await runChromium(texts.printingHandout(), pathToFileURL(handout).href, ...options);
  } finally {
    progress.done();
  }
}
