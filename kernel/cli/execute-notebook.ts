/** Runs a notebook from top to bottom in the private environment. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { inPackage } from "../node/package-root.ts";
import { environmentProgram, environmentVariables } from "./environment.ts";

/**
 * Runs every cell of a notebook with the sinapse kernel and saves the result elsewhere; the notebook
 * itself is not touched.
 *
 * @param target where the executed notebook goes, written even when a cell fails
 * @param options what the notebook is called in an error (its path), and what is called as each
 *   code cell starts
 * @throws {Problem} which names the notebook and the cell that failed, with its error
 */
export async function executeNotebook(
  notebook: string,
  target: string,
  {
    name = notebook,
    progress,
  }: { name?: string; progress?: (cell: number, of: number) => void } = {},
): Promise<void> {
  const script = inPackage("kernel", "jupyter", "execute.py");
  const child = spawn(environmentProgram("python"), [script, notebook, target], {
    env: environmentVariables(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let noise = "";
  child.stderr.on("data", (chunk) => {
    noise += chunk;
  });
  let failure: { cell: number; error: string } | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const report = JSON.parse(line);
    if (report.error === undefined) progress?.(report.cell, report.of);
    else failure = report;
  }
  const code = await ended;
  if (failure) throw new Problem(texts.cellFailed(name, failure.cell, failure.error));
  if (code !== 0) throw new Problem(texts.stepFailed(texts.executing(name), noise));
}
