/** A cell's TypeScript → the JavaScript that the child runs, with the way back. */

import { type Options, type Program, parse } from "acorn";
import { type Declared, declaredNames } from "./declarations.ts";
import { Edits } from "./edits.ts";
import { lineStarts, positionAt } from "./lines.ts";
import { mappingsToSource, type Prepared } from "./prepare.ts";
import { rewrite } from "./rewrite.ts";
import type { Mapping } from "./source-map.ts";
import { ParseError, type Strip, type Stripped, UncompilableError } from "./stripped.ts";
import type { Target } from "./targets.ts";
import { isTooDeep, whyUncompilable } from "./too-deep.ts";

export interface Compiled {
  javascript: string;
  sourceMap: string;
  /** What later cells can use. */
  declared: Declared[];
}

const syntax: Options = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
  allowHashBang: true,
};

interface CompileOptions {
  /** What takes the types out. */
  strip: Strip;
  /** What runs the cell. */
  target: Target;
  /** The names of earlier cells that cannot be assigned to. */
  constants?: Set<string> | undefined;
}

/** @throws {ParseError} where the cell does not parse, with offsets into its source */
export function compile(prepared: Prepared, url: string, options: CompileOptions): Compiled {
  try {
    return compileDeep(prepared, url, options);
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    throw new UncompilableError(whyUncompilable(error as Error));
  }
}

/** @throws {RangeError} where it is nested too deeply, wherever that is noticed */
function compileDeep(
  prepared: Prepared,
  url: string,
  { strip, target, constants }: CompileOptions,
): Compiled {
  const { javascript, mappings } = stripWithCommands(prepared, strip);
  const earlier = mappings ? throughWrapping(mappings, prepared) : mappingsToSource(prepared);
  const program = parseJavaScript(javascript);
  const edits = new Edits(javascript);
  rewrite(program, edits, mappings ? [] : prepared.commands, constants);
  const { text, sourceMap } = target(edits.apply(url, earlier), url);
  return { javascript: text, sourceMap, declared: declaredNames(program, prepared.scan.tokens) };
}

/** Where stripping moves positions, commands are put into the TypeScript instead. */
function stripWithCommands({ text, commands }: Prepared, strip: Strip): Stripped {
  const stripped = strip(text);
  if (!stripped.mappings || commands.length === 0) return stripped;
  const edits = new Edits(text);
  for (const { start, end, before, after } of commands) {
    edits.insert(start, before);
    edits.insert(end, after);
  }
  return strip(edits.apply("").text);
}

function parseJavaScript(javascript: string): Program {
  try {
    return parse(javascript, syntax);
  } catch (error) {
    if (isTooDeep(error)) throw error;
    const { message, pos } = error as SyntaxError & { pos: number };
    throw new ParseError(message.replace(/ \(\d+:\d+\)$/, ""), pos, pos + 1);
  }
}

/** Mappings to `prepared.text` as mappings to `prepared.source`. */
function throughWrapping(mappings: Mapping[], prepared: Prepared): Mapping[] {
  if (prepared.wrappedAt === undefined) return mappings;
  const at = positionAt(lineStarts(prepared.source), prepared.wrappedAt);
  return mappings.map((mapping) =>
    mapping.line === at.line && mapping.column > at.column
      ? { ...mapping, column: Math.max(at.column, mapping.column - 2) }
      : mapping,
  );
}
