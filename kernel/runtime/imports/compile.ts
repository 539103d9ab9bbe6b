/** Makes JavaScript of the user's TypeScript files, as the compiler makes it of cells. */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type CompiledFile, compileFile } from "../../language/compile/file.ts";
import { lineStarts, positionAt } from "../../language/compile/lines.ts";
import { ParseError } from "../../language/compile/stripped.ts";
import { createFileStrip } from "../../language/strip/strip.ts";
import { configOf } from "../../language/tsconfig/tsconfig.ts";
import { folder } from "./place.ts";

/** Whether Node cannot run a file as it is. */
export function isTypeScript(file: string): boolean {
  return /\.(?:[cm]?ts|[jt]sx)$/.test(file);
}

/**
 * The JavaScript of a file. A source map comes along only where positions moved.
 *
 * @param kind `require` for one that CommonJS loads
 * @throws SyntaxError with the place in the file as its stack.
 */
export function compile(file: string, kind: "module" | "require"): CompiledFile {
  const source = readFileSync(file, "utf8");
  const url = pathToFileURL(file).href;
  const { options } = configOf(folder);
  try {
    const strip = createFileStrip(file, () => options, kind);
    return compileFile(source, url, strip, options.verbatimModuleSyntax === true);
  } catch (error) {
    throw error instanceof ParseError ? syntaxError(error, source, url) : error;
  }
}

function syntaxError({ message, start }: ParseError, source: string, url: string): SyntaxError {
  const { line, column } = positionAt(lineStarts(source), start);
  const error = new SyntaxError(message);
  error.stack = `SyntaxError: ${message}\n    at ${url}:${line + 1}:${column + 1}`;
  return error;
}
