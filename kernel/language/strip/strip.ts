/** TypeScript → JavaScript: types become spaces; what needs new code comes with a source map. */

import { createRequire } from "node:module";
import { texts } from "../../texts/texts.ts";
import { scan } from "../compile/scan.ts";
import { readMappings } from "../compile/source-map.ts";
import { longest, ParseError, type Stripped, UncompilableError } from "../compile/stripped.ts";
import { transform, Uncompilable, uncompilable } from "./amaro.ts";
import { hideHelpers } from "./decorator-helpers.ts";

const decorator = /(?:^|[\s;{}()])@[\p{ID_Start}$_(]/u;

/** Takes the types out of `source`. @throws {ParseError} where it does not parse. */
export function strip(source: string): Stripped {
  if (source.length > longest) {
    throw new ParseError(texts.cellTooLong(source.length, longest), 0, 1);
  }
  try {
    const { code } = transform(source, { mode: "strip-only" });
    return hasDecorators(source) ? lower(source) : { javascript: code };
  } catch (error) {
    if ((error as AmaroError).code !== "UnsupportedSyntax") throw parseError(error, source);
  }
  return hasDecorators(source) ? lower(source) : rewritten(source);
}

function hasDecorators(source: string): boolean {
  if (!decorator.test(source)) return false;
  return scan(source).tokens.some(({ kind, text }) => kind === "punctuation" && text === "@");
}

/** Enums, namespaces, parameter properties, `<T>value`, `import x = require("x")`. */
function rewritten(source: string): Stripped {
  try {
    const { code, map } = transform(source, { mode: "transform", sourceMap: true });
    return { javascript: code, mappings: readMappings(code, map as string) };
  } catch (error) {
    throw parseError(error, source);
  }
}

/** Decorators, which Node does not run itself. */
function lower(source: string): Stripped {
  const { transformSync } = createRequire(import.meta.url)("esbuild") as typeof import("esbuild");
  const options = {
    loader: "ts",
    sourcemap: "external",
    sourcesContent: false,
    target: "es2022",
    supported: { using: true, "top-level-await": true, "import-attributes": true },
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, useDefineForClassFields: true } },
    logLevel: "silent",
  } as const;
  try {
    const { code, map } = transformSync(source, options);
    return hideHelpers(code, readMappings(code, map), source);
  } catch (error) {
    // What it says of a program has a list of errors.
    throw "errors" in Object(error) ? error : uncompilable(error as Error);
  }
}

interface AmaroError {
  code: string;
  message: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

function parseError(error: unknown, source: string): ParseError {
  if (error instanceof Uncompilable) return new UncompilableError(error.message);
  const { message, startLine, startColumn, endLine, endColumn } = error as AmaroError;
  const start = offsetOf(source, startLine, startColumn);
  return new ParseError(message, start, Math.max(start, offsetOf(source, endLine, endColumn)));
}

/** Lines are counted from one, columns in code points from zero. */
function offsetOf(source: string, line: number, column: number): number {
  const lines = source.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  return Math.min(
    source.length,
    before + [...(lines[line - 1] ?? "")].slice(0, column).join("").length,
  );
}
