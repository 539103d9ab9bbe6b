/** The main thread's side of the language's thread. */
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { CellSource, Language } from "./language.ts";

/** A call of a method; without an id, nobody waits for its result. */
export interface Call {
  id?: number;
  method: keyof Language;
  values: unknown[];
}

export type Answer =
  | { id: number; result: unknown }
  | { id: number; error: unknown }
  | { log: string };

export interface ThreadOptions {
  /** The notebook's folder. */
  cwd: string;
  /** The process whose end is to be ours, if any. */
  parent?: number;
  log(line: string): void;
}

// Run from source (tests), the thread is still the built one: Node 20 does not strip types.
const entry = fileURLToPath(
  import.meta.url.endsWith(".ts")
    ? new URL("../../dist/kernel/language/worker.js", import.meta.url)
    : new URL("./worker.js", import.meta.url),
);

/** Node starts no thread where the folder that the process is in was deleted. */
function leaveLostFolder(): void {
  try {
    process.cwd();
  } catch {
    process.chdir(tmpdir());
  }
}

interface Pending {
  resolve(result: never): void;
  reject(error: unknown): void;
}

/** Starts the language in a thread of its own. One that is lost is started anew, and has the cells again. */
export function startLanguage(options: ThreadOptions): Language {
  const pending = new Map<number, Pending>();
  let committed: CellSource[] = [];
  let calls = 0;
  let closed = false;
  let worker: Worker | undefined;

  function start(): Worker {
    const { cwd, parent } = options;
    leaveLostFolder();
    const started = new Worker(entry, { workerData: { cwd, parent } });
    // The sockets keep the process alive, and it ends when they close.
    started.unref();
    started.on("message", (answer: Answer) => {
      if ("log" in answer) return options.log(answer.log);
      const waiting = pending.get(answer.id);
      pending.delete(answer.id);
      if ("error" in answer) waiting?.reject(answer.error);
      else waiting?.resolve(answer.result as never);
    });
    started.on("error", (error) => {
      options.log(`the language's thread: ${error.stack ?? error}`);
      lost(error);
    });
    started.on("exit", () => lost(new Error("The language's thread has ended.")));
    const lost = (error: Error): void => {
      if (worker !== started) return;
      worker = undefined;
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
    };
    for (const { source, url } of committed) {
      started.postMessage({ method: "commit", values: [source, url] } satisfies Call);
    }
    return started;
  }

  function tell(method: keyof Language, ...values: unknown[]): void {
    if (closed) return;
    worker ??= start();
    worker.postMessage({ method, values } satisfies Call);
  }

  function ask<Result>(method: keyof Language, ...values: unknown[]): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (closed) throw new Error("The language was closed.");
      worker ??= start();
      const id = ++calls;
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, method, values } satisfies Call);
    });
  }

  worker = start();
  return {
    compile: (source, url, types) => ask("compile", source, url, types),
    complete: (source, cursor) => ask("complete", source, cursor),
    inspect: (source, cursor, detailLevel) => ask("inspect", source, cursor, detailLevel),
    isComplete: (source) => ask("isComplete", source),
    formatDiagnostics: (source, found, cell) => ask("formatDiagnostics", source, found, cell),
    prepare: (cells) => tell("prepare", cells),
    commit(source, url) {
      tell("commit", source, url);
      committed.push({ source, url });
    },
    reset() {
      committed = [];
      return ask("reset");
    },
    async close() {
      closed = true;
      // Its checker ends, too, when the pipe to it closes.
      await worker?.terminate();
    },
  };
}
