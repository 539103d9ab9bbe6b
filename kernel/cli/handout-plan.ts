/** What `sinapse handouts` is about to write, checked before anything runs: nothing is lost by it. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { inPackage } from "../node/package-root.ts";
import { type HandoutRecord, readRecord } from "./handout-record.ts";

/** One notebook, and the files that it becomes. */
export interface PlannedHandout {
  notebook: string;
  html: string;
  /** Undefined where no PDF is asked for. */
  pdf: string | undefined;
  /** The copy of the notebook with pictures; undefined where none is asked for. */
  copy: string | undefined;
}

/** Everything that will be written. */
export interface HandoutPlan {
  handouts: PlannedHandout[];
  /** The page that lists them; undefined where there is none. */
  index: string | undefined;
  record: HandoutRecord;
  /** Why others of the notebooks become no handout. */
  failures: Problem[];
  /** Removes the folders that were made for the plan and in which nothing lies. */
  removeEmptyFolders: () => void;
}

/**
 * Decides where each handout goes, and makes the folders for them. Notebooks of one folder go straight
 * into the output folder, those of several into folders named after theirs; what was written earlier
 * keeps its place.
 *
 * @throws {Problem} where a file would be written over a notebook, over another handout of the same
 * run, or over anything that this command did not make from the same notebook; and for an output
 * folder that cannot be written to
 */
export function planHandouts(
  notebooks: readonly string[],
  output: string,
  { pdf, svg }: { pdf: boolean; svg: boolean },
): HandoutPlan {
  const record = readRecord(output);
  const failures: Problem[] = [];
  const handouts: PlannedHandout[] = [];
  for (const notebook of notebooks) {
    const failure = whyNoHandout(notebook);
    if (failure) {
      failures.push(failure);
      continue;
    }
    const folder = record.folderOf(notebook) ?? newFolder(notebook, notebooks, output);
    const target = join(output, folder, basename(notebook).replace(/\.ipynb$/i, ""));
    const handout = {
      notebook,
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
  const index = indexOf(handouts, output, record);
  const folders = new Set([output, ...handouts.map(({ html }) => dirname(html))]);
  for (const folder of folders) refuseNoFolder(folder);
  for (const handout of handouts) {
    for (const file of filesOf(handout)) refuseSources(file, notebooks);
  }
  if (index) refuseSources(index, notebooks);
  for (const handout of handouts) {
    for (const file of filesOf(handout)) record.check(file, handout.notebook);
  }
  if (index) record.check(index, output);
  const removeEmptyFolders = handouts.length > 0 ? makeFolders([...folders]) : () => {};
  return { handouts, index, record, failures, removeEmptyFolders };
}

/** The folder below the output folder for a notebook from whose folder nothing was written yet. */
function newFolder(notebook: string, notebooks: readonly string[], output: string): string {
  const folder = dirname(notebook);
  if (existsSync(output) && realpathSync(output) === realpathSync(folder)) return "";
  const isAlone = notebooks.every((other) => dirname(other) === folder);
  // A lesson goes where it goes when all of them do.
  const isLesson = dirname(folder) === inPackage("notebooks");
  return isAlone && !isLesson ? "" : basename(folder);
}

/** Where the list goes: unless a page of that name is the front page itself. */
function indexOf(
  handouts: readonly PlannedHandout[],
  output: string,
  record: HandoutRecord,
): string | undefined {
  const index = join(output, "index.html");
  const inTheWay = handouts.find(({ html }) => {
    return dirname(html) !== output && sameName(dirname(html), index);
  });
  if (inTheWay && handouts.length > 1) {
    throw new Problem(texts.handoutInPlaceOfIndex(inTheWay.notebook, index));
  }
  const pages = [
    ...handouts.map(({ html }) => html),
    ...record.pages().map(({ name }) => join(output, name)),
  ];
  const isFrontPage = pages.some((page) => sameName(page, index));
  return !isFrontPage && (handouts.length > 1 || record.hasIndex) ? index : undefined;
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

/** What keeps a file from becoming a handout; undefined where nothing does. */
function whyNoHandout(path: string): Problem | undefined {
  try {
    if (!/\.ipynb$/i.test(path)) throw new Error("no notebook by its name");
    const notebook = JSON.parse(readFileSync(path, "utf8"));
    if (!Array.isArray(notebook?.cells)) throw new Error("no cells");
    return otherKernel(path, notebook.metadata?.kernelspec);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES") return new Problem(texts.notReadable(path));
    return new Problem(code === "ENOENT" ? texts.noNotebooks(path) : texts.notANotebook(path));
  }
}

/** A notebook of another language would be run as TypeScript, and might even mean something. */
function otherKernel(
  path: string,
  kernelspec?: { name?: string; display_name?: string; language?: string },
): Problem | undefined {
  if (!kernelspec) return undefined;
  const { name = "", display_name = name, language } = kernelspec;
  const isOurs = language ? /^(?:type|java)script$/i.test(language) : /sinapse|tslab/i.test(name);
  return isOurs ? undefined : new Problem(texts.otherKernel(path, display_name));
}

/** Where a file lies in the place of a folder, or of one above it. */
function refuseNoFolder(folder: string): void {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  if (!statSync(existing).isDirectory()) throw new Problem(texts.outputNoFolder(folder));
}

/** Makes folders that may be written to, or none of them; gives what removes them while empty. */
function makeFolders(folders: string[]): () => void {
  const made: string[] = [];
  const removeEmpty = () => {
    for (const folder of made.toReversed()) {
      if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
    }
  };
  for (const folder of folders) {
    try {
      made.push(...missingFolders(folder));
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
    } catch (error) {
      removeEmpty();
      const { code = "" } = error as NodeJS.ErrnoException;
      if (["EEXIST", "ENOTDIR"].includes(code)) throw new Problem(texts.outputNoFolder(folder));
      throw new Problem(texts.noPermission(texts.writingHandout(), folder));
    }
  }
  return removeEmpty;
}

/** The folders that making this one makes, outermost first. */
function missingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [...missingFolders(dirname(folder)), folder];
}
