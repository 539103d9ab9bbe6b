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
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { readsPortuguese } from "../bootstrap/locale.mjs";
import { Problem, runStep, sentenceFor, showProgress } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { inPackage, isDependency } from "../node/package-root.ts";
import { bakeNotebook } from "./bake-notebook.ts";
import { hasChromium } from "./chromium.ts";
import { environmentProgram, environmentVariables, prepareEnvironment } from "./environment.ts";
import { executeNotebook } from "./execute-notebook.ts";
import { indexPage } from "./handout-index.ts";
import { readHead } from "./handout-page.ts";
import { type HandoutPlan, type PlannedHandout, planHandouts } from "./handout-plan.ts";
import { readOptions } from "./options.ts";
import { printHandout } from "./print-handout.ts";

/** The command. */
export async function handouts(parameters: string[]): Promise<void> {
  const { notebooks, output, pdf, svg } = parse(parameters);
  if ((pdf || svg) && !hasChromium()) throw new Problem(texts.noChromium());
  const printed = pdf ?? hasChromium();
  const plan = planHandouts(notebooks, output, { pdf: printed, svg });
  const all = plan.handouts.length + plan.failures.length;
  const failures: Problem[] = [];
  const fail = (error: unknown) => {
    failures.push(error instanceof Problem ? error : new Problem(sentenceFor(error)));
    if (all > 1) console.error(failures.at(-1)!.message);
  };
  for (const failure of plan.failures) fail(failure);
  const scratch = mkdtempSync(join(tmpdir(), "sinapse-handouts-"));
  try {
    if (plan.handouts.length > 0) await prepareEnvironment();
    if (plan.handouts.length > 0 && pdf === undefined && !printed) console.log(texts.noPdf());
    for (const [number, handout] of plan.handouts.entries()) {
      try {
        for await (const { file, target } of makeHandout(handout, join(scratch, String(number)))) {
          plan.record.publish(file, target, handout.notebook);
          sayWritten(target);
        }
      } catch (error) {
        fail(error);
      }
    }
    writeIndex(plan, output, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    plan.removeEmptyFolders();
  }
  const [first] = failures;
  if (!first) return;
  throw all > 1 ? new Problem(texts.handoutsFailed(failures.length, all)) : first;
}

/** Lists every page of the output folder, of this run and of earlier ones. */
function writeIndex({ index, record }: HandoutPlan, output: string, scratch: string): void {
  const pages = record.pages();
  if (!index || pages.length === 0) return;
  const listed = pages.map(({ name }) => {
    const folder = dirname(name);
    const stem = basename(name, ".html");
    const head = readHead(join(output, name), stem);
    return { folder: folder === "." ? "" : folder, file: basename(name), ...head };
  });
  const page = join(scratch, "index.html");
  writeFileSync(page, indexPage(courseOf(pages.map(({ source }) => dirname(source))), listed));
  record.publish(page, index, output);
}

/** What the pages' notebooks are together: the folder that holds all of them. */
function courseOf(folders: string[]): string {
  let common = folders[0]!;
  const holds = (folder: string) => folder === common || folder.startsWith(join(common, sep));
  while (!folders.every(holds)) common = dirname(common);
  // Our own lessons, and folders named after a language only.
  if (common.startsWith(inPackage("notebooks"))) return "Sinapse";
  if (/^(?:pt|en)(?:[-_]\w+)?$/i.test(basename(common))) common = dirname(common);
  return basename(common) || "Sinapse";
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
  const progress = showProgress(texts.executing(shown(notebook)));
  try {
    await executeNotebook(notebook, executed, { name: shown(notebook), progress: progress.at });
  } finally {
    progress.done();
  }
  // nbconvert takes a name for a pattern, and braces in the path of its output for a template.
  const pattern = `./${basename(executed).replace(/[[*?]/g, "[$&]")}`;
  // The author's own notebook, which has just run: nothing in it is kept from the page.
  const traits = {
    sanitize_html: "False",
    picture_folder: dirname(notebook),
    // For a notebook whose words do not tell.
    language_code: readsPortuguese(process.env) ? "pt" : "en",
  };
  const options = Object.entries(traits).map(
    ([name, value]) => `--SinapseExporter.${name}=${value}`,
  );
  const output = await runStep(
    texts.writingHandout(),
    environmentProgram("python"),
    [inPackage("kernel", "jupyter", "convert.py"), "--to", "sinapse", ...options, pattern],
    { cwd: scratch, env: environmentVariables() },
  );
  for (const { cell, picture } of missingPictures(output)) {
    console.error(texts.pictureMissing(shown(notebook), cell, picture));
  }
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

/** What the exporter's log says of pictures that the page does not hold. */
function missingPictures(log: string): { cell: number; picture: string }[] {
  const line = /cell (\d+): the picture ("(?:[^"\\]|\\.)*") is not in the page/g;
  return [...log.matchAll(line)].map(([, cell, picture]) => ({
    cell: Number(cell),
    picture: JSON.parse(picture!),
  }));
}

/** A path as the person finds it: from where they are, or whole where that would lead upwards. */
function shown(path: string): string {
  const near = relative(callersFolder(), path);
  return near.startsWith("..") || isAbsolute(near) ? path : near;
}

function sayWritten(file: string): void {
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  console.log(texts.handoutWritten(shown(file), megabytes));
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
  const notebooks = named.length > 0 ? named : lessons();
  if (notebooks.length === 0) throw new Problem(texts.noNotebooks(inPackage("notebooks")));
  const output = given.value("output") ?? (isDependency ? "handouts" : inPackage("handouts"));
  const pdf = given.has("pdf") ? true : given.has("no-pdf") ? false : undefined;
  return { notebooks, output: at(output), pdf, svg: given.has("svg") };
}
