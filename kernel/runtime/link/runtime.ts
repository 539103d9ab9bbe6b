/** What runs user code, as the session sees it: a process, a worker, or a test's own. */
import type {
  CommMessage,
  DebugRequest,
  ExecuteMessage,
  RuntimeMessage,
  SettingMessage,
} from "./messages.ts";

/** A runtime that was started. After its end, all that is said to it is lost without a word. */
export interface Runtime {
  /** Runs a cell; `execute_done` tells its end. */
  execute(message: ExecuteMessage): void;
  /** Passes a comm message of a front end on; `comm_done` tells that it was handled. */
  comm(message: CommMessage): void;
  /** Answers an `input_request`. */
  answer(value: string): void;
  /** Stops the running cells; what they have made is kept. */
  interrupt(): void;
  /** Asks the debugger; a `debug` message brings its answer, also while a cell runs. */
  debug(request: DebugRequest): void;
  /** Ends it at once, whatever runs. */
  end(): void;
}

/** How a runtime ended. */
export type RuntimeEnd =
  /** User code ended it. */
  | { reason: "exit"; code: number }
  /** Native code failed; the signal as in `SIGSEGV`. */
  | { reason: "crash"; signal: string }
  | { reason: "memory" }
  /** By us, or from outside. */
  | { reason: "killed" };

export interface RuntimeOptions {
  /** What type errors do to a cell, as `%types` tells. */
  types: SettingMessage["value"];
  /** Receives every message in the order in which user code caused them; the first is `ready`. */
  onMessage(message: RuntimeMessage): void;
  /** It ended, after its last message. */
  onExit(end: RuntimeEnd): void;
}

/** Starts a runtime. */
export type StartRuntime = (options: RuntimeOptions) => Runtime;
