/**
 * The history's storage: each session is one file, `history/42.jsonl`, where 42 is its number.
 * Kernels that run side by side never write to the same file.
 */
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { HistoryStorage } from "../history/history.ts";

const keptSessions = 1000;
/** Files with greater numbers are not ours; numbers stay exact. */
const greatest = 1_000_000_000;
/** Others may take a number before us, not this many. */
const mostTries = 1000;

export class HistoryFiles implements HistoryStorage {
  readonly #directory: string;

  constructor(dataDirectory: string) {
    this.#directory = join(dataDirectory, "history");
  }

  /** Takes the next free number. */
  begin(): number {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const earlier = this.#numbers().sort((a, b) => a - b);
    for (const old of earlier.slice(0, -keptSessions)) unlinkSync(this.#file(old));
    const newest = earlier.at(-1) ?? 0;
    for (let next = newest + 1; next <= newest + mostTries; next++) {
      if (create(this.#file(next))) return next;
    }
    throw new Error(`${this.#directory}: no number is free`);
  }

  append(session: number, line: string): void {
    appendFileSync(this.#file(session), `${line}\n`);
  }

  sessions(): number[] {
    try {
      return this.#numbers();
    } catch {
      return []; // Nothing was kept.
    }
  }

  read(session: number): string {
    try {
      return readFileSync(this.#file(session), "utf8");
    } catch {
      return "";
    }
  }

  #file(session: number): string {
    return join(this.#directory, `${session}.jsonl`);
  }

  #numbers(): number[] {
    const names = readdirSync(this.#directory).map((name) => /^(\d+)\.jsonl$/.exec(name)?.[1]);
    return names.map(Number).filter((number) => number < greatest);
  }
}

/** Creates the file; false where another kernel was faster. */
function create(file: string): boolean {
  try {
    writeFileSync(file, "", { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
