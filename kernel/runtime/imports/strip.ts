/** Makes JavaScript of the user's TypeScript files. */
import { pathToFileURL } from "node:url";
import { transform, Uncompilable } from "../../language/strip/amaro.ts";

/**
 * The JavaScript of a file. Positions stay where they are; only where the file holds what has to
 * be rewritten (enums, namespaces with values, parameter properties) does a source map come along.
 *
 * @throws SyntaxError with the place in the file as its stack.
 */
export function stripTypes(source: string, file: string): { code: string; map?: string } {
  try {
    return { code: transform(source, { mode: "strip-only", filename: file }).code };
  } catch (error) {
    if ((error as AmaroError).code !== "UnsupportedSyntax") throw syntaxError(error, file);
  }
  try {
    const { code, map } = transform(source, { mode: "transform", sourceMap: true, filename: file });
    return map ? { code, map } : { code };
  } catch (error) {
    throw syntaxError(error, file);
  }
}

interface AmaroError {
  code: string;
  message: string;
  startLine: number;
  /** Counted from zero. */
  startColumn: number;
}

function syntaxError(thrown: unknown, file: string): SyntaxError {
  const { message, startLine, startColumn } =
    thrown instanceof Uncompilable
      ? { message: thrown.message, startLine: 1, startColumn: 0 }
      : (thrown as AmaroError);
  const error = new SyntaxError(message);
  const place = `${pathToFileURL(file).href}:${startLine}:${startColumn + 1}`;
  error.stack = `SyntaxError: ${message}\n    at ${place}`;
  return error;
}
