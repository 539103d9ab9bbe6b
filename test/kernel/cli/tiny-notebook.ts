/** A notebook for the tests of `sinapse handouts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes a notebook with a heading and one cell of TypeScript, and gives its path. */
export function writeNotebook(
  folder: string,
  name: string,
  source = "6 * 7",
  heading = `# ${name}`,
): string {
  const path = join(folder, name);
  const cell = { cell_type: "code", id: "one", metadata: {}, outputs: [], execution_count: null };
  const kernelspec = { name: "sinapse", display_name: "TypeScript (Sinapse)" };
  const title = { cell_type: "markdown", id: "title", metadata: {}, source: heading };
  const content = {
    cells: [title, { ...cell, source }],
    metadata: { kernelspec, language_info: { name: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
  return path;
}
