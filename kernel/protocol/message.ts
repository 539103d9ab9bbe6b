/** One message of the Jupyter protocol, whatever its channel. */

/** The version of the messaging specification that the kernel speaks. */
export const protocolVersion = "5.5";

export interface Header {
  msg_id: string;
  msg_type: string;
  /** The id of the client's or the kernel's session. */
  session: string;
  username: string;
  /** ISO 8601. */
  date: string;
  version: string;
  /** The subshell that the request is for; absent or null means the main shell. */
  subshell_id?: string | null;
}

/** A JSON object as it came from outside: every field has to be checked before it is used. */
export type Fields = Record<string, unknown>;

export interface Message {
  /** The routing frames of a ROUTER socket, or the topic on IOPub. */
  identities: Uint8Array[];
  header: Header;
  /** The header of the request that caused the message; empty where none did. */
  parentHeader: Header | Record<string, never>;
  metadata: Fields;
  content: Fields;
  buffers: Uint8Array[];
}

/** The four sockets that carry messages; the heartbeat carries bytes only. */
export type Channel = "shell" | "control" | "stdin" | "iopub";

/** What every reply has when its request failed. */
export interface ErrorReply {
  status: "error";
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What every reply has when its request was not tried, as an earlier one failed. */
export interface AbortedReply {
  status: "aborted";
}
