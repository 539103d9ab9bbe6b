/** The history as its storage keeps it: for each session a text, in it a line for each entry. */
import type { HistoryEntry, HistoryRequest } from "../protocol/shell.ts";
import { beginning } from "../texts/beginning.ts";
import { glob } from "./glob.ts";
import type { History, HistoryStorage } from "./history.ts";

interface Entry {
  session: number;
  line: number;
  input: string;
  output: string | null;
}

const keptOutput = 10_000;
/** The kernel answers others after so many milliseconds of reading. */
const slice = 20;

export class StoredHistory implements History {
  readonly #storage: HistoryStorage;
  readonly #log: (line: string) => void;
  readonly #current: Entry[] = [];
  #session = 0;
  #isKept = true;

  constructor(storage: HistoryStorage, log: (line: string) => void) {
    this.#storage = storage;
    this.#log = log;
  }

  add(line: number, input: string, output: string | null): void {
    this.#begin();
    const entry = {
      session: this.#session,
      line,
      input,
      output: output === null ? null : beginning(output, keptOutput),
    };
    this.#current.push(entry);
    if (!this.#isKept) return;
    this.#keep(() =>
      this.#storage.append(this.#session, JSON.stringify([line, input, entry.output])),
    );
  }

  async find(request: HistoryRequest): Promise<HistoryEntry[]> {
    this.#begin();
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
        await new Promise((done) => setTimeout(done));
        since = performance.now();
      }
    }
    return found.reverse();
  }

  /** The numbers of the kept sessions and of this one, ascending. */
  #sessions(): number[] {
    const earlier = this.#storage.sessions().filter((number) => number < this.#session);
    return [...earlier, this.#session].sort((a, b) => a - b);
  }

  #read(session: number): Entry[] {
    if (session === this.#session) return [...this.#current];
    const lines = this.#storage.read(session).split("\n");
    return lines.flatMap((json) => {
      try {
        const [line, input, output = null] = JSON.parse(json) as [number, string, string | null];
        return typeof input === "string" ? [{ session, line, input, output }] : [];
      } catch {
        return []; // The last line of a session that was killed.
      }
    });
  }

  /** Takes a number; done late, as most sessions start with nothing to keep. */
  #begin(): void {
    if (this.#session > 0) return;
    this.#keep(() => {
      this.#session = this.#storage.begin();
    });
    this.#session ||= Math.max(0, ...this.#storage.sessions()) + 1;
  }

  /** Without storage, the history is that of this session. */
  #keep(store: () => void): void {
    try {
      store();
    } catch (error) {
      this.#log(`history is not kept: ${(error as Error).message}`);
      this.#isKept = false;
    }
  }
}
