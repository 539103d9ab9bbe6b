/** The life of the process that runs user code: started, lost to a crash, started again. */

import type { ErrorContent } from "../protocol/iopub.ts";
import { launchChild, type RuntimeChild } from "../runtime/link/launch.ts";
import type {
  ChildMessage,
  CommMessage,
  ExecuteDoneMessage,
  ExecuteMessage,
  SupervisorMessage,
} from "../runtime/link/messages.ts";
import { describeEnd } from "./child-end.ts";

export interface ChildOptions {
  cwd: string;
  /** The environment of a process that starts now. */
  env(): NodeJS.ProcessEnv;
  /** Receives what cells show, ask and say to front ends. */
  onMessage(message: ChildMessage): void;
  /**
   * The process is gone, and all variables with it.
   * @param told Whether a cell's error says so.
   * @param wanted Whether a cell asked for a fresh session, by `%reset`.
   */
  onLost(reason: ErrorContent, told: boolean, wanted: boolean): void;
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
  /** When it was first asked to stop. */
  interrupted?: number;
  /** Ends the process, as the cell was asked a second time. */
  deadline?: NodeJS.Timeout;
}

// Native code cannot be stopped: who asks again after this long wants the process to end.
const patience = 3000;

// Who asks twice in a hurry does not ask a third time: the process ends if the cell has not by then.
const grace = 5000;

// An interrupt that comes at the end of its cell must not stop the next one.
const settling = 40;

// What V8 and Node print when they give up: it tells the reason, but does not help the user.
const lastWords =
  /\n?(<--- Last few GCs --->|FATAL ERROR: |#\n# Fatal error in |----- Native stack trace -----)/;

// What Node says at the end of a process that was interrupted or debugged.
const inspectorWords = "Waiting for the debugger to disconnect...\n";

export class Child {
  readonly #options: ChildOptions;
  #process: RuntimeChild | undefined;
  #ready: Promise<void> = Promise.resolve();
  #isReady = false;
  #closed = false;
  /** The cells that run, by their ids; one for each shell. */
  readonly #running = new Map<string, Running>();
  /** When the last interrupt was sent. */
  #interrupted = 0;
  /** The comm messages that the process handles. */
  readonly #comms = new Map<string, () => void>();
  /** The cells that told that the process would end. */
  #ended: ExecuteDoneMessage[] = [];
  #dying = "";
  /** It was ended as its cell did not stop. */
  #givenUp = false;

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
   * @param begins Called when the process is there and the cell is about to be sent; where it
   *   throws, as the cell was stopped meanwhile, the cell does not run.
   * @throws {ChildLost} Where the process ends before the cell does.
   */
  async execute(message: ExecuteMessage, begins: () => void): Promise<ExecuteDoneMessage> {
    await this.start();
    for (let settles = this.#settles(); settles > 0; settles = this.#settles()) {
      await new Promise((done) => setTimeout(done, settles));
      // It may have ended meanwhile.
      await this.start();
    }
    begins();
    return new Promise((done, lost) => {
      this.#process?.send(message);
      this.#running.set(message.id, { done, lost });
    });
  }

  /** So many milliseconds the last interrupt may still be under way. */
  #settles(): number {
    return this.#interrupted + settling - Date.now();
  }

  /** Passes a comm message on; resolves when it was handled. */
  async comm(message: CommMessage & { parent: string }): Promise<void> {
    await this.start();
    return new Promise((done) => {
      this.#process?.send(message);
      this.#comms.set(message.parent, done);
    });
  }

  send(message: SupervisorMessage): void {
    this.#process?.send(message);
  }

  /** Stops the running cell; one that goes on although it was asked again loses its process. */
  interrupt(): void {
    // Nothing runs yet in a process that starts, and what it is to run asks before it begins.
    if (!this.#isReady) return;
    const now = Date.now();
    this.#interrupted = now;
    this.#process?.send({ type: "interrupt" });
    for (const [id, running] of this.#running) {
      if (running.interrupted === undefined) running.interrupted = now;
      else if (now - running.interrupted > patience) this.#giveUp(id);
      else running.deadline ??= setTimeout(() => this.#giveUp(id), grace).unref();
    }
  }

  #giveUp(id: string): void {
    if (!this.#running.has(id)) return;
    this.#givenUp = true;
    this.#process?.kill();
  }

  /** Ends the process for good. */
  close(): void {
    this.#closed = true;
    this.#process?.kill();
  }

  #start(): Promise<void> {
    this.#dying = "";
    this.#givenUp = false;
    this.#ended = [];
    return new Promise((ready, lost) => {
      let lived = false;
      this.#process = launchChild({
        cwd: this.#options.cwd,
        env: this.#options.env(),
        onMessage: (message) => {
          if (message.type === "ready") {
            lived = true;
            this.#isReady = true;
            ready();
          } else this.#receive(message);
        },
        onExit: (code, signal) => {
          this.#process = undefined;
          this.#isReady = false;
          if (this.#closed) return;
          const reason = describeEnd(code, signal, this.#dying, this.#givenUp);
          lost(new ChildLost(reason));
          this.#lose(reason, lived);
        },
      });
    });
  }

  #receive(message: ChildMessage): void {
    switch (message.type) {
      case "execute_done":
        // The next cell must not go to a process that is about to end.
        if (message.ends) this.#ended.push(message);
        else this.#finish(message);
        break;
      case "comm_done":
        this.#comms.get(message.parent)?.();
        this.#comms.delete(message.parent);
        break;
      case "stream": {
        const text =
          message.name === "stderr" ? this.#withoutLastWords(message.text) : message.text;
        if (text) this.#options.onMessage({ ...message, text });
        break;
      }
      default:
        this.#options.onMessage(message);
    }
  }

  #finish(message: ExecuteDoneMessage): void {
    this.#running.get(message.id)?.done(message);
    this.#running.delete(message.id);
  }

  /** Keeps what the process prints when it crashes for {@link describeEnd}. */
  #withoutLastWords(said: string): string {
    const text = said.replace(inspectorWords, "");
    const start = this.#dying ? 0 : text.search(lastWords);
    if (start < 0) return text;
    this.#dying += text.slice(start);
    return text.slice(0, start);
  }

  #lose(reason: ErrorContent, lived: boolean): void {
    const wanted = this.#ended.some(({ error }) => !error);
    this.#options.onLost(reason, this.#running.size > 0, wanted);
    for (const done of this.#comms.values()) done();
    this.#comms.clear();
    for (const message of this.#ended) this.#finish(message);
    const running = [...this.#running.values()];
    this.#running.clear();
    // One that never lived is tried again with the next cell, not without end.
    if (lived) this.start().catch(() => {});
    for (const { lost } of running) lost(new ChildLost(reason));
  }
}
