/** `var` at the top level of a cell, also inside its blocks. */

import type { Node, VariableDeclaration } from "acorn";
import type { Edits } from "./edits.ts";
import {
  declarationOf,
  identifiers,
  isFunction,
  patternNames,
  type TopLevel,
  walk,
} from "./syntax.ts";

interface Found {
  node: VariableDeclaration;
  parent: Node | undefined;
  /** A statement of the cell itself, not of a block in it. */
  direct: boolean;
}

/**
 * Makes each `var` a `let` where that means the same; else the name is declared before the cell
 * begins (in `prefix`) and assigned in the place of the declaration. Gives the declarations of
 * which nothing stays in their place.
 */
export function rewriteVariables(body: TopLevel[], edits: Edits, prefix: string[]): Set<Node> {
  const gone = new Set<Node>();
  const found = body.flatMap(findVariables);
  if (found.length === 0) return gone;
  const counts = new Map<string, number>();
  for (const name of found.flatMap(({ node }) => namesOf(node))) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const usedBefore = new Set<string>();
  for (const statement of body) {
    if (declarationOf(statement)?.type === "FunctionDeclaration") {
      for (const name of identifiers(statement)) usedBefore.add(name);
    }
  }
  const assigned = new Set<string>();
  let next = 0;
  for (const { node, parent, direct } of found) {
    for (; (body[next]?.end ?? Number.POSITIVE_INFINITY) <= node.start; next++) {
      for (const name of identifiers(body[next] as Node)) usedBefore.add(name);
    }
    const names = namesOf(node);
    const own = new Set(initializers(node));
    const isUsed = (name: string) => usedBefore.has(name) || own.has(name);
    if (direct && names.every((name) => counts.get(name) === 1 && !isUsed(name))) {
      edits.replace(node.start, node.start + 3, "let");
    } else {
      for (const name of names) assigned.add(name);
      if (direct && node.declarations.every(({ init }) => !init)) {
        edits.blank(node.start, node.end);
        edits.insert(node.start, ";");
        gone.add(node);
      } else {
        assignInPlace(node, parent, edits);
      }
    }
  }
  if (assigned.size > 0) prefix.push(`let ${[...assigned].join(",")};`);
  return gone;
}

function findVariables(statement: TopLevel): Found[] {
  const found: Found[] = [];
  const declaration = declarationOf(statement);
  walk(statement, (node, parent) => {
    if (isFunction(node) || node.type.startsWith("Class")) return false;
    if (node.type === "VariableDeclaration" && (node as VariableDeclaration).kind === "var") {
      found.push({ node: node as VariableDeclaration, parent, direct: node === declaration });
    }
    return true;
  });
  return found;
}

function namesOf(declaration: VariableDeclaration): string[] {
  return declaration.declarations.flatMap((declarator) => patternNames(declarator.id));
}

/** The names that the initial values use, as in `var E = (E || {})`. */
function initializers({ declarations }: VariableDeclaration): string[] {
  return declarations.flatMap(({ init }) => (init ? [...identifiers(init)] : []));
}

function assignInPlace(node: VariableDeclaration, parent: Node | undefined, edits: Edits): void {
  const inLoopHead = parent?.type.startsWith("For") && (parent as { body?: Node }).body !== node;
  const hasPattern = node.declarations.some((declarator) => declarator.id.type !== "Identifier");
  if (inLoopHead || !hasPattern) {
    edits.blank(node.start, node.start + 3);
    return;
  }
  const semicolon = edits.source[node.end - 1] === ";";
  edits.replace(node.start, node.start + 3, "  (");
  edits.insert(semicolon ? node.end - 1 : node.end, semicolon ? ")" : ");");
}
