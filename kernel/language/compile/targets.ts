/** What runs cells, and the form in which each wants them. */

import { type Node, type Program, parse, type VariableDeclaration } from "acorn";
import { Edits } from "./edits.ts";
import { readMappings } from "./source-map.ts";
import { patternNames } from "./syntax.ts";

/** JavaScript in which every top-level name of the cell is a `let` or a class. */
export interface Rewritten {
  text: string;
  /** Version 3, as JSON. */
  sourceMap: string;
}

/** Makes of a cell what one kind of engine runs; lines stay where they are. */
export type Target = (cell: Rewritten, url: string) => Rewritten;

/** V8's REPL mode: names may be declared again, the value is that of the last statement. */
export const replMode: Target = (cell) => cell;

/**
 * Any engine: the text of an async function that gives `[value]`. Names are properties of the
 * global object, which `__sinapse_declare__` makes beforehand, and to which the cell assigns: to
 * the identifier, so that functions and classes are named after it.
 */
export const asyncFunction: Target = ({ text, sourceMap }, url) => {
  const program = parse(text, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
    preserveParens: true,
  });
  const edits = new Edits(text);
  edits.insert(0, "(async () => {");
  const [strict] = program.body;
  const declare = edits.insert(strict?.end ?? 0, "");
  const names = assignNames(program, edits);
  if (names.length > 0) declare.text = `__sinapse_declare__(${JSON.stringify(names)});`;
  const last = program.body.findLast(({ type }) => type !== "EmptyStatement");
  if (last?.type === "ExpressionStatement") {
    edits.insert(last.start, "return [");
    edits.insert(last.expression.end, "]");
  }
  // The cell may end with a comment.
  edits.insert(text.length, "\n})");
  return edits.apply(url, readMappings(text, sourceMap));
};

/** Makes assignments of the declarations at the top level. Gives their names. */
function assignNames({ body }: Program, edits: Edits): string[] {
  const names: string[] = [];
  for (const statement of body) {
    const { type, start, end } = statement;
    if (type === "VariableDeclaration") {
      names.push(...assignVariables(statement, edits));
    } else if (type === "ClassDeclaration") {
      const { name } = (statement as Node & { id: { name: string } }).id;
      names.push(name);
      edits.insert(start, `;${name} = `);
      edits.insert(end, ";");
    }
  }
  return [...new Set(names)];
}

function assignVariables({ start, declarations }: VariableDeclaration, edits: Edits): string[] {
  edits.replace(start, declarations[0]!.start, ";(");
  for (const { id, init } of declarations) if (!init) edits.insert(id.end, " = void 0");
  edits.insert(declarations.at(-1)!.end, ");");
  return declarations.flatMap(({ id }) => patternNames(id));
}
