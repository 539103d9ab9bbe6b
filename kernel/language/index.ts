/** Stand-in that only strips types, until the checker lands. */
import { transformSync } from "amaro";
import type { Diagnostic, Language } from "./language.ts";
export async function createLanguage(_options: { cwd: string }): Promise<Language> {
  return {
    async compile(source, url) {
      try {
        return { javascript: transformSync(source, { mode: "strip-only" }).code, diagnostics: [] };
      } catch (error) {
        return {
          diagnostics: [
            {
              severity: "error",
              code: "TS1",
              message: `${url} ${(error as Error).message}`,
              start: 0,
              end: 1,
            },
          ],
        };
      }
    },
    commit() {},
    async complete() {
      return { matches: [], start: 0, end: 0 };
    },
    async inspect() {
      return undefined;
    },
    isComplete: (source) =>
      source.endsWith("{") ? { status: "incomplete", indent: "  " } : { status: "complete" },
    async reset() {},
    async close() {},
  };
}
export function formatDiagnostics(source: string, d: Diagnostic[], _c: string) {
  return { ename: "TypeError", evalue: source, traceback: d.map((x) => x.message) };
}
