/** A local file that a notebook imports: TypeScript → JavaScript, by what compiles the cells. */

import { type ImportDeclaration, type Program, parse } from "acorn";
import { Edits } from "./edits.ts";
import { usedValues } from "./imports.ts";
import type { Strip } from "./stripped.ts";

export interface CompiledFile {
  javascript: string;
  /** Version 3, as JSON; absent where no position moved. */
  sourceMap?: string;
}

/**
 * @param url the file's name in the source map
 * @param keepsImports as `verbatimModuleSyntax` of tsconfig.json: imports of types say that they are
 * @throws {ParseError} where it does not parse, with offsets into its source
 */
export function compileFile(
  source: string,
  url: string,
  strip: Strip,
  keepsImports = false,
): CompiledFile {
  const { javascript, mappings } = strip(source);
  const edits = new Edits(javascript);
  if (!keepsImports && /\bimport\b/.test(javascript)) dropTypes(edits);
  const { text, sourceMap } = edits.apply(url, mappings);
  return mappings ? { javascript: text, sourceMap } : { javascript: text };
}

/** Takes imported names out that stand for nothing but types: no value of that name is used. */
function dropTypes(edits: Edits): void {
  const program = parsed(edits.source);
  if (!program) return;
  const used = usedValues(program);
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || statement.specifiers.length === 0) continue;
    const kept = statement.specifiers.filter(({ local }) => used.has(local.name));
    if (kept.length === statement.specifiers.length) continue;
    if (kept.length === 0) edits.blank(statement.start, statement.end);
    else blankNames(statement, edits, used);
  }
}

/** `a, { b, C }` → `a, { b    }`: what is left stays where it is. */
function blankNames({ specifiers }: ImportDeclaration, edits: Edits, used: Set<string>): void {
  for (const { start, end, local, type } of specifiers) {
    if (used.has(local.name)) continue;
    const [comma = ""] = /^\s*,/.exec(edits.source.slice(end)) ?? [];
    if (type === "ImportSpecifier" || comma) edits.blank(start, end + comma.length);
  }
}

/** Nothing where it does not parse: Node says what is wrong, and where. */
function parsed(javascript: string): Program | undefined {
  try {
    return parse(javascript, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowHashBang: true,
      allowReturnOutsideFunction: true,
    });
  } catch {
    return undefined;
  }
}
