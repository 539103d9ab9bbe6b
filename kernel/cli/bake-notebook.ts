/** Copies a notebook with a picture of each figure, for places that draw none: GitHub, nbviewer. */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Problem, showProgress } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { runChromium } from "./chromium.ts";

interface Notebook {
  cells: { outputs?: { data?: Record<string, unknown> }[] }[];
}

const pictured = ["application/vnd.plotly.v1+json", "application/vnd.sinapse.svg+json"];

/**
 * Writes the executed notebook to `target`, an SVG in every output that is a figure or a drawing.
 *
 * @param handout the HTML file that was made of it: there the figures are drawn
 * @throws {Problem} without a Chromium, or where the page does not draw them
 */
export async function bakeNotebook(
  executed: string,
  handout: string,
  target: string,
): Promise<void> {
  const progress = showProgress(texts.drawingPictures());
  try {
    const address = `${pathToFileURL(handout).href}#pictures`;
    const page = await runChromium(texts.drawingPictures(), address, "--dump-dom");
    const notebook = JSON.parse(readFileSync(executed, "utf8")) as Notebook;
    insertPictures(notebook, picturesIn(page));
    writeFileSync(target, `${JSON.stringify(notebook, null, 1)}\n`);
  } finally {
    progress.done();
  }
}

/** The pictures that a handout, opened at `#pictures`, turns itself into. */
function picturesIn(page: string): string[] {
  const list = /<script type="application\/json">(\[.*?\])<\/script>/s.exec(page);
  if (!list) throw new Problem(texts.picturesNotDrawn());
  return JSON.parse(list[1]!);
}

/** Adds the pictures to the outputs that they are of, in the notebook's order. */
function insertPictures(notebook: Notebook, pictures: readonly string[]): void {
  const outputs = notebook.cells
    .flatMap(({ outputs = [] }) => outputs)
    .filter(({ data }) => data && pictured.some((type) => type in data));
  for (const [index, { data }] of outputs.entries()) {
    if (pictures[index]) data!["image/svg+xml"] = pictures[index];
  }
}
