/**
 * What `kernel/session` asks of a language. All positions are UTF-16 offsets into the cell;
 * `kernel/session` converts to and from the code points of the Jupyter protocol.
 */

import type { ErrorContent } from "../protocol/iopub.ts";

/** Something the checker found wrong in a cell. */
export interface Diagnostic {
  severity: "error" | "warning";
  /** As in `TS2322`. */
  code: string;
  message: string;
  /** UTF-16 offsets into the cell. */
  start: number;
  end: number;
}

/** What type errors do: stop the cell, be shown as warnings, or nothing. */
export type TypesSetting = "block" | "warn" | "off";

/** What a `%types` of a cell says of the errors behind it. */
export interface TypesFrom {
  /** UTF-16 offset into the cell. */
  start: number;
  value: TypesSetting;
}

/** A cell that is ready to run, or the reasons why it is not. */
export interface CompiledCell {
  /** Absent where the cell does not parse. */
  javascript?: string;
  /** Present only where positions moved. */
  sourceMap?: string;
  /** What is to be compiled and run when the session was reset, as the cell does in its middle. */
  rest?: string;
  diagnostics: Diagnostic[];
  /** What the cell says itself of its type errors, in its order. */
  types?: TypesFrom[];
}

/** One completion; `type` is the protocol's experimental kind, as in `function`. */
export interface Completion {
  text: string;
  type: string;
  signature?: string;
}

export interface Completions {
  matches: Completion[];
  /** What the matches replace. */
  start: number;
  end: number;
}

/** What Shift+Tab shows, in markdown and in plain text. */
export interface Inspection {
  markdown: string;
  plain: string;
}

export type Completeness =
  | { status: "complete" | "invalid" | "unknown" }
  | { status: "incomplete"; indent: string };

/** A cell that waits. */
export interface CellSource {
  source: string;
  url: string;
}

export interface Language {
  /**
   * Checks a cell against all earlier ones and makes the JavaScript that runs it. Asked again, it
   * gives the same answer at once, unless a cell was committed or a file changed in between.
   *
   * @param types Whether types are checked. Default: true.
   */
  compile(source: string, url: string, types?: boolean): Promise<CompiledCell>;
  /** Says which cells will be compiled next, in this order, if all goes well. */
  prepare(cells: CellSource[]): void;
  /** The cell runs: later cells see what it declares. */
  commit(source: string, url: string): void;
  complete(source: string, cursor: number): Promise<Completions>;
  inspect(source: string, cursor: number, detailLevel: 0 | 1): Promise<Inspection | undefined>;
  isComplete(source: string): Promise<Completeness>;
  /** What is wrong with a cell, as an error to show. */
  formatDiagnostics(source: string, found: Diagnostic[], cell: string): Promise<ErrorContent>;
  /** Forgets all cells: the session was restarted. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
