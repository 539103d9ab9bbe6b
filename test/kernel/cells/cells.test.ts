/**
 * Cells written to break a notebook engine. Each file is one notebook (percent format); what its
 * cells print must be what plain Node prints for the same program, and the checker must find
 * nothing wrong. Lines that begin with `//> ` hold what a cell prints where Node has no such program.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLanguage } from "../../../kernel/language/index.ts";
import type { Language } from "../../../kernel/language/language.ts";
import { plain, TestSession } from "../runtime/session.ts";

const folder = import.meta.dirname;
const root = path.join(folder, "../../..");
const notebooks = (await readdir(folder)).filter((name) => name.endsWith(".cells"));

/** What plain Node prints for a TypeScript program that imports from this package's folder. */
async function runInNode(source: string): Promise<string> {
  const scratch = await mkdtemp(path.join(root, "node_modules/.cells-"));
  try {
    const { code } = await transform(source, {
      loader: "ts",
      format: "esm",
      target: "node20.19",
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    });
    const file = path.join(scratch, "program.mjs");
    await writeFile(file, code);
    return (await promisify(execFile)(process.execPath, [file])).stdout;
  } finally {
    await rm(scratch, { recursive: true });
  }
}

let language: Language;
beforeAll(async () => {
  language = await createLanguage({ cwd: folder });
});
afterAll(() => language.close());

describe.each(notebooks)("%s", (notebook) => {
  let cells: string[] = [];
  const printed: string[] = [];
  let session: TestSession;
  beforeAll(async () => {
    const text = await readFile(path.join(folder, notebook), "utf8");
    cells = text.split(/^\/\/ %%\n/m).slice(1);
    await language.reset();
    session = new TestSession({ cwd: folder });
  });
  afterAll(() => session.close());

  test("every cell is well typed, runs, and prints what it must", { timeout: 60_000 }, async () => {
    for (const [index, cell] of cells.entries()) {
      const url = `cell-${index + 1}.ts`;
      const { javascript, sourceMap, diagnostics } = await language.compile(cell, url);
      expect(diagnostics, cell).toEqual([]);
      const ran = await session.run(javascript as string, { source: cell, sourceMap });
      expect(ran.done.error?.traceback.join("\n"), cell).toBeUndefined();
      language.commit(cell, url);
      const stdout = plain(ran.stdout);
      printed.push(stdout);
      const expected = cell.match(/(?<=^\/\/> ).*$/gm);
      if (expected) expect(stdout.trimEnd().split("\n"), cell).toEqual(expected);
    }
    if (!cells[0]?.includes("//> ")) {
      expect(printed.join("")).toBe(await runInNode(cells.join("")));
    }
  });
});
