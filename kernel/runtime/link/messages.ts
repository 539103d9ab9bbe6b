/**
 * What the supervisor (`kernel/session`) and the child that runs user code (`kernel/runtime`) say
 * to each other. The only thing that the two share.
 */

import type { ErrorContent } from "../../protocol/iopub.ts";
import type { MimeBundle } from "../display/types.ts";

export type { MimeBundle };

/** Runs one cell that `kernel/language` compiled. */
export interface ExecuteMessage {
  type: "execute";
  /** The id of the execute request; every output that the cell causes carries it as `parent`. */
  id: string;
  /**
   * What V8's REPL mode runs; its completion value is the cell's result. A name may be declared
   * again by `let` or `class`; a `const`, `var` or `function` keeps its name for its kind.
   * Imports are calls of `__sinapse_import__(specifier, attributes?, names?)`, `import.meta`
   * is `__sinapse_meta__`, a command is `__sinapse_command__("name", "rest of line", thunk?)`.
   */
  javascript: string;
  /** The name of the cell in stack traces, as in `cell-3.ts`. */
  url: string;
  /** What the user typed, for the source line in tracebacks. */
  source: string;
  /** Maps `javascript` to `source` where positions moved; absent where they did not. */
  sourceMap?: string;
  silent: boolean;
  allowStdin: boolean;
  /** Name → compiled JavaScript expression, evaluated after the cell. */
  userExpressions: Record<string, string>;
}

/** A comm message, in either direction. */
export interface CommMessage {
  type: "comm_open" | "comm_msg" | "comm_close";
  /** The request whose handling caused it, if any. */
  parent?: string;
  commId: string;
  targetName?: string;
  data: unknown;
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
}

/** The answer to an `input_request`. */
export interface InputReplyMessage {
  type: "input_reply";
  value: string;
}

/** Stops the running cell; its state is kept. */
export interface InterruptMessage {
  type: "interrupt";
}

/** A request of the Debug Adapter Protocol; the control thread answers it. */
export interface DebugRequest {
  type: "request";
  seq: number;
  command: string;
  arguments?: Record<string, unknown>;
}

export interface DebugRequestMessage {
  type: "debug_request";
  request: DebugRequest;
}

export type SessionMessage =
  | ExecuteMessage
  | CommMessage
  | InputReplyMessage
  | InterruptMessage
  | DebugRequestMessage;

/** The child has loaded the runtime and can run cells. */
export interface ReadyMessage {
  type: "ready";
}

export interface StreamMessage {
  type: "stream";
  parent: string;
  name: "stdout" | "stderr";
  text: string;
}

export interface DisplayMessage {
  type: "display_data" | "update_display_data";
  parent: string;
  data: MimeBundle;
  metadata: Record<string, unknown>;
  displayId?: string;
}

export interface ClearOutputMessage {
  type: "clear_output";
  parent: string;
  wait: boolean;
}

export interface InputRequestMessage {
  type: "input_request";
  parent: string;
  prompt: string;
  password: boolean;
}

/** An error that no cell awaits: a rejection or a timer callback of the cell `parent`. */
export interface LateErrorMessage extends ErrorContent {
  type: "late_error";
  parent: string;
}

/** A command changed a setting of the kernel. */
export interface SettingMessage {
  type: "setting";
  /** What type errors do: stop the cell, be shown as warnings, or nothing. */
  name: "types";
  value: "block" | "warn" | "off";
}

/** A comm message of the front end was handled; all output that it caused was sent before. */
export interface CommDoneMessage {
  type: "comm_done";
  /** The `parent` of the comm message. */
  parent: string;
}

/** The cell is done; everything it wrote before has been sent before. */
export interface ExecuteDoneMessage {
  type: "execute_done";
  id: string;
  /** Absent where the cell gave no value. */
  result?: { data: MimeBundle; metadata: Record<string, unknown> };
  error?: ErrorContent;
  userExpressions: Record<
    string,
    | { status: "ok"; data: MimeBundle; metadata: Record<string, unknown> }
    | ({ status: "error" } & ErrorContent)
  >;
  /** The process ends after this message: `process.exit`, or `%reset` (without an error). */
  ends?: true;
  /** Pager payloads of the reply. */
  payload?: { source: string; [key: string]: unknown }[];
}

export interface DebugResponse {
  type: "response";
  seq: number;
  request_seq: number;
  command: string;
  success: boolean;
  /** Why it failed. */
  message?: string;
  body?: unknown;
}

export interface DebugEvent {
  type: "event";
  seq: number;
  event: string;
  body?: unknown;
}

/** What the debugger says; comes from the control thread, beside the order of the other messages. */
export interface DebugMessage {
  type: "debug";
  message: DebugResponse | DebugEvent;
}

export type RuntimeMessage =
  | ReadyMessage
  | StreamMessage
  | DisplayMessage
  | ClearOutputMessage
  | InputRequestMessage
  | LateErrorMessage
  | CommMessage
  | CommDoneMessage
  | DebugMessage
  | SettingMessage
  | ExecuteDoneMessage;
