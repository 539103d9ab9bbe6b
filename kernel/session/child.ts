/** The life of the process that runs user code: started, lost to a crash, started again. */
import { launchChild, type RuntimeChild } from "../runtime/launch.ts";
import type {
  ChildMessage,
  ErrorContent,
  ExecuteDoneMessage,
  ExecuteMessage,
  SupervisorMessage,
} from "../runtime/messages.ts";
import { describeEnd } from "./child-end.ts";

export interface ChildOptions {
  cwd: string;
  /** Receives all messages but `ready` and `execute_done`. */
  onMessage(message: ChildMessage): void;
  /** The process is gone, and all variables with it; a cell that ran was told by its `execute`. */
  onLost(reason: ErrorContent, cellsRan: boolean): void;
  launch?: typeof launchChild;
}

/** The process ended while a cell ran. */
export class ChildLost extends Error {
  override name = "ChildLost";
  readonly content: ErrorContent;

  constructor(content: ErrorContent) {
    super(content.evalue);
    this.content = content;
  }
}

interface Running {
  done(message: ExecuteDoneMessage): void;
  lost(reason: ChildLost): void;
}

// What V8 and Node print when they give up; it tells the reason, and does not help the user.
const lastWords = /\n?(<--- Last few GCs --->|FATAL ERROR: |#\n# Fatal error in )/;

export class Child {
  readonly #options: ChildOptions;
  readonly #running = new Map<string, Running>();
  #process: RuntimeChild | undefined;
  #ready: Promise<void> = Promise.resolve();
  #dying = "";
  #closed = false;

  constructor(options: ChildOptions) {
    this.#options = options;
  }

  /** Starts the process unless it lives; resolves when it can run cells. */
  start(): Promise<void> {
    if (!this.#process) this.#ready = this.#start();
    return this.#ready;
  }

  /**
   * Runs a cell to its end.
   * @throws {ChildLost} Where the process ends before the cell does.
   */
  async execute(message: ExecuteMessage): Promise<ExecuteDoneMessage> {
    await this.start();
    return new Promise((done, lost) => {
      this.#running.set(message.id, { done, lost });
      this.#process?.send(message);
    });
  }

  send(message: SupervisorMessage): void {
    this.#process?.send(message);
  }

  /** Ends the process; a new one is ready soon. */
  kill(): void {
    this.#process?.kill();
  }

  /** Ends the process for good. */
  close(): void {
    this.#closed = true;
    this.#process?.kill();
  }

  #start(): Promise<void> {
    this.#dying = "";
    return new Promise((ready, lost) => {
      let lived = false;
      this.#process = (this.#options.launch ?? launchChild)({
        cwd: this.#options.cwd,
        onMessage: (message) => {
          if (message.type === "ready") {
            lived = true;
            ready();
          } else this.#receive(message);
        },
        onExit: (code, signal) => {
          this.#process = undefined;
          if (this.#closed) return;
          const reason = describeEnd(code, signal, this.#dying);
          lost(new ChildLost(reason));
          this.#lose(reason, lived);
        },
      });
    });
  }

  #receive(message: ChildMessage): void {
    if (message.type === "execute_done") {
      this.#running.get(message.id)?.done(message);
      this.#running.delete(message.id);
    } else if (message.type === "stream" && message.name === "stderr") {
      const text = this.#withoutLastWords(message.text);
      if (text) this.#options.onMessage({ ...message, text });
    } else this.#options.onMessage(message);
  }

  /** Keeps what the process prints when it crashes for {@link describeEnd}. */
  #withoutLastWords(text: string): string {
    const start = this.#dying ? 0 : text.search(lastWords);
    if (start < 0) return text;
    this.#dying += text.slice(start);
    return text.slice(0, start);
  }

  #lose(reason: ErrorContent, lived: boolean): void {
    const running = [...this.#running.values()];
    this.#running.clear();
    this.#options.onLost(reason, running.length > 0);
    // One that never lived is tried again with the next cell, not without end.
    if (lived) this.start().catch(() => {});
    for (const { lost } of running) lost(new ChildLost(reason));
  }
}
