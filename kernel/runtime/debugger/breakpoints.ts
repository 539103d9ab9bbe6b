/** Breakpoints by path and line, kept in all scripts that come from the path. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Inspector, Debugger as V8 } from "./inspector.ts";
import type { Sources } from "./sources.ts";

export class Breakpoints {
  readonly #sources: Sources;
  readonly #wanted = new Map<string, DebugProtocol.SourceBreakpoint[]>();
  /** V8's ids of what is set, by path. */
  readonly #set = new Map<string, string[]>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Replaces the breakpoints of a path. */
  async replace(
    path: string,
    breakpoints: DebugProtocol.SourceBreakpoint[],
    inspector: Inspector | undefined,
  ): Promise<void> {
    if (breakpoints.length > 0) this.#wanted.set(path, breakpoints);
    else this.#wanted.delete(path);
    if (inspector) await this.#place(path, inspector);
  }

  /** Sets all of them, also in scripts that are new. */
  async placeAll(inspector: Inspector): Promise<void> {
    for (const path of this.#wanted.keys()) await this.#place(path, inspector);
  }

  clear(): void {
    this.#wanted.clear();
    this.#set.clear();
  }

  list(): { source: string; breakpoints: DebugProtocol.SourceBreakpoint[] }[] {
    return [...this.#wanted].map(([source, breakpoints]) => ({ source, breakpoints }));
  }

  async #place(path: string, inspector: Inspector): Promise<void> {
    for (const breakpointId of this.#set.get(path) ?? []) {
      await inspector.post("Debugger.removeBreakpoint", { breakpointId });
    }
    const ids: string[] = [];
    for (const urlRegex of this.#sources.urlPatterns(path)) {
      for (const { line, condition } of this.#wanted.get(path) ?? []) {
        const { breakpointId } = await inspector.post<V8.SetBreakpointByUrlReturnType>(
          "Debugger.setBreakpointByUrl",
          { urlRegex, lineNumber: this.#sources.generated(path, line - 1), condition },
        );
        ids.push(breakpointId);
      }
    }
    this.#set.set(path, ids);
  }
}
