/** What `sinapse handouts` is about to write, checked before anything runs: nothing is lost by it. */
import { accessSync, constants, mkdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { titleOf } from "./handout-index.ts";
import { type HandoutRecord, readRecord } from "./handout-record.ts";

/** One notebook, and the files that it becomes. */
export interface PlannedHandout {
  notebook: string;
  /** Its first heading, or its name. */
  title: string;
  /** The folder below the output folder, named after the notebook's own: "pt". */
  folder: string;
  html: string;
  /** Undefined where no PDF is asked for. */
  pdf: string | undefined;
  /** The copy of the notebook with pictures; undefined where none is asked for. */
  copy: string | undefined;
}

/** Everything that will be written. */
interface HandoutPlan {
  handouts: PlannedHandout[];
  /** The page that lists them; undefined for a single handout. */
  index: string | undefined;
  record: HandoutRecord;
}

/**
 * Decides where each handout goes.
 *
 * @throws {Problem} where a file would be written over a notebook, over another handout of the same
 * run, or over anything that this command did not make from the same notebook; and for what is no
 * notebook, or an output folder that cannot be written to
 */
export function planHandouts(
  notebooks: readonly string[],
  output: string,
  { pdf, svg }: { pdf: boolean; svg: boolean },
): HandoutPlan {
  const handouts: PlannedHandout[] = [];
  for (const notebook of notebooks) {
    const folder = basename(dirname(notebook));
    const target = join(output, folder, basename(notebook).replace(/\.ipynb$/i, ""));
    const handout = {
      notebook,
      title: titleOf(notebook, readNotebook(notebook)),
      folder,
      html: `${target}.html`,
      pdf: pdf ? `${target}.pdf` : undefined,
      copy: svg ? `${target}.ipynb` : undefined,
    };
    const twin = handouts.find(({ html }) => sameName(html, handout.html));
    if (!twin) handouts.push(handout);
    else if (realpathSync(twin.notebook) !== realpathSync(notebook)) {
      throw new Problem(texts.handoutsCollide(twin.notebook, notebook, handout.html));
    }
  }
  const index = handouts.length > 1 ? join(output, "index.html") : undefined;
  const inTheWay = handouts.find(
    ({ html, folder }) =>
      index && (sameName(html, index) || (folder && sameName(dirname(html), index))),
  );
  if (inTheWay) throw new Problem(texts.handoutInPlaceOfIndex(inTheWay.notebook, String(index)));
  for (const folder of new Set([output, ...handouts.map(({ html }) => dirname(html))])) {
    makeFolder(folder);
  }
  for (const handout of handouts) {
    for (const file of filesOf(handout)) refuseSources(file, notebooks);
  }
  if (index) refuseSources(index, notebooks);
  const record = readRecord(output);
  for (const handout of handouts) {
    for (const file of filesOf(handout)) record.check(file, handout.notebook);
  }
  if (index) record.check(index, output);
  return { handouts, index, record };
}

/** The files that a notebook becomes. */
function filesOf({ html, pdf, copy }: PlannedHandout): string[] {
  return [html, pdf, copy].filter((file) => file !== undefined);
}

/** The same file on some system: macOS and Windows ignore case, and macOS how accents are written. */
function sameName(one: string, other: string): boolean {
  const plain = (path: string) => path.normalize("NFC").toLowerCase();
  return plain(one) === plain(other);
}

/** By identity, not by name: links, and systems that ignore case, give a file several names. */
function refuseSources(target: string, notebooks: readonly string[]): void {
  const identity = (path: string) => {
    const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
    return facts && `${facts.dev} ${facts.ino}`;
  };
  const existing = identity(target);
  const source = existing && notebooks.find((notebook) => identity(notebook) === existing);
  if (source) throw new Problem(texts.handoutOverSource(target, source));
}

function readNotebook(path: string): unknown {
  try {
    if (!/\.ipynb$/i.test(path)) throw new Error("no notebook by its name");
    const notebook = JSON.parse(readFileSync(path, "utf8"));
    if (!Array.isArray(notebook?.cells)) throw new Error("no cells");
    refuseOtherKernels(path, notebook.metadata?.kernelspec);
    return notebook;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES") throw new Problem(texts.notReadable(path));
    throw new Problem(texts.notANotebook(path));
  }
}

/** A notebook of another language would be run as TypeScript, and might even mean something. */
function refuseOtherKernels(
  path: string,
  kernelspec?: { name?: string; display_name?: string; language?: string },
): void {
  if (!kernelspec) return;
  const { name = "", display_name = name, language } = kernelspec;
  const isOurs = language ? /^(?:type|java)script$/i.test(language) : /sinapse|tslab/i.test(name);
  if (!isOurs) throw new Problem(texts.otherKernel(path, display_name));
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["EEXIST", "ENOTDIR"].includes(code)) throw new Problem(texts.outputNoFolder(folder));
    throw new Problem(texts.noPermission(texts.writingHandout(), folder));
  }
}
