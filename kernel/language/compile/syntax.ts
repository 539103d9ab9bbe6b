/** Small tools around acorn's syntax trees. */

import type { ModuleDeclaration, Node, Pattern, Statement } from "acorn";

export type TopLevel = Statement | ModuleDeclaration;

/**
 * Calls `visit` for `root` and all nodes in it, parents first; `false` leaves the children out.
 * Without recursion: V8 ends the process where a regular expression is compiled as the stack ends.
 */
export function walk(
  root: Node,
  visit: (node: Node, parent: Node | undefined) => boolean | undefined,
): void {
  const waiting = [root];
  const parents: (Node | undefined)[] = [undefined];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (visit(node, parents.pop()) === false) continue;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) {
      waiting.push(children[at]!);
      parents.push(node);
    }
  }
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  const properties = node as unknown as Record<string, unknown>;
  for (const name in properties) {
    const value = properties[name];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const element of value) if (isNode(element)) children.push(element);
    } else if (isNode(value)) {
      children.push(value);
    }
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

export function isFunction(node: Node): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** The names that a binding pattern declares. */
export function patternNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === "RestElement" ? property : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []));
    case "RestElement":
      return patternNames(pattern.argument);
    case "AssignmentPattern":
      return patternNames(pattern.left);
    default:
      return [];
  }
}

const found = new WeakMap<Node, Set<string>>();

/** The names of all identifiers in `node`, declared or used. */
export function identifiers(node: Node): Set<string> {
  const known = found.get(node);
  if (known) return known;
  const names = new Set<string>();
  found.set(node, names);
  walk(node, (inner) => {
    if (inner.type === "Identifier") names.add((inner as Node & { name: string }).name);
    return true;
  });
  return names;
}

/** What a statement declares: itself, or what it exports. */
export function declarationOf(statement: TopLevel): Node | undefined {
  if (statement.type === "ExportNamedDeclaration") return statement.declaration ?? undefined;
  if (statement.type === "ExportDefaultDeclaration") return statement.declaration;
  return statement;
}
