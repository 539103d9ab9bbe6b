/** `sinapse handouts`: runs the lessons and writes a self-contained HTML file and a PDF of each. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { Problem, runStep, showProgress } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { bakeNotebook } from "./bake-notebook.ts";
import { hasChromium } from "./chromium.ts";
import { environmentProgram, environmentVariables, prepareEnvironment } from "./environment.ts";
import { executeNotebook } from "./execute-notebook.ts";
import { type Handout, titleOf, writeIndex } from "./handout-index.ts";
import { inPackage, isDependency } from "./package-root.ts";
import { printHandout } from "./print-handout.ts";

/** The command. */
export async function handouts(parameters: string[]): Promise<void> {
  const { notebooks, output, pdf, svg } = parse(parameters);
  await prepareEnvironment();
  const printed = pdf ?? hasChromium();
  if (pdf === undefined && !printed) console.log(texts.noPdf());
  const scratch = mkdtempSync(join(tmpdir(), "sinapse-handouts-"));
  try {
    const written: Handout[] = [];
    for (const notebook of notebooks) {
      const executed = join(scratch, basename(notebook));
      const target = await writeHandout(notebook, executed, output);
      if (printed) sayWritten(await printHandout(target));
      if (svg) sayWritten(await bakeNotebook(executed, target));
      const language = basename(dirname(notebook));
      written.push({ language, file: basename(target), title: titleOf(notebook) });
    }
    if (written.length > 1) writeIndex(output, written);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Every lesson: the notebooks of each language's folder, in order. */
export function lessons(): string[] {
  const root = inPackage("notebooks");
  return ["pt", "en"]
    .map((language) => join(root, language))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".ipynb"))
        .sort()
        .map((name) => join(folder, name)),
    );
}

/** Runs a notebook into `executed`, and makes the handout of that. */
async function writeHandout(notebook: string, executed: string, output: string): Promise<string> {
  const progress = showProgress(texts.executing(relative(inPackage("notebooks"), notebook)));
  try {
    await executeNotebook(notebook, executed, progress.at);
  } finally {
    progress.done();
  }
  const folder = join(output, basename(dirname(notebook)));
  mkdirSync(folder, { recursive: true });
  const target = join(folder, basename(notebook).replace(/\.ipynb$/, ".html"));
  // The author's own notebook, which has just run: nothing in it is kept from the page.
  const parameters = [
    "-m",
    "nbconvert",
    "--to",
    "sinapse",
    "--SinapseExporter.sanitize_html=False",
  ];
  await runStep(
    texts.writingHandout(),
    environmentProgram("python"),
    [...parameters, executed, "--output", target],
    { cwd: dirname(executed), env: environmentVariables() },
  );
  sayWritten(target);
  return target;
}

function sayWritten(file: string): void {
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  console.log(texts.handoutWritten(relative(process.cwd(), file), megabytes));
}

interface Wanted {
  notebooks: string[];
  output: string;
  /** Prints each handout, too; undefined: if there is a Chromium. */
  pdf: boolean | undefined;
  /** Copies each notebook with pictures of its figures, too. */
  svg: boolean;
}

const switches = ["--pdf", "--no-pdf", "--svg"];

function parse(parameters: string[]): Wanted {
  const given = (name: string) => parameters.includes(name);
  const pdf = given("--pdf") ? true : given("--no-pdf") ? false : undefined;
  const named: string[] = [];
  let output = isDependency ? resolve("handouts") : inPackage("handouts");
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i] ?? "";
    if (parameter === "--output") {
      const folder = parameters[++i];
      if (!folder) throw new Problem(texts.optionNeedsValue("--output"));
      output = resolve(folder);
    } else if (parameter.startsWith("-") && !switches.includes(parameter)) {
      throw new Problem(texts.unknownOption(parameter, `--output DIR, ${switches.join(", ")}`));
    } else if (!switches.includes(parameter)) named.push(resolve(parameter));
  }
  const missing = named.find((path) => !existsSync(path));
  if (missing) throw new Problem(texts.noNotebooks(missing));
  const notebooks = named.length > 0 ? named : lessons();
  if (notebooks.length === 0) throw new Problem(texts.noNotebooks(inPackage("notebooks")));
  return { notebooks, output, pdf, svg: given("--svg") };
}
