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
const recordName = ".sinapse-handouts.json";

/** The record of one output folder. */
export class HandoutRecord {
  readonly #output: string;
  readonly #sources: Map<string, string>;

  constructor(output: string, sources: Record<string, string>) {
    this.#output = output;
    this.#sources = new Map(Object.entries(sources));
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
    if (known !== this.#placeOf(source)) {
      throw new Problem(texts.handoutOfAnother(file, join(realpathSync(this.#output), known)));
    }
  }

  /** Moves a finished file to its place, at once and whole; a link that lies there is not followed. */
  publish(made: string, file: string, source: string): void {
    this.#sources.set(this.#nameOf(file), this.#placeOf(source));
    const passing = join(dirname(file), `.sinapse-${process.pid}.tmp`);
    try {
      const json = JSON.stringify(Object.fromEntries([...this.#sources].sort()), null, 1);
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
