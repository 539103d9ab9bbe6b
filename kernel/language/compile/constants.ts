/** Assignments to constants: as every name is a `let` to V8, they must throw by themselves. */

import type { AssignmentExpression, Node, Pattern, Program, UpdateExpression } from "acorn";
import type { Edits } from "./edits.ts";
import { declarationOf, isFunction, patternNames, type TopLevel, walk } from "./syntax.ts";

/** Throws when it is called; its property `_`, when it is set. */
const failure = "__sinapse_constant__";

/** @param earlier the constants and imports of earlier cells */
export function rewriteConstants(program: Program, edits: Edits, earlier: Set<string>): void {
  const own = new Map<string, boolean>();
  for (const statement of program.body as TopLevel[]) {
    const node = declarationOf(statement);
    if (node) for (const name of declaredBy(node)) own.set(name, isConstant(node));
  }
  const isGuarded = (name: string) => own.get(name) ?? earlier.has(name);
  visit(program, undefined, isGuarded, edits);
}

/** @param hidden what the outermost scope around the node declares, which holds all inner ones */
function visit(
  node: Node,
  hidden: Set<string> | undefined,
  isGuarded: (name: string) => boolean,
  edits: Edits,
): void {
  const isFixed = (name: string) => !hidden?.has(name) && isGuarded(name);
  walk(node, (inner) => {
    if (!hidden && inner !== node && opensScope(inner)) {
      visit(inner, namesIn(inner), isGuarded, edits);
      return false;
    }
    const name = assignedName(inner);
    if (name !== undefined && isFixed(name)) guard(inner, edits);
    for (const target of targetsOf(inner)) guardTarget(target, isFixed, edits);
    return true;
  });
}

/** Throws where the assignment would happen, after its value was computed. */
function guard(node: Node, edits: Edits): void {
  if (node.type === "UpdateExpression") {
    edits.replace(node.start, node.end, `${failure}()`);
  } else {
    const { right } = node as AssignmentExpression;
    edits.insert(right.start, "((");
    edits.insert(right.end, `),${failure}())`);
  }
}

/** Throws where destructuring or a loop gets to the name. */
function guardTarget(
  target: Pattern,
  isFixed: (name: string) => boolean,
  edits: Edits,
  shorthand = "",
): void {
  switch (target.type) {
    case "Identifier":
      if (isFixed(target.name)) edits.replace(target.start, target.end, `${shorthand}${failure}._`);
      break;
    case "ObjectPattern":
      for (const property of target.properties) {
        if (property.type === "RestElement") guardTarget(property, isFixed, edits);
        else {
          const { shorthand, value, key } = property;
          const name = shorthand ? `${edits.source.slice(key.start, key.end)}:` : "";
          guardTarget(value, isFixed, edits, name);
        }
      }
      break;
    case "ArrayPattern":
      for (const element of target.elements) if (element) guardTarget(element, isFixed, edits);
      break;
    case "RestElement":
      guardTarget(target.argument, isFixed, edits);
      break;
    case "AssignmentPattern":
      guardTarget(target.left, isFixed, edits, shorthand);
  }
}

/** What destructuring and `for (x of xs)` assign to. */
function targetsOf(node: Node): Pattern[] {
  const { left } = node as { left?: Node };
  const isLoop = node.type === "ForOfStatement" || node.type === "ForInStatement";
  const isAssignment = node.type === "AssignmentExpression" && left?.type !== "Identifier";
  if (!left || !(isAssignment || isLoop) || left.type === "VariableDeclaration") return [];
  return [left as Pattern];
}

function assignedName(node: Node): string | undefined {
  const target =
    node.type === "AssignmentExpression"
      ? (node as AssignmentExpression).left
      : node.type === "UpdateExpression"
        ? (node as UpdateExpression).argument
        : undefined;
  return target?.type === "Identifier" ? target.name : undefined;
}

function opensScope(node: Node): boolean {
  return isFunction(node) || /^(?:BlockStatement|StaticBlock|For|Catch|Switch)/.test(node.type);
}

/** All names that are declared anywhere in a scope, those of inner scopes included. */
function namesIn(scope: Node): Set<string> {
  const names = new Set<string>();
  walk(scope, (node) => {
    for (const name of declaredBy(node)) names.add(name);
    return true;
  });
  return names;
}

/** The names that a node itself declares. */
function declaredBy(node: Node): string[] {
  const { type, declarations, id, params, param, specifiers } = node as Node & {
    declarations?: { id: never }[];
    id?: { name: string } | null;
    params?: never[];
    param?: never;
    specifiers?: { local: { name: string } }[];
  };
  if (type === "ImportDeclaration") return (specifiers ?? []).map(({ local }) => local.name);
  if (type === "VariableDeclaration")
    return (declarations ?? []).flatMap((each) => patternNames(each.id));
  if (type === "CatchClause") return param ? patternNames(param) : [];
  if (isFunction(node) || /^Class/.test(type)) {
    return [...(id ? [id.name] : []), ...(params ?? []).flatMap(patternNames)];
  }
  return [];
}

function isConstant(node: Node): boolean {
  const { kind } = node as { kind?: string };
  return node.type === "ImportDeclaration" || kind === "const" || Boolean(kind?.includes("using"));
}
