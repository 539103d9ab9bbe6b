/** The runtime as a process of Node's: starts the child and connects it. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type {
  CommMessage,
  DebugRequest,
  ExecuteMessage,
  RuntimeMessage,
  SessionMessage,
} from "./messages.ts";
import { ProcessEnd } from "./process-end.ts";
import type { Runtime, RuntimeOptions } from "./runtime.ts";
import {
  type ChildFrame,
  encodeFrame,
  FrameDecoder,
  type ProcessGroupMessage,
  RawOutput,
} from "./transport.ts";

export interface LaunchOptions extends RuntimeOptions {
  /** The folder that imports and relative paths start from: the notebook's. */
  cwd: string;
  /** Default: our own. */
  env?: NodeJS.ProcessEnv;
  /** The limit of the JavaScript heap; default: Node's own. */
  heapMegabytes?: number;
}

// Run from source (tests), the child is still the built one: Node 20 does not strip types.
const entry = fileURLToPath(
  import.meta.url.endsWith(".ts")
    ? new URL("../../../dist/kernel/runtime/child.js", import.meta.url)
    : new URL("../child.js", import.meta.url),
);

const flags = [
  // Stopping user code in a timer callback would else abort the process.
  "--no-force-async-hooks-checks",
  // import.meta.resolve with the notebook's folder as the place to resolve from.
  "--experimental-import-meta-resolve",
  "--disable-warning=ExperimentalWarning",
  // process.binding, see async-stack.ts.
  "--disable-warning=DEP0111",
];

/** Starts a child that runs user code; it is ready when it says so. */
export function launchChild(options: LaunchOptions): Runtime & { readonly pid: number } {
  const heap = options.heapMegabytes ? [`--max-old-space-size=${options.heapMegabytes}`] : [];
  // A process cannot start in a folder that is gone: it starts in another, and is told of it.
  const gone = !existsSync(options.cwd);
  const cwd = gone ? mkdtempSync(join(tmpdir(), "sinapse-gone-")) : options.cwd;
  const parameters = gone ? [entry, options.cwd] : [entry];
  const child = spawn(process.execPath, [...flags, ...heap, ...parameters], {
    cwd,
    env: { ...(options.env ?? process.env), SINAPSE_TYPES: options.types },
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
    // Ctrl+C in a terminal reaches the supervisor, which decides.
    detached: process.platform !== "win32",
  });
  // It has removed that folder itself if it has run anything.
  if (gone) child.once("exit", () => removeFolder(cwd));
  return new Connection(child, options);
}

function removeFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // It is gone.
  }
}

class Connection implements Runtime {
  readonly #child: ChildProcess;
  readonly #options: LaunchOptions;
  /** Frames that wait for the raw output before them. */
  #waiting: Exclude<ChildFrame, ProcessGroupMessage>[] = [];
  /** The process groups that user code started: they end with the child. */
  readonly #groups = new Set<number>();
  readonly #reached = { stdout: 0, stderr: 0 };
  readonly #ended = { stdout: false, stderr: false };
  readonly #end = new ProcessEnd();
  /** The request that raw output is attributed to. */
  #parent = "";

  constructor(child: ChildProcess, options: LaunchOptions) {
    this.#child = child;
    this.#options = options;
    if (this.pid > 0) this.#groups.add(this.pid);
    const decoder = new FrameDecoder<ChildFrame>();
    (child.stdio[3] as Readable).on("data", (chunk: Buffer) => {
      for (const frame of decoder.push(chunk)) {
        if (frame.type !== "process_group") this.#waiting.push(frame);
        else if (frame.lives) this.#groups.add(frame.id);
        else this.#groups.delete(frame.id);
      }
      this.#deliver();
    });
    this.#readRaw("stdout");
    this.#readRaw("stderr");
    // The child may be gone while we write: its exit tells.
    const control = child.stdio[4] as Duplex;
    control.on("error", () => {});
    // The control thread answers while user code stands at a breakpoint.
    const answers = new FrameDecoder<RuntimeMessage>();
    control.on("data", (chunk: Buffer) => {
      for (const message of answers.push(chunk)) options.onMessage(message);
    });
    child.on("error", () => options.onExit(this.#end.reason(null, null)));
    child.on("exit", (code, signal) => void this.#finish(code, signal));
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  execute(message: ExecuteMessage): void {
    this.#parent = message.id;
    this.#send(message);
  }

  comm(message: CommMessage): void {
    this.#send(message);
  }

  answer(value: string): void {
    this.#send({ type: "input_reply", value });
  }

  interrupt(): void {
    this.#send({ type: "interrupt" });
  }

  debug(request: DebugRequest): void {
    this.#send({ type: "debug_request", request });
  }

  end(): void {
    this.#killGroups();
    this.#child.kill("SIGKILL");
  }

  #send(message: SessionMessage): void {
    const stream = this.#child.stdio[4] as Duplex;
    if (stream.writable) stream.write(encodeFrame(message));
  }

  /** Ends what user code started and left behind. */
  #killGroups(): void {
    if (process.platform === "win32") return;
    for (const group of this.#groups) {
      try {
        process.kill(-group, "SIGKILL");
      } catch {
        // No such group any more.
      }
    }
  }

  /** Reads the pipes to their ends; a process that user code left behind may hold stdout open. */
  async #finish(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    this.#killGroups();
    const { stdout, stderr, stdio } = this.#child;
    const wait = AbortSignal.timeout(100);
    const ends = [stdio[3] as Readable, stdout!, stderr!].map((stream) =>
      finished(stream, { signal: wait, writable: false }).catch(() => {}),
    );
    await Promise.all(ends);
    this.#ended.stdout = this.#ended.stderr = true;
    this.#deliver();
    this.#options.onExit(this.#end.reason(code, signal));
  }

  #readRaw(name: "stdout" | "stderr"): void {
    const raw = new RawOutput(
      (printed) => {
        const text = name === "stderr" ? this.#end.withoutLastWords(printed) : printed;
        const parent = this.#parent;
        if (text) this.#options.onMessage({ type: "stream", parent, name, text });
      },
      (barrier) => {
        this.#reached[name] = barrier;
        this.#deliver();
      },
    );
    const stream = this.#child[name]!;
    stream.on("data", (chunk: Buffer) => raw.push(chunk));
    stream.on("end", () => {
      raw.end();
      this.#ended[name] = true;
      this.#deliver();
    });
  }

  #deliver(): void {
    const { onMessage } = this.#options;
    let next = 0;
    for (; next < this.#waiting.length; next++) {
      const frame = this.#waiting[next]!;
      if (frame.type !== "barrier") onMessage(frame);
      else if (!this.#passed("stdout", frame.number) || !this.#passed("stderr", frame.number))
        break;
    }
    this.#waiting.splice(0, next);
  }

  #passed(name: "stdout" | "stderr", barrier: number): boolean {
    return this.#ended[name] || this.#reached[name] >= barrier;
  }
}
