/** `sinapse handouts`: runs the lessons and writes a self-contained HTML file and a PDF of each. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { Problem, runStep, showProgress } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { inPackage, isDependency } from "../node/package-root.ts";
import { bakeNotebook } from "./bake-notebook.ts";
import { hasChromium } from "./chromium.ts";
import { environmentProgram, environmentVariables, prepareEnvironment } from "./environment.ts";
import { executeNotebook } from "./execute-notebook.ts";
import { type Handout, indexPage } from "./handout-index.ts";
import { type PlannedHandout, planHandouts } from "./handout-plan.ts";
import { readOptions } from "./options.ts";
import { printHandout } from "./print-handout.ts";

/** The command. */
export async function handouts(parameters: string[]): Promise<void> {
  const { notebooks, output, pdf, svg } = parse(parameters);
  if ((pdf || svg) && !hasChromium()) throw new Problem(texts.noChromium());
  const printed = pdf ?? hasChromium();
  const plan = planHandouts(notebooks, output, { pdf: printed, svg });
  await prepareEnvironment();
  if (pdf === undefined && !printed) console.log(texts.noPdf());
  const scratch = mkdtempSync(join(tmpdir(), "sinapse-handouts-"));
  const failures: Problem[] = [];
  try {
    for (const [number, handout] of plan.handouts.entries()) {
      try {
        for await (const { file, target } of makeHandout(handout, join(scratch, String(number)))) {
          plan.record.publish(file, target, handout.notebook);
          sayWritten(target);
        }
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failures.push(error);
        if (plan.handouts.length > 1) console.error(error.message);
      }
    }
    if (plan.index) {
      const page = join(scratch, "index.html");
      writeFileSync(
        page,
        indexPage(plan.handouts.filter(({ html }) => existsSync(html)).map(listed)),
      );
      plan.record.publish(page, plan.index, output);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const [first] = failures;
  if (!first) return;
  const { length } = plan.handouts;
  throw length > 1 ? new Problem(texts.handoutsFailed(failures.length, length)) : first;
}

/** A handout as the index lists it. */
function listed({ folder, html, title }: PlannedHandout): Handout {
  return { folder, file: basename(html), title };
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

/** A finished file in the scratch folder, and the place where it belongs. */
interface MadeFile {
  file: string;
  target: string;
}

/** Runs a notebook and gives each file that is wanted of it as soon as it is whole. */
async function* makeHandout(handout: PlannedHandout, scratch: string): AsyncGenerator<MadeFile> {
  const { notebook, pdf, copy } = handout;
  mkdirSync(scratch);
  const executed = join(scratch, basename(notebook));
  const progress = showProgress(texts.executing(relative(inPackage("notebooks"), notebook)));
  try {
    await executeNotebook(notebook, executed, progress.at);
  } finally {
    progress.done();
  }
  // nbconvert takes a name for a pattern, and braces in the path of its output for a template.
  const pattern = `./${basename(executed).replace(/[[*?]/g, "[$&]")}`;
  // The author's own notebook, which has just run: nothing in it is kept from the page.
  const traits = { sanitize_html: "False", picture_folder: dirname(notebook) };
  const options = Object.entries(traits).map(
    ([name, value]) => `--SinapseExporter.${name}=${value}`,
  );
  await runStep(
    texts.writingHandout(),
    environmentProgram("python"),
    ["-m", "nbconvert", "--to", "sinapse", ...options, pattern],
    { cwd: scratch, env: environmentVariables() },
  );
  const page = readdirSync(scratch).find((name) => name.endsWith(".html"));
  if (!page) throw new Problem(texts.stepFailed(texts.writingHandout(), executed));
  const html = join(scratch, page);
  yield { file: html, target: handout.html };
  if (pdf) {
    const file = join(scratch, "printed.pdf");
    await printHandout(html, file);
    yield { file, target: pdf };
  }
  if (copy) {
    const file = join(scratch, "copy.json");
    await bakeNotebook(executed, html, file);
    yield { file, target: copy };
  }
}

function sayWritten(file: string): void {
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  console.log(texts.handoutWritten(relative(callersFolder(), file), megabytes));
}

/** Where the person is: npm runs its scripts in the folder of package.json, wherever it is called. */
function callersFolder(): string {
  const { npm_lifecycle_event, INIT_CWD } = process.env;
  return npm_lifecycle_event === "handouts" && INIT_CWD ? INIT_CWD : process.cwd();
}

interface Wanted {
  notebooks: string[];
  output: string;
  /** Prints each handout, too; undefined: if there is a Chromium. */
  pdf: boolean | undefined;
  /** Copies each notebook with pictures of its figures, too. */
  svg: boolean;
}

function parse(parameters: string[]): Wanted {
  const given = readOptions("handouts", parameters, { names: true });
  if (given.has("pdf") && given.has("no-pdf")) {
    throw new Problem(texts.chooseOne("--pdf, --no-pdf"));
  }
  const at = (name: string) => resolve(callersFolder(), name);
  const named = given.named.map(at);
  const missing = named.find((path) => !existsSync(path));
  if (missing) throw new Problem(texts.noNotebooks(missing));
  const notebooks = named.length > 0 ? named : lessons();
  if (notebooks.length === 0) throw new Problem(texts.noNotebooks(inPackage("notebooks")));
  const output = given.value("output") ?? (isDependency ? "handouts" : inPackage("handouts"));
  const pdf = given.has("pdf") ? true : given.has("no-pdf") ? false : undefined;
  return { notebooks, output: at(output), pdf, svg: given.has("svg") };
}
