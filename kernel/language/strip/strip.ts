/** TypeScript → JavaScript: types become spaces; what needs new code comes with a source map. */

import { texts } from "../../texts/texts.ts";
import { readMappings } from "../compile/source-map.ts";
import {
  longest,
  ParseError,
  type Strip,
  type Stripped,
  UncompilableError,
} from "../compile/stripped.ts";
import type { CompilerOptions } from "../tsconfig/tsconfig.ts";
import { transform, Uncompilable } from "./amaro.ts";
import { hideHelpers } from "./decorator-helpers.ts";
import { lower, needsLowering } from "./lower.ts";

/**
 * Takes the types out of cells.
 * @param options those of the folder's tsconfig.json
 */
export function createStrip(options: () => CompilerOptions): Strip {
  return (source) => {
    if (source.length > longest) {
      throw new ParseError(texts.cellTooLong(source.length, longest), 0, 1);
    }
    const javascript = erased(source);
    if (needsLowering(source)) {
      const { javascript, mappings = [] } = lower(source, { kind: "cell", options: options() });
      return hideHelpers(javascript, mappings, source);
    }
    return javascript === undefined ? rewritten(source) : { javascript };
  };
}

/** Takes the types out of cells where there is no tsconfig.json. */
export const strip = createStrip(() => ({}));

/**
 * Takes the types out of a file.
 * @param options those of the folder's tsconfig.json
 * @param kind `require` for one that CommonJS loads
 */
export function createFileStrip(
  file: string,
  options: () => CompilerOptions,
  kind: "module" | "require",
): Strip {
  return (source) => {
    if (/\.[jt]sx$/.test(file)) return lower(source, { kind, options: options(), jsx: true });
    const javascript = erased(source);
    if (needsLowering(source, kind)) return lower(source, { kind, options: options() });
    return javascript === undefined ? rewritten(source) : { javascript };
  };
}

/** `source` without types, at the same places; nothing where it has what must be rewritten. */
function erased(source: string): string | undefined {
  try {
    return transform(source, { mode: "strip-only" }).code;
  } catch (error) {
    if ((error as AmaroError).code === "UnsupportedSyntax") return undefined;
    throw parseError(error, source);
  }
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
