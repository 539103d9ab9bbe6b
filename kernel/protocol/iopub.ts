/** The IOPub channel: what every connected front end sees. */
import type { Fields } from "./message.ts";
import type { CommContent } from "./shell.ts";

export type ExecutionState = "starting" | "busy" | "idle";

/** Message type → content of everything that the kernel publishes. */
export interface IopubMessages {
  status: { execution_state: ExecutionState };
  execute_input: { code: string; execution_count: number };
  stream: { name: "stdout" | "stderr"; text: string };
  display_data: DisplayData;
  update_display_data: DisplayData;
  execute_result: { data: Fields; metadata: Fields; execution_count: number };
  error: ErrorContent;
  clear_output: { wait: boolean };
  comm_open: CommContent;
  comm_msg: CommContent;
  comm_close: CommContent;
  shutdown_reply: { status: "ok"; restart: boolean };
  iopub_welcome: { subscription: string };
  debug_event: Fields;
}

/** An error as Jupyter shows it. */
export interface ErrorContent {
  /** The error's class, as in `TypeError`. */
  ename: string;
  evalue: string;
  /** Lines with ANSI colours; user frames only, line numbers are the cell's. */
  traceback: string[];
}

export interface DisplayData {
  data: Fields;
  metadata: Fields;
  /** Holds `display_id` where the output can be updated. */
  transient: Fields;
}
