/** The shell channel: requests of the front end and what answers them. */
import type { Fields } from "./message.ts";

export interface ExecuteRequest {
  code: string;
  /** Runs without output, history or count. */
  silent: boolean;
  store_history: boolean;
  user_expressions: Record<string, string>;
  /** Whether the front end can answer an `input_request`. */
  allow_stdin: boolean;
  /** Whether an error aborts the requests that wait. */
  stop_on_error: boolean;
}

export interface ExecuteReply {
  status: "ok";
  execution_count: number;
  user_expressions: Fields;
  payload: { source: string; [key: string]: unknown }[];
}

export interface InspectReply {
  status: "ok";
  found: boolean;
  data: Fields;
  metadata: Fields;
}

export interface CompleteReply {
  status: "ok";
  matches: string[];
  /** What the matches replace, in Unicode code points. */
  cursor_start: number;
  cursor_end: number;
  metadata: Fields;
}

export type IsCompleteReply =
  | { status: "complete" | "invalid" | "unknown" }
  | { status: "incomplete"; indent: string };

export interface HistoryRequest {
  /** Whether to return what the cells gave, too. */
  output: boolean;
  hist_access_type: "range" | "tail" | "search";
  /** For `range`: 0 or negative numbers count back from the current session. */
  session: number;
  start: number;
  stop?: number;
  /** For `tail` and `search`: how many entries at most. */
  n?: number;
  /** For `search`: a glob with `*` and `?`. */
  pattern: string;
  unique: boolean;
}

/** Session, line, and the input or both input and output. */
export type HistoryEntry = [number, number, string | [string, string | null]];

export interface HistoryReply {
  status: "ok";
  history: HistoryEntry[];
}

/** Deprecated by the protocol since 5.1, but still asked for. */
export interface ConnectReply {
  status: "ok";
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  hb_port: number;
  control_port: number;
}

export interface CommInfoReply {
  status: "ok";
  comms: Record<string, { target_name: string }>;
}

export interface KernelInfoReply {
  status: "ok";
  protocol_version: string;
  implementation: string;
  implementation_version: string;
  language_info: {
    name: string;
    version: string;
    mimetype: string;
    file_extension: string;
    pygments_lexer: string;
    codemirror_mode: string | Fields;
    nbconvert_exporter: string;
  };
  banner: string;
  debugger: boolean;
  help_links: { text: string; url: string }[];
  supported_features: string[];
}

/** `comm_open`, `comm_msg` and `comm_close`, in either direction. */
export interface CommContent {
  comm_id: string;
  target_name?: string;
  data: unknown;
}
