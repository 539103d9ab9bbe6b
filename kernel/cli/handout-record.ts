/**
 * Which handout was made of which notebook: a small file in the output folder. By it a second run
 * knows what it may write over, and leaves alone what somebody else put there.
 */
import {
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { explain, Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";

/** The record's name in an output folder. */
export const recordName = ".sinapse-handouts.json";

/** The record of one output folder. */
export class HandoutRecord {
  readonly #output: string;
  readonly #sources: Map<string, string>;

  constructor(output: string, sources: Record<string, string>) {
    this.#output = output;
    this.#sources = new Map(Object.entries(sources));
  }

  /** The pages that are there, without the list of them: their names below the output folder. */
  pages(): { name: string; source: string }[] {
    return [...this.#sources]
      .filter(([name, place]) => place !== "" && name.endsWith(".html"))
      .filter(([name]) => existsSync(join(this.#output, name)))
      .map(([name, place]) => ({ name, source: join(realpathSync(this.#output), place) }));
  }

  /** Where below the output folder the pages of a notebook, else of its neighbours, lie already. */
  folderOf(notebook: string): string | undefined {
    const source = realpathSync(notebook);
    const pages = this.pages();
    const page =
      pages.find((known) => known.source === source) ??
      pages.find((known) => dirname(known.source) === dirname(source));
    return page && dirname(page.name).replace(/^\.$/, "");
  }

  /** Whether the list of all pages was written here. */
  get hasIndex(): boolean {
    return this.#sources.get("index.html") === "" && existsSync(join(this.#output, "index.html"));
  }

  /**
   * Whether a file may be written from this notebook.
   *
   * @throws {Problem} where there is one that was made of another notebook, or by somebody else
   */
  check(file: string, source: string): void {
    if (!lstatSync(file, { throwIfNoEntry: false })) return;
    const known = this.#sources.get(this.#nameOf(file));
    if (known === undefined || lstatSync(file).isDirectory()) {
      throw new Problem(texts.foreignHandout(file));
    }
    // The list of all pages can be written anew, or give way to a page of that name.
    if (known !== "" && known !== this.#placeOf(source)) {
      throw new Problem(texts.handoutOfAnother(file, join(realpathSync(this.#output), known)));
    }
  }

  /** Moves a finished file to its place, at once and whole; a link that lies there is not followed. */
  publish(made: string, file: string, source: string): void {
    this.#sources.set(this.#nameOf(file), this.#placeOf(source));
    const passing = join(dirname(file), `.sinapse-${process.pid}.tmp`);
    try {
      const json = JSON.stringify(Object.fromEntries(this.#sources), null, 1);
      writeFileSync(join(this.#output, recordName), `${json}\n`);
      copyFileSync(made, passing, constants.COPYFILE_EXCL);
      renameSync(passing, file);
    } catch (error) {
      rmSync(passing, { force: true });
      throw explain(texts.writingHandout(), String(error), dirname(file));
    }
  }

  #nameOf(file: string): string {
    return portable(relative(this.#output, file));
  }

  /** Relative, so that a course that moves as a whole stays what it is. */
  #placeOf(source: string): string {
    return portable(relative(realpathSync(this.#output), realpathSync(source)));
  }
}

/** The record of an output folder; empty where there is none. */
export function readRecord(output: string): HandoutRecord {
  const path = join(output, recordName);
  try {
    return new HandoutRecord(
      output,
      existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {},
    );
  } catch {
    throw new Problem(texts.unreadableRecord(path));
  }
}

function portable(path: string): string {
  return path.split(sep).join("/");
}
