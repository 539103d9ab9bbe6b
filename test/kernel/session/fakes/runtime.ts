/** A runtime that runs no code: a test says what each cell does. */
import type {
  CommMessage,
  DebugRequest,
  ExecuteDoneMessage,
  ExecuteMessage,
  RuntimeMessage,
} from "../../../../kernel/runtime/link/messages.ts";
import type {
  Runtime,
  RuntimeEnd,
  RuntimeOptions,
} from "../../../../kernel/runtime/link/runtime.ts";

/** What a cell does. What it returns is its result, what it throws its error. */
export type Behaviour = (cell: RunningCell) => unknown;

/** A cell or a comm message that the runtime handles. */
export class RunningCell {
  /** Never resolves; rejects when the cell is asked to stop. */
  readonly stopped: Promise<never>;
  readonly runtime: FakeRuntime;
  readonly id: string;
  stop: () => void = () => {};

  constructor(runtime: FakeRuntime, id: string) {
    this.runtime = runtime;
    this.id = id;
    this.stopped = new Promise((_done, reject) => {
      this.stop = () => reject(named("Interrupted", "stopped"));
    });
    this.stopped.catch(() => {});
  }

  print(text: string, name: "stdout" | "stderr" = "stdout"): void {
    this.runtime.say({ type: "stream", parent: this.id, name, text });
  }

  /** Asks the person at the front end. */
  ask(prompt: string, password = false): Promise<string> {
    this.runtime.say({ type: "input_request", parent: this.id, prompt, password });
    return Promise.race([this.stopped, this.runtime.answered()]);
  }
}

/** How the runtimes of a test behave. */
export interface Script {
  /** Source → what the cell does; the result of any other cell is its source. */
  cells: Record<string, Behaviour>;
  /** What is done with comm messages. */
  comm(message: CommMessage, cell: RunningCell): unknown;
  /** Answers of the debugger. */
  debug(request: DebugRequest, runtime: FakeRuntime): void;
  /** Whether a runtime is ready as soon as it was started. */
  starts: boolean;
  /** Called when the session has said something. */
  noticed(): void;
}

export class FakeRuntime implements Runtime {
  /** What it was asked, in order. */
  readonly heard: string[] = [];
  readonly options: RuntimeOptions;
  readonly #script: Script;
  readonly #running = new Set<RunningCell>();
  readonly #answers: ((value: string) => void)[] = [];
  #lives = true;

  constructor(options: RuntimeOptions, script: Script) {
    this.options = options;
    this.#script = script;
    if (script.starts) queueMicrotask(() => this.say({ type: "ready" }));
  }

  /** Sends something to the session. */
  say(message: RuntimeMessage): void {
    if (this.#lives) this.options.onMessage(structuredClone(message));
  }

  /** Ends, with all that runs. */
  exit(end: RuntimeEnd): void {
    if (!this.#lives) return;
    this.#lives = false;
    this.options.onExit(end);
  }

  answered(): Promise<string> {
    return new Promise((done) => this.#answers.push(done));
  }

  #hear(what: string): void {
    this.heard.push(what);
    this.#script.noticed();
  }

  execute(message: ExecuteMessage): void {
    this.#hear(`execute ${message.javascript}`);
    void this.#execute(structuredClone(message));
  }

  async #execute({ id, javascript, userExpressions }: ExecuteMessage): Promise<void> {
    const done: ExecuteDoneMessage = { type: "execute_done", id, userExpressions: {} };
    const { result, error } = await this.#run(id, javascript);
    if (error) done.error = error;
    else if (result !== undefined) done.result = { data: textOf(result), metadata: {} };
    if (!error) {
      for (const [name, source] of Object.entries(userExpressions)) {
        const one = await this.#run(id, source);
        done.userExpressions[name] = one.error
          ? { status: "error", ...one.error }
          : { status: "ok", data: textOf(one.result), metadata: {} };
      }
    }
    this.say(done);
  }

  async #run(
    id: string,
    source: string,
  ): Promise<{ result?: unknown; error?: ExecuteDoneMessage["error"] }> {
    const cell = new RunningCell(this, id);
    this.#running.add(cell);
    try {
      return { result: await (this.#script.cells[source] ?? (() => source))(cell) };
    } catch (error) {
      const { name: ename, message: evalue } = error as Error;
      return { error: { ename, evalue, traceback: [`${ename}: ${evalue}`] } };
    } finally {
      this.#running.delete(cell);
    }
  }

  comm(message: CommMessage): void {
    this.#hear(`${message.type} ${message.commId}`);
    const parent = message.parent ?? "";
    void (async () => {
      await this.#script.comm(message, new RunningCell(this, parent));
      this.say({ type: "comm_done", parent });
    })();
  }

  answer(value: string): void {
    this.#hear(`answer ${value}`);
    this.#answers.shift()?.(value);
  }

  interrupt(): void {
    this.#hear("interrupt");
    for (const cell of this.#running) cell.stop();
  }

  debug(request: DebugRequest): void {
    this.#hear(`debug ${request.command}`);
    this.#script.debug(structuredClone(request), this);
  }

  end(): void {
    this.#hear("end");
    queueMicrotask(() => this.exit({ reason: "killed" }));
  }
}

/** An error with a name of its own. */
export function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

const textOf = (value: unknown) => ({ "text/plain": String(value) });
