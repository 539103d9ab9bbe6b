/** What was run in a session and in earlier ones. */
import type { HistoryEntry, HistoryRequest } from "../protocol/shell.ts";

export interface History {
  /** Keeps what was run as line number `line`; `output` is the text of its result. */
  add(line: number, input: string, output: string | null): void;
  /** The entries that a history request asks for, oldest first. */
  find(request: HistoryRequest): Promise<HistoryEntry[]>;
}

/** Where a history is kept: a text for each session, which grows by lines. */
export interface HistoryStorage {
  /**
   * Begins the text of a session.
   * @returns The session's number, greater than all before.
   * @throws Where nothing can be kept.
   */
  begin(): number;
  /** @throws Where it cannot be kept. */
  append(session: number, line: string): void;
  /** The numbers of the sessions that are kept, in any order. */
  sessions(): number[];
  /** The text of a session; empty where there is none. */
  read(session: number): string;
}
