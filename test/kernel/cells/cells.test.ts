/**
 * Cells written to break a notebook engine. Each file is one notebook (percent format); what its
 * cells print must be what plain Node prints for the same program, and the checker must find
 * nothing wrong. Lines that begin with `//> ` hold what a cell prints where Node has no such program.
 * All of it holds for both targets of the compiler.
 */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { build, transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cells } from "../../../kernel/language/check/cells.ts";
import { createCompiler } from "../../../kernel/language/compile/compiler.ts";
import { asyncFunction } from "../../../kernel/language/compile/targets.ts";
import { createLanguage } from "../../../kernel/language/index.ts";
import type { Language } from "../../../kernel/language/language.ts";
import { strip } from "../../../kernel/language/strip/strip.ts";
import { plain, TestSession } from "../runtime/session.ts";
import type { EngineAnswer, EngineCell } from "./engine.ts";

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

/** What runs the cells of a notebook, one after the other. */
interface Engine {
  run(cell: string, url: string): Promise<{ stdout: string; error: string | undefined }>;
  close(): unknown;
}

interface Target {
  start(): Promise<Engine>;
  /**
   * Notebook → what its cells must print → what they print here instead, and why. One that is not
   * needed fails.
   */
  exceptions?: Record<string, Record<string, { prints: string; because: string }>>;
}

let language: Language;
let engine: string;
let scratch: string;
beforeAll(async () => {
  language = await createLanguage({ cwd: folder });
  scratch = await mkdtemp(path.join(root, "node_modules/.cells-"));
  engine = path.join(scratch, "engine.mjs");
  await build({
    entryPoints: [path.join(folder, "engine.ts")],
    outfile: engine,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    // What a cell declares takes the place of the global of that name for the engine, too.
    logOverride: { "unsupported-dynamic-import": "silent" },
    banner: { js: "const { Object, Promise, String, Symbol, Map, process } = globalThis;" },
  });
});
afterAll(async () => {
  await language.close();
  await rm(scratch, { recursive: true });
});

/** V8's REPL mode in the kernel's child, after a check. */
async function startChild(): Promise<Engine> {
  await language.reset();
  const session = new TestSession({ cwd: folder });
  return {
    async run(cell, url) {
      const { javascript, sourceMap, diagnostics } = await language.compile(cell, url);
      expect(diagnostics, cell).toEqual([]);
      const { done, stdout } = await session.run(javascript!, { source: cell, sourceMap });
      language.commit(cell, url);
      return { stdout: plain(stdout), error: done.error?.traceback.join("\n") };
    },
    close: () => session.close(),
  };
}

/** Functions over global properties, in a thread. */
async function startThread(): Promise<Engine> {
  const compiler = createCompiler({ strip, target: asyncFunction });
  const workerData = {
    library: pathToFileURL(path.join(root, "dist/lib/index.js")).href,
    from: pathToFileURL(path.join(folder, "notebook.ts")).href,
  };
  const worker = new Worker(engine, { workerData });
  let cells = new Cells();
  return {
    async run(source, url) {
      const { javascript, declared } = compiler.compile(
        compiler.prepare(source),
        url,
        cells.constants(),
      );
      const cell = { url, source, uses: new Set<string>(), ambient: false };
      cells = cells.with(url, cell, declared);
      worker.postMessage({ javascript, url } satisfies EngineCell);
      const [{ stdout, error }] = (await once(worker, "message")) as [EngineAnswer];
      return { stdout, error };
    },
    close: () => worker.terminate(),
  };
}

const hides =
  "a cell's name is that property of the global object, where V8's REPL mode only hides it";

const targets: Record<string, Target> = {
  "V8's REPL mode": { start: startChild },
  "a function over global properties": {
    start: startThread,
    exceptions: {
      "redeclaration.cells": {
        "SHADOWED number": { prints: "SHADOWED undefined", because: hides },
        "own x false": { prints: "own x true", because: hides },
        "-1 0": { prints: "-1 -1", because: hides },
      },
    },
  },
};

describe.each(notebooks)("%s", (notebook) => {
  let cells: string[] = [];
  let inNode: Promise<string> | undefined;
  beforeAll(async () => {
    const text = await readFile(path.join(folder, notebook), "utf8");
    cells = text.split(/^\/\/ %%\n/m).slice(1);
    if (!cells[0]?.includes("//> ")) inNode = runInNode(cells.join(""));
  });

  test.each(Object.entries(targets))(
    "every cell is well typed, runs, and prints what it must in %s",
    {
      timeout: 60_000,
    },
    async (_, { start, exceptions }) => {
      const engine = await start();
      const printed: string[] = [];
      const expectedHere = new Map(Object.entries(exceptions?.[notebook] ?? {}));
      try {
        for (const [index, cell] of cells.entries()) {
          const { stdout, error } = await engine.run(cell, `cell-${index + 1}.ts`);
          expect(error, cell).toBeUndefined();
          printed.push(stdout);
          const must = cell.match(/(?<=^\/\/> ).*$/gm)?.join("\n");
          if (must === undefined) continue;
          expect(stdout.trimEnd(), cell).toBe(expectedHere.get(must)?.prints ?? must);
          expectedHere.delete(must);
        }
      } finally {
        await engine.close();
      }
      if (inNode) expect(printed.join("")).toBe(await inNode);
      expect([...expectedHere.keys()]).toEqual([]);
    },
  );
});
