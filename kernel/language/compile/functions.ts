/** Function declarations at the top level of a cell. */

import type { FunctionDeclaration } from "acorn";
import type { Edits } from "./edits.ts";
import { declarationOf, identifiers, type TopLevel } from "./syntax.ts";

/**
 * `function f() {}` → `let f = function () {};`: a function declaration would become a property of
 * the global object, and replace Node's own where the names meet. Where it is used above its
 * declaration, it stays a declaration under another name, and `f` is set before the cell begins.
 */
export function rewriteFunction(
  declaration: FunctionDeclaration,
  hoisted: Set<string>,
  edits: Edits,
  prefix: string[],
): void {
  const { id, start, end } = declaration;
  if (hoisted.has(id.name)) {
    const hidden = `__sinapse_${id.name}`;
    edits.replace(id.start, id.end, hidden);
    prefix.push(
      `let ${id.name}=Object.defineProperty(${hidden},"name",{value:"${id.name}",configurable:true});`,
    );
  } else {
    edits.insert(start, `let ${id.name} = `);
    edits.replace(id.start, id.end, "");
    edits.insert(end, ";");
  }
}

/** The functions that may be called before the cell gets to their declarations. */
export function functionsToHoist(body: TopLevel[]): Set<string> {
  const uses = new Map<string, Set<string>>();
  const late = new Set<string>();
  const above: TopLevel[] = [];
  let lastFunction = 0;
  for (const statement of body) {
    const declaration = declarationOf(statement);
    const name =
      declaration?.type === "FunctionDeclaration" && (declaration as FunctionDeclaration).id?.name;
    if (name && declaration) {
      uses.set(name, identifiers(declaration));
      if (above.length > 0) late.add(name);
      lastFunction = statement.start;
    } else if (statement.type !== "ImportDeclaration") {
      above.push(statement);
    }
  }
  if (late.size === 0) return late;
  const reached = new Set<string>();
  const reach = (names: Iterable<string>): void => {
    for (const name of names) if (uses.has(name)) reached.add(name);
  };
  for (const statement of above) {
    if (statement.start < lastFunction) reach(identifiers(statement));
  }
  // A set goes on through what is added meanwhile.
  for (const name of reached) reach(uses.get(name) ?? []);
  return new Set([...reached].filter((name) => late.has(name)));
}
