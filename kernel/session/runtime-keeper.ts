/** The life of the runtime of a session: started, lost to a crash, started again. */

import type { ErrorContent } from "../protocol/iopub.ts";
import type {
  CommMessage,
  DebugRequest,
  ExecuteDoneMessage,
  ExecuteMessage,
  RuntimeMessage,
} from "../runtime/link/messages.ts";
import type { Runtime, RuntimeOptions, StartRuntime } from "../runtime/link/runtime.ts";
import { describeEnd } from "./runtime-end.ts";

interface KeeperOptions {
  start: StartRuntime;
  /** The setting for a runtime that starts now. */
  types(): RuntimeOptions["types"];
  /** Receives what cells show, ask and say to front ends. */
  onMessage(message: RuntimeMessage): void;
  /**
   * The runtime is gone, and all variables with it.
   * @param told Whether a cell's error says so.
   * @param wanted Whether a cell asked for a fresh session, by `%reset`.
   */
  onLost(reason: ErrorContent, told: boolean, wanted: boolean): void;
}

/** The runtime ended while a cell ran. */
export class RuntimeLost extends Error {
  override name = "RuntimeLost";
  readonly content: ErrorContent;

  constructor(content: ErrorContent) {
    super(content.evalue);
    this.content = content;
  }
}

interface Running {
  done(message: ExecuteDoneMessage): void;
  lost(reason: RuntimeLost): void;
  /** When it was first asked to stop. */
  interrupted?: number;
  /** Ends the runtime, as the cell was asked a second time. */
  deadline?: ReturnType<typeof setTimeout>;
}

// Native code cannot be stopped: who asks again after this long wants the process to end.
const patience = 3000;

// Who asks twice in a hurry does not ask a third time: the process ends if the cell has not by then.
const grace = 5000;

// An interrupt that comes at the end of its cell must not stop the next one.
const settling = 40;

export class RuntimeKeeper {
  readonly #options: KeeperOptions;
  #runtime: Runtime | undefined;
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
  /** It was ended as its cell did not stop. */
  #givenUp = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Starts the process unless it lives; resolves when it can run cells. */
  start(): Promise<void> {
    if (!this.#runtime) this.#ready = this.#start();
    return this.#ready;
  }

  /**
   * Runs a cell to its end.
   * @param begins Called when the process is there and the cell is about to be sent; where it
   *   throws, as the cell was stopped meanwhile, the cell does not run.
   * @throws {RuntimeLost} Where the process ends before the cell does.
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
      this.#running.set(message.id, { done, lost });
      this.#runtime?.execute(message);
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
      this.#comms.set(message.parent, done);
      this.#runtime?.comm(message);
    });
  }

  /** Answers the question of a cell. */
  answer(value: string): void {
    this.#runtime?.answer(value);
  }

  /** Asks the debugger of the runtime, which is started first where there is none. */
  async debug(request: DebugRequest): Promise<void> {
    await this.start();
    this.#runtime?.debug(request);
  }

  /** Stops the running cell; one that goes on although it was asked again loses its process. */
  interrupt(): void {
    // Nothing runs yet in a process that starts, and what it is to run asks before it begins.
    if (!this.#isReady) return;
    const now = Date.now();
    this.#interrupted = now;
    this.#runtime?.interrupt();
    for (const [id, running] of this.#running) {
      if (running.interrupted === undefined) running.interrupted = now;
      else if (now - running.interrupted > patience) this.#giveUp(id);
      else running.deadline ??= setTimeout(() => this.#giveUp(id), grace);
    }
  }

  #giveUp(id: string): void {
    if (!this.#running.has(id)) return;
    this.#givenUp = true;
    this.#runtime?.end();
  }

  /** Ends the runtime for good. */
  close(): void {
    this.#closed = true;
    for (const { deadline } of this.#running.values()) clearTimeout(deadline);
    this.#runtime?.end();
  }

  #start(): Promise<void> {
    this.#givenUp = false;
    this.#ended = [];
    return new Promise((ready, lost) => {
      let lived = false;
      this.#runtime = this.#options.start({
        types: this.#options.types(),
        onMessage: (message) => {
          if (message.type === "ready") {
            lived = true;
            this.#isReady = true;
            ready();
          } else this.#receive(message);
        },
        onExit: (end) => {
          this.#runtime = undefined;
          this.#isReady = false;
          if (this.#closed) return;
          const reason = describeEnd(end, this.#givenUp);
          lost(new RuntimeLost(reason));
          this.#lose(reason, lived);
        },
      });
    });
  }

  #receive(message: RuntimeMessage): void {
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
      default:
        this.#options.onMessage(message);
    }
  }

  #finish(message: ExecuteDoneMessage): void {
    const running = this.#running.get(message.id);
    this.#running.delete(message.id);
    clearTimeout(running?.deadline);
    running?.done(message);
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
    for (const { deadline, lost } of running) {
      clearTimeout(deadline);
      lost(new RuntimeLost(reason));
    }
  }
}
