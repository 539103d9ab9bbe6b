/** Runs notebooks, reads what they showed and compares it. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { prepareEnvironment } from "../../kernel/cli/environment.ts";
import { executeNotebook } from "../../kernel/cli/execute-notebook.ts";
import { inPackage } from "../../kernel/node/package-root.ts";

/** An output as nbformat 4.5 stores it. */
export interface Output {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  name?: "stdout" | "stderr";
  text?: string | string[] | undefined;
  data?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
  execution_count?: number | null | undefined;
}

/** A cell as nbformat 4.5 stores it, its source as one text. */
export interface Cell {
  id: string;
  cell_type: "code" | "markdown" | "raw";
  source: string;
  outputs: Output[];
  metadata: { tags?: string[] };
}

/** A cell as a notebook without outputs holds it. */
export interface SourceCell {
  id: string;
  cell_type: "code" | "markdown";
  source: string[];
  metadata: Record<string, unknown>;
  outputs?: unknown[];
  execution_count?: null;
}

/**
 * The cells that show a time measured on this machine: the only ones that may show something else
 * when a lesson runs again. Whatever is not named here must be the same, byte for byte.
 */
export const timed: Readonly<Record<string, readonly string[]>> = {
  "02": ["measure-growth", "extrapolate-check", "whole-training"],
  "05": ["time-compare", "time-figure"],
  "06": ["cost-table"],
};

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
 * Runs a notebook in two kernels side by side, each in a process of its own: nothing may hang on a
 * clock, on an address in memory or on which of two things is done first.
 *
 * @param name its path below notebooks/, as in `pt/02-….ipynb`
 * @param asked another notebook for the first kernel, as a lesson followed by questions; else the same
 * @throws {Error} which names the notebook and the cell that failed, with its error
 * @example
 * const [first, second] = await executeTwice("pt/00-indice.ipynb");
 * expect(differing(name, first, second)).toEqual([]);
 */
export async function executeTwice(
  name: string,
  asked = inPackage("notebooks", name),
): Promise<[ExecutedNotebook, ExecutedNotebook]> {
  const place = join(testFolder(), name.replaceAll("/", "-"));
  return Promise.all([
    executeOnce(asked, `${place}.first`),
    executeOnce(inPackage("notebooks", name), `${place}.second`),
  ]);
}

/** Runs a notebook in a kernel of its own; what came out is written to `target`. */
export async function executeOnce(notebook: string, target: string): Promise<ExecutedNotebook> {
  await once("environment", () => prepareEnvironment());
  await executeNotebook(notebook, target);
  return read(target);
}

/** The ids of the cells of `second` that did not show what they showed in `first`, times aside. */
export function differing(
  name: string,
  first: ExecutedNotebook,
  second: ExecutedNotebook,
): string[] {
  return second.cells
    .map(({ id }) => id)
    .filter(
      (id) => !timedIn(name).includes(id) && shown(first.cell(id)) !== shown(second.cell(id)),
    );
}

/** The cells of a lesson that show a time. */
export const timedIn = (name: string): readonly string[] => timed[basename(name).slice(0, 2)] ?? [];

/** A code cell that has not run. */
export function codeCell(id: string, source: string): SourceCell {
  const empty = { metadata: {}, outputs: [], execution_count: null };
  return { id, cell_type: "code", source: [source], ...empty };
}

/** Everything that a cell shows, as one text. Its number and how a stream was cut do not count. */
export function shown({ outputs }: Cell): string {
  const whole: Output[] = [];
  for (const output of outputs) {
    const last = whole.at(-1);
    const text = output.text && joined(output.text);
    const continued = last?.output_type === "stream" && last.name === output.name;
    if (continued) last.text += text ?? "";
    else whole.push({ ...output, text, execution_count: undefined });
  }
  return JSON.stringify(whole);
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

/** An executed notebook from its file. */
function read(path: string): ExecutedNotebook {
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

/** The scratch folder that the test files share. */
export function testFolder(): string {
  const folder = process.env.SINAPSE_TEST_FOLDER;
  if (!folder) throw new Error("SINAPSE_TEST_FOLDER is missing: run the tests with vitest");
  mkdirSync(folder, { recursive: true });
  return folder;
}
