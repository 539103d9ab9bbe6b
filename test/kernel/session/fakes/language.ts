/** A language whose cells compile to themselves, unless a test says what is wrong in them. */
import type {
  CellSource,
  CompiledCell,
  Completions,
  Diagnostic,
  Inspection,
  Language,
} from "../../../../kernel/language/language.ts";
import type { ErrorContent } from "../../../../kernel/protocol/iopub.ts";

export class FakeLanguage implements Language {
  /** Source → what it compiles to, where that is not itself. */
  readonly cells: Record<string, Partial<CompiledCell>> = {};
  /** What was committed since the start or the last reset. */
  committed: CellSource[] = [];
  /** What was to be prepared, for each time. */
  readonly prepared: CellSource[][] = [];
  /** For each compiled cell, whether its types were checked. */
  readonly checked: boolean[] = [];
  resets = 0;
  closed = false;
  matches: Completions["matches"] = [];
  found: Inspection | undefined;

  async compile(source: string, _url: string, types = true): Promise<CompiledCell> {
    this.checked.push(types);
    return { javascript: source, diagnostics: [], ...this.cells[source] };
  }

  prepare(cells: CellSource[]): void {
    this.prepared.push(cells);
  }

  commit(source: string, url: string): void {
    this.committed.push({ source, url });
  }

  async complete(source: string, cursor: number): Promise<Completions> {
    const start = source.lastIndexOf(" ", cursor - 1) + 1;
    return { matches: this.matches, start, end: cursor };
  }

  async inspect(): Promise<Inspection | undefined> {
    return this.found;
  }

  async isComplete(source: string) {
    return source.endsWith("{")
      ? { status: "incomplete" as const, indent: "  " }
      : { status: "complete" as const };
  }

  async formatDiagnostics(
    source: string,
    found: Diagnostic[],
    cell: string,
  ): Promise<ErrorContent> {
    const traceback = found.map(({ message }) => `${cell}: ${source}: ${message}`);
    return { ename: "TypeError", evalue: found[0]?.message ?? "", traceback };
  }

  async reset(): Promise<void> {
    this.resets += 1;
    this.committed = [];
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** A cell in which something is wrong. */
export function wrong(message: string, severity: Diagnostic["severity"] = "error", code = "TS1") {
  return { diagnostics: [{ severity, code, message, start: 0, end: 1 }] };
}
