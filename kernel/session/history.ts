/**
 * What was run in this session and in earlier ones.
 *
 * Each session is one file, `history/42.jsonl`, with one line for each entry: kernels that run
 * side by side never write to the same file, and 42 is the session's number.
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
import type { HistoryEntry, HistoryRequest } from "../protocol/shell.ts";
import { beginning } from "../texts/beginning.ts";
import { glob } from "./glob.ts";

interface Entry {
  session: number;
  line: number;
  input: string;
  output: string | null;
}

const keptSessions = 1000;
const keptOutput = 10_000;
/** Files with greater numbers are not ours; numbers stay exact. */
const greatest = 1_000_000_000;
/** Others may take a number before us, not this many. */
const mostTries = 1000;
/** The kernel answers others after so many milliseconds of reading. */
const slice = 20;

export class History {
  readonly #directory: string;
  readonly #log: (line: string) => void;
  readonly #current: Entry[] = [];
  #session = 0;
  #file: string | undefined;

  constructor(dataDirectory: string, log: (line: string) => void) {
    this.#directory = join(dataDirectory, "history");
    this.#log = log;
  }

  /** Keeps what was run as line number `line`; `output` is the text of its result. */
  add(line: number, input: string, output: string | null): void {
    this.#open();
    const entry = {
      session: this.#session,
      line,
      input,
      output: output === null ? null : beginning(output, keptOutput),
    };
    this.#current.push(entry);
    if (!this.#file) return;
    try {
      appendFileSync(this.#file, `${JSON.stringify([line, input, entry.output])}\n`);
    } catch (error) {
      this.#log(`history is not kept on disk: ${(error as Error).message}`);
      this.#file = undefined;
    }
  }

  /** The entries that a history request asks for, oldest first. */
  async find(request: HistoryRequest): Promise<HistoryEntry[]> {
    this.#open();
    return (await this.#entries(request)).map(({ session, line, input, output }) => [
      session,
      line,
      request.output ? [input, output] : input,
    ]);
  }

  async #entries(request: HistoryRequest): Promise<Entry[]> {
    const { n = Number.POSITIVE_INFINITY } = request;
    switch (request.hist_access_type) {
      case "tail":
        return this.#newest(n, () => true);
      case "range": {
        const { session, start, stop = Number.POSITIVE_INFINITY } = request;
        const number = session > 0 ? session : this.#session + session;
        return this.#read(number).filter(({ line }) => line >= start && line < stop);
      }
      case "search": {
        const pattern = glob(request.pattern);
        const seen = new Set<string>();
        return this.#newest(n, ({ input }) => {
          if (!pattern(input) || (request.unique && seen.has(input))) return false;
          seen.add(input);
          return true;
        });
      }
    }
  }

  /** The newest `n` entries that pass, oldest first. */
  async #newest(n: number, passes: (entry: Entry) => boolean): Promise<Entry[]> {
    const found: Entry[] = [];
    let since = performance.now();
    for (const session of this.#sessions().reverse()) {
      for (const entry of this.#read(session).reverse()) {
        if (found.length >= n) return found.reverse();
        if (passes(entry)) found.push(entry);
        if (performance.now() - since < slice) continue;
        await new Promise((done) => setImmediate(done));
        since = performance.now();
      }
    }
    return found.reverse();
  }

  /** The numbers of the sessions on disk and of this one, ascending. */
  #sessions(): number[] {
    const numbers = new Set([this.#session]);
    try {
      for (const number of this.#kept()) if (number < this.#session) numbers.add(number);
    } catch {
      // Nothing was kept.
    }
    return [...numbers].sort((a, b) => a - b);
  }

  /** The numbers of the files, in any order. */
  #kept(): number[] {
    const names = readdirSync(this.#directory).map((name) => /^(\d+)\.jsonl$/.exec(name)?.[1]);
    return names.map(Number).filter((number) => number < greatest);
  }

  #read(session: number): Entry[] {
    if (session === this.#session) return [...this.#current];
    let text: string;
    try {
      text = readFileSync(join(this.#directory, `${session}.jsonl`), "utf8");
    } catch {
      return [];
    }
    return text.split("\n").flatMap((json) => {
      try {
        const [line, input, output = null] = JSON.parse(json) as [number, string, string | null];
        return typeof input === "string" ? [{ session, line, input, output }] : [];
      } catch {
        return []; // The last line of a session that was killed.
      }
    });
  }

  /** Takes the next free number; done late, as most sessions start with nothing to keep. */
  #open(): void {
    if (this.#session > 0) return;
    try {
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
      const earlier = this.#kept().sort((a, b) => a - b);
      for (const old of earlier.slice(0, -keptSessions)) {
        unlinkSync(join(this.#directory, `${old}.jsonl`));
      }
      this.#session = earlier.at(-1) ?? 0;
      for (let tries = 0; !this.#file; tries++) {
        if (tries === mostTries) throw new Error(`${this.#directory}: no number is free`);
        const file = join(this.#directory, `${++this.#session}.jsonl`);
        if (create(file)) this.#file = file;
      }
    } catch (error) {
      this.#session ||= 1;
      this.#log(`history is not kept on disk: ${(error as Error).message}`);
    }
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
