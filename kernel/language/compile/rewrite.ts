/**
 * JavaScript of a cell → what V8's REPL mode runs. Every top-level name becomes a `let`, the one
 * kind of declaration that REPL mode allows to be repeated; lines stay where they are.
 */

import type { FunctionDeclaration, ImportExpression, Program } from "acorn";
import { rewriteConstants } from "./constants.ts";
import type { Edits } from "./edits.ts";
import { functionsToHoist, rewriteFunction } from "./functions.ts";
import { rewriteImport, usedValues } from "./imports.ts";
import { declarationOf, type TopLevel, walk } from "./syntax.ts";
import { rewriteUsing } from "./using.ts";
import { rewriteVariables } from "./variables.ts";

/** A line of a cell that begins with `%` or `!`, already blank in the program. */
export interface CommandCall {
  start: number;
  end: number;
  /** Before and after what stays in the program. */
  before: string;
  after: string;
}

/**
 * Notes in `edits` all that must change in `program` for V8 to run it as a cell.
 * @param constants the names of earlier cells that cannot be assigned to
 */
export function rewrite(
  program: Program,
  edits: Edits,
  commands: CommandCall[],
  constants: Set<string> = new Set(),
): void {
  const prefix: string[] = [];
  const prologue = edits.insert(0, "");
  const body = program.body as TopLevel[];

  const { source } = edits;
  if (source.startsWith("#!")) edits.blank(0, /^.*/.exec(source)![0].length);
  if (source.includes("import")) rewriteMetaAndDynamicImports(program, edits);
  if (/[^=!<>]=[^=>]|\+\+|--|\bfor\b/.test(source)) rewriteConstants(program, edits, constants);
  if (/\busing\b/.test(source)) rewriteUsing(program, edits);
  const gone = /\bvar\b/.test(source) ? rewriteVariables(body, edits, prefix) : undefined;
  const hoisted = functionsToHoist(body);
  const used = usedValues(program);
  let started = false;
  for (const statement of body) {
    const inner = dropExport(statement, edits);
    if (statement.type === "ImportDeclaration" || isReExport(statement)) {
      const text = rewriteImport(statement, used);
      if (started) {
        prefix.push(text);
        edits.replaceLines(statement.start, statement.end, "");
      } else {
        edits.replaceLines(statement.start, statement.end, text);
      }
    } else if (inner?.type === "FunctionDeclaration" && inner.id) {
      rewriteFunction(inner as FunctionDeclaration, hoisted, edits, prefix);
    } else {
      if (inner?.type === "VariableDeclaration") {
        if (inner.kind === "const") edits.replace(inner.start, inner.start + 5, "let  ");
      }
      started = true;
    }
  }
  for (const { start, end, before, after } of commands) {
    edits.insert(start, before);
    edits.insert(end, after);
  }
  // The names of namespaces are declared below everything else of the cell.
  const rest = gone ? body.filter((statement) => !gone.has(declarationOf(statement)!)) : body;
  if (!givesValue(rest, commands)) {
    const last = Math.max(0, body.at(-1)?.end ?? 0, commands.at(-1)?.end ?? 0);
    edits.insert(last, ";void 0;");
  }
  prologue.text = `"use strict";${prefix.join("")}`;
}

/** A cell's value is that of its last statement, if that is an expression. */
function givesValue(body: TopLevel[], commands: CommandCall[]): boolean {
  const last = body.at(-1);
  const command = commands.at(-1);
  if (command && command.start >= (last?.start ?? 0)) {
    return last?.type !== "VariableDeclaration" || command.start >= last.end;
  }
  if (last?.type === "ExportDefaultDeclaration") return !/Declaration$/.test(last.declaration.type);
  return last?.type === "ExpressionStatement";
}

/** `import.meta` and `import(…)` are the kernel's, as a cell is not a module of its own. */
function rewriteMetaAndDynamicImports(program: Program, edits: Edits): void {
  walk(program, (node) => {
    if (node.type === "ImportExpression") {
      edits.replace(node.start, node.start + "import".length, "__sinapse_import__");
      const { options } = node as ImportExpression;
      if (options) {
        edits.insert(options.start, "(");
        edits.insert(options.end, ")?.with");
      }
    } else if (node.type === "MetaProperty" && edits.source.startsWith("import", node.start)) {
      edits.replace(node.start, node.end, "__sinapse_meta__");
    }
    return true;
  });
}

/** Removes `export`; gives the declaration that stays. */
function dropExport(statement: TopLevel, edits: Edits): TopLevel | undefined {
  if (statement.type === "ExportNamedDeclaration") {
    if (statement.declaration) {
      edits.blank(statement.start, statement.declaration.start);
      return statement.declaration;
    }
    if (!statement.source) edits.blank(statement.start, statement.end);
    return undefined;
  }
  if (statement.type === "ExportDefaultDeclaration") {
    const { declaration } = statement;
    edits.blank(statement.start, declaration.start);
    if (!("id" in declaration) || declaration.id) return declaration as TopLevel;
    if (/Declaration$/.test(declaration.type)) {
      edits.insert(declaration.start, "(");
      edits.insert(declaration.end, ");");
    }
    return undefined;
  }
  return statement;
}

function isReExport(statement: TopLevel): boolean {
  return (
    statement.type === "ExportAllDeclaration" ||
    (statement.type === "ExportNamedDeclaration" && Boolean(statement.source))
  );
}
