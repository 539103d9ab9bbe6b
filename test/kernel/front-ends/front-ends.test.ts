/** The front ends that people run in a terminal, each as its own documentation says. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { runCommand } from "../cli/run-command.ts";

const windows = process.platform === "win32";
const venv = inPackage(".venv", windows ? "Scripts" : "bin", "python");
const python = existsSync(venv) ? venv : "python3";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sinapse-front-ends-"));
  expect(runCommand(["install", "--prefix", folder]).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a Python module with lines on its stdin; gives what it says, and its exit code. */
function run(module: string, parameters: string[], lines: string[] = []) {
  const env = {
    ...process.env,
    JUPYTER_PATH: join(folder, "share", "jupyter"),
    SINAPSE_DATA_DIR: join(folder, "data"),
  };
  const options = { cwd: folder, env, timeout: 60_000 };
  return new Promise<{ code: number; said: string }>((resolve) => {
    const child = execFile(python, ["-m", module, ...parameters], options, (error, out, log) =>
      resolve({ code: error ? Number(error.code) : 0, said: stripVTControlCharacters(out + log) }),
    );
    child.stdin!.end(lines.map((line) => `${line}\n`).join(""));
  });
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

/** Writes a notebook with these cells; the first holds parameters, as papermill marks them. */
function notebook(name: string, sources: string[]): string {
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    execution_count: null,
    metadata: index === 0 ? { tags: ["parameters"] } : {},
    outputs: [],
    source,
  }));
  const kernelspec = { name: "sinapse", display_name: "Sinapse", language: "typescript" };
  const metadata = { kernelspec, language_info: { name: "typescript" } };
  return file(name, JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
}

/** The results of a notebook's cells as text, or the names of their errors. */
function results(name: string): (string | undefined)[] {
  const { cells } = JSON.parse(readFileSync(join(folder, name), "utf8"));
  return cells.map(({ outputs }: { outputs: Record<string, unknown>[] }) => {
    const { data, ename } = (outputs.at(-1) ?? {}) as {
      data?: Record<string, string | string[]>;
      ename?: string;
    };
    return ename ?? [data?.["text/plain"] ?? []].flat().join("");
  });
}

describe("nbclient", () => {
  test("runs a notebook and writes its outputs into it", async () => {
    notebook("whole.ipynb", ["let n: number = 6;", "n * 7"]);
    const { code, said } = await run("jupyter", ["execute", "--inplace", "whole.ipynb"]);
    expect(code, said).toBe(0);
    expect(results("whole.ipynb")).toEqual(["", "42"]);
  });

  test("ends at the first error and names it", async () => {
    notebook("wrong.ipynb", ["throw new RangeError('too far')", "1"]);
    const { code, said } = await run("jupyter", ["execute", "wrong.ipynb"]);
    expect(code).not.toBe(0);
    expect(said).toContain("RangeError: too far");
  });

  test("stops a cell that takes too long and goes on with the next", async () => {
    notebook("slow.ipynb", ["let n = 1;", "while (true) n += 1", "n > 1"]);
    file(
      "stop.py",
      `import nbformat
from nbclient import NotebookClient
notebook = nbformat.read("slow.ipynb", 4)
timeout = lambda cell: 2 if "while" in cell.source else 60
client = NotebookClient(notebook, timeout_func=timeout, interrupt_on_timeout=True, allow_errors=True)
client.execute()
nbformat.write(notebook, "slow.ipynb")
`,
    );
    const { code, said } = await run("stop", []);
    expect(code, said).toBe(0);
    expect(results("slow.ipynb")).toEqual(["", "Interrupted", "true"]);
  });
});

describe("jupyter run", () => {
  test("runs a file and prints what it prints", async () => {
    const name = file("program.ts", "const n: number = 6;\nconsole.log('n is', n);\nn * 7");
    const { code, said } = await run("jupyter", ["run", "--kernel=sinapse", name]);
    expect(code, said).toBe(0);
    expect(said).toBe("n is 6\n42");
  });

  test("fails with the error of the file", async () => {
    const name = file("failing.ts", "throw new Error('no more')");
    const { said } = await run("jupyter", ["run", "--kernel=sinapse", name]);
    expect(said).toContain("Error: no more");
  });
});

test("jupyter console shows results, keeps variables and passes questions on", async () => {
  const lines = ["let n = 6", "n * 7", "'Hello ' + input('Name? ')", "Ada"];
  const parameters = ["console", "--kernel=sinapse", "--simple-prompt"];
  const { said } = await run("jupyter", parameters, lines);
  expect(said).toContain("Out[2]: 42");
  expect(said).toContain("Name? Out[3]: 'Hello Ada'");
});

test.each(["exit", "quit()"])("jupyter console ends by %s", async (code) => {
  const parameters = ["console", "--kernel=sinapse", "--simple-prompt"];
  const { said } = await run("jupyter", parameters, ["6 * 7", code, "'still here'"]);
  expect(said).toContain("Out[1]: 42");
  expect(said).not.toContain("still here");
});

describe("papermill", () => {
  const cells = ["let epochs = 1; let optimiser = 'sgd';", "optimiser + ': ' + epochs * 2"];

  test("runs a notebook", async () => {
    const { code, said } = await run("papermill", [notebook("in.ipynb", cells), "out.ipynb"]);
    expect(code, said).toBe(0);
    expect(results("out.ipynb")).toEqual(["", "'sgd: 2'"]);
  });

  // papermill writes parameters in the few languages that it knows. TypeScript is not among them,
  // but `var epochs = 5;` and comments, which it writes for C#, are TypeScript, too.
  test("gives parameters where it is told to write them as for C#", async () => {
    const language = ["--language", ".net-csharp"];
    const parameters = ["-p", "epochs", "5", "-p", "optimiser", "adam"];
    const name = notebook("in.ipynb", cells);
    const { code, said } = await run("papermill", [name, "out.ipynb", ...language, ...parameters]);
    expect(code, said).toBe(0);
    // The cell with the parameters stands behind the first.
    expect(results("out.ipynb")).toEqual(["", "", "'adam: 10'"]);
  });
});
