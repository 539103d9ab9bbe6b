/** The variables that esbuild makes for decorators get names that no user and no other cell has. */

import { type Node, type Options, type Program, parse } from "acorn";
import { Edits } from "../compile/edits.ts";
import { scan } from "../compile/scan.ts";
import { type Mapping, readMappings } from "../compile/source-map.ts";
import type { Stripped } from "../compile/stripped.ts";
import { patternNames, walk } from "../compile/syntax.ts";

const options: Options = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
};

let programs = 0;

/** Renames what stands at the top level of `javascript`, but in no word of `source`. */
export function hideHelpers(javascript: string, mappings: Mapping[], source: string): Stripped {
  const program = parse(javascript, options);
  const words = new Set(scan(source).tokens.map(({ text }) => text));
  const made = new Set(declaredIn(program).filter((name) => !words.has(name)));
  const edits = new Edits(javascript);
  programs += 1;
  walk(program, (node, parent) => {
    const { property, key, computed } = (parent ?? {}) as Record<string, unknown>;
    const isKey = (node === property || node === key) && !computed;
    const { name } = node as Node & { name: string };
    if (node.type === "Identifier" && !isKey && made.has(name)) {
      edits.replace(node.start, node.end, `__sinapse_${programs}${name}`);
    }
    return true;
  });
  const { text, sourceMap } = edits.apply("", mappings);
  return { javascript: text, mappings: readMappings(text, sourceMap) };
}

function declaredIn({ body }: Program): string[] {
  return body.flatMap((statement) =>
    statement.type === "VariableDeclaration"
      ? statement.declarations.flatMap(({ id }) => patternNames(id))
      : [],
  );
}
