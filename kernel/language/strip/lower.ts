/** What Node does not run itself: decorators, `accessor`, JSX, in files also `using`. */

import { createRequire } from "node:module";
import type { Message, TransformOptions, TsconfigRaw } from "esbuild";
import { scan, type Token } from "../compile/scan.ts";
import { readMappings } from "../compile/source-map.ts";
import { ParseError, type Stripped, UncompilableError } from "../compile/stripped.ts";
import { whyUncompilable } from "../compile/too-deep.ts";
import type { CompilerOptions } from "../tsconfig/tsconfig.ts";

/** A cell, a file that is a module, or one that CommonJS loads. */
type Kind = "cell" | "module" | "require";

interface Lowering {
  kind: Kind;
  /** Those of the folder's tsconfig.json. */
  options: CompilerOptions;
  jsx?: boolean;
}

const suspects: Record<Kind, RegExp> = {
  cell: /(?:^|[\s;{}()])@[\p{ID_Start}$_(]|\baccessor\b/u,
  module: /(?:^|[\s;{}()])@[\p{ID_Start}$_(]|\b(?:accessor|using)\b/u,
  require: /(?:^|[\s;{}()])@[\p{ID_Start}$_(]|\b(?:accessor|using|import|export)\b/u,
};

/** Whether taking the types out is not enough. The compiler of cells knows `using` itself. */
export function needsLowering(source: string, kind: Kind = "cell"): boolean {
  if (!suspects[kind].test(source)) return false;
  const { tokens } = scan(source);
  return tokens.some((token, at) => {
    const next = tokens[at + 1];
    if (token.text === "@") return token.kind === "punctuation";
    if (token.kind !== "word") return false;
    if (token.text === "accessor") return startsMember(next);
    if (kind !== "cell" && token.text === "using") return next?.kind === "word" && !next.startsLine;
    return kind === "require" && isModuleSyntax(token, next, tokens[at + 2]);
  });
}

/** As in `accessor x`, `accessor #x`, `accessor "x"` and `accessor [x]`. */
function startsMember(next: Token | undefined): boolean {
  if (!next || next.startsLine) return false;
  return (
    next.kind === "string" ||
    (next.kind === "word" && !/^(?:in|of|as|instanceof)$/.test(next.text)) ||
    next.text === "["
  );
}

/** What makes a module of a file: not `import()`, `import.meta`, `import x = require(…)`, `export =`. */
function isModuleSyntax(
  { text, depth }: Token,
  next: Token | undefined,
  second: Token | undefined,
): boolean {
  if (depth > 0 || !next) return false;
  if (text === "import") return next.text !== "(" && next.text !== "." && second?.text !== "=";
  return text === "export" && next.text !== "=" && next.text !== ":" && next.text !== ".";
}

/** @throws {ParseError} where the program does not parse */
export function lower(source: string, { kind, options, jsx }: Lowering): Stripped {
  // Loaded when first needed: it is large.
  const { transformSync } = createRequire(import.meta.url)("esbuild") as typeof import("esbuild");
  const settings: TransformOptions = {
    loader: jsx ? "tsx" : "ts",
    sourcemap: "external",
    sourcesContent: false,
    target: "es2022",
    supported: { using: kind === "cell", "top-level-await": true, "import-attributes": true },
    tsconfigRaw: { compilerOptions: emitOptions(options) },
    logLevel: "silent",
    ...(kind === "require" && { format: "cjs", platform: "node" }),
  };
  try {
    const { code, map } = transformSync(source, settings);
    return { javascript: code, mappings: readMappings(code, map) };
  } catch (error) {
    const [first] = (error as { errors?: Message[] }).errors ?? [];
    if (first) throw parseError(first, source);
    throw new UncompilableError(whyUncompilable(error as Error));
  }
}

/** Those options of a tsconfig.json that say what a program means when it runs. */
function emitOptions(options: CompilerOptions): NonNullable<TsconfigRaw["compilerOptions"]> {
  const { experimentalDecorators, jsx, jsxFactory, jsxFragmentFactory, jsxImportSource } = options;
  const given = { experimentalDecorators, jsxFactory, jsxFragmentFactory, jsxImportSource };
  return {
    ...(given as TsconfigRaw["compilerOptions"]),
    // What another tool would go on with cannot run.
    jsx: jsx === "react" || jsx === "react-jsxdev" ? jsx : "react-jsx",
    verbatimModuleSyntax: true,
    useDefineForClassFields: true,
  };
}

/** Its lines count from one, its columns are bytes of UTF-8. */
function parseError({ text, location }: Message, source: string): ParseError {
  if (!location) return new ParseError(text, 0, 1);
  const { line, column, length, lineText } = location;
  const before = source.split("\n", line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const bytes = new TextEncoder().encode(lineText);
  const characters = (end: number) => new TextDecoder().decode(bytes.slice(0, end)).length;
  const start = before + characters(column);
  return new ParseError(text, start, Math.max(start, before + characters(column + length)));
}
