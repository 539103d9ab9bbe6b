/** Makes JavaScript of the user's TypeScript files. */
import { createRequire } from "node:module";
import type { transformSync } from "amaro";

let transform: typeof transformSync | undefined;

/**
 * The JavaScript of a file. Positions stay where they are; only where the file holds what has to
 * be rewritten (enums, namespaces with values, parameter properties) does a source map come along.
 */
export function stripTypes(source: string, file: string): { code: string; map?: string } {
  // Loaded on demand: it is large, and most notebooks have no files of their own.
  transform ??= createRequire(import.meta.url)("amaro").transformSync as typeof transformSync;
  try {
    return { code: transform(source, { mode: "strip-only", filename: file }).code };
  } catch (error) {
    if ((error as { code?: string }).code !== "UnsupportedSyntax") throw error;
    const { code, map } = transform(source, { mode: "transform", sourceMap: true, filename: file });
    return map ? { code, map } : { code };
  }
}
