/** Runs a lesson once for the whole test run, and reads what it showed. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { prepareEnvironment } from "../../kernel/cli/environment.ts";
import { executeNotebook } from "../../kernel/cli/execute-notebook.ts";
import { inPackage } from "../../kernel/cli/package-root.ts";

/** An output as nbformat 4.5 stores it. */
export interface Output {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  name?: "stdout" | "stderr";
  text?: string | string[];
  data?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
}

/** A cell as nbformat 4.5 stores it, its source as one text. */
export interface Cell {
  id: string;
  cell_type: "code" | "markdown" | "raw";
  source: string;
  outputs: Output[];
  metadata: { tags?: string[] };
}

/** A notebook that ran from top to bottom. */
export interface ExecutedNotebook {
  cells: Cell[];
  /** The cell with this id. */
  cell(id: string): Cell;
  /** Every output of every cell. */
  outputs: Output[];
  /** The plotly figures, in order. */
  figures: { data: Record<string, unknown>[]; layout: Record<string, unknown> }[];
}

/**
 * Runs a notebook with the installed kernel, or waits for the test file that is already doing so.
 *
 * @param name its path below notebooks/, as in `pt/01-….ipynb`
 * @throws {Error} which names the notebook and the cell that failed, with its error
 * @example
 * const lesson = await execute("pt/02-por-que-regressao-logistica-nao-basta.ipynb");
 * expect(textOf(lesson.cell("second-order-features"))).toContain("28136250");
 */
export async function execute(name: string): Promise<ExecutedNotebook> {
  const place = join(testFolder(), name.replaceAll("/", "-"));
  await once("environment", () => prepareEnvironment());
  const problem = `${place}.problem`;
  await once(basename(place), async () => {
    await executeNotebook(inPackage("notebooks", name), place).catch((error: Error) =>
      writeFileSync(problem, error.message),
    );
  });
  if (existsSync(problem)) throw new Error(readFileSync(problem, "utf8"));
  return read(place);
}

/** What an output or a cell says as plain text: its streams and its `text/plain`. */
export function textOf(source: Output | Cell): string {
  if ("outputs" in source) return source.outputs.map(textOf).join("");
  return joined(source.text ?? source.data?.["text/plain"] ?? "");
}

/** Lets the first caller of all test files do something; the others wait until it is done. */
export async function once(name: string, action: () => Promise<void>): Promise<void> {
  const done = join(testFolder(), `${name}.done`);
  const lock = join(testFolder(), `${name}.lock`);
  while (!existsSync(done)) {
    try {
      mkdirSync(lock);
    } catch {
      await sleep(200);
      continue;
    }
    try {
      if (!existsSync(done)) {
        await action();
        writeFileSync(done, "");
      }
    } finally {
      rmdirSync(lock);
    }
  }
}

export function read(path: string): ExecutedNotebook {
  const notebook = JSON.parse(readFileSync(path, "utf8"));
  const cells: Cell[] = notebook.cells.map((cell: Cell & { source: string | string[] }) => ({
    ...cell,
    source: joined(cell.source),
    outputs: cell.outputs ?? [],
  }));
  const outputs = cells.flatMap((cell) => cell.outputs);
  return {
    cells,
    outputs,
    figures: outputs.flatMap((output) => {
      const figure = output.data?.["application/vnd.plotly.v1+json"];
      return figure ? [figure as ExecutedNotebook["figures"][number]] : [];
    }),
    cell(id) {
      const found = cells.find((cell) => cell.id === id);
      if (!found) throw new Error(`${basename(path)} has no cell with the id "${id}"`);
      return found;
    },
  };
}

function joined(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text);
}

export function testFolder(): string {
  const folder = process.env.SINAPSE_TEST_FOLDER;
  if (!folder) throw new Error("SINAPSE_TEST_FOLDER is missing: run the tests with vitest");
  mkdirSync(folder, { recursive: true });
  return folder;
}
