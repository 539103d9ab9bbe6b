/** `import` and `export … from` declarations as calls of the kernel's own import. */

import type { Node, Program } from "acorn";
import { walk } from "./syntax.ts";

interface Specifier {
  type: string;
  imported?: ModuleName;
  local: ModuleName;
  exported?: ModuleName | null;
}

interface ModuleName {
  name?: string;
  value?: unknown;
}

interface FromDeclaration {
  type: string;
  specifiers?: Specifier[];
  source: { value: unknown };
  attributes?: { key: ModuleName; value: { value: unknown } }[];
  exported?: ModuleName | null;
}

/**
 * One line of JavaScript that does what `declaration` does.
 * @param used the names whose values the cell uses
 */
export function rewriteImport(declaration: Node, used: Set<string>): string {
  const { specifiers = [], source, attributes = [], type } = declaration as Node & FromDeclaration;
  const options = attributes.map(({ key, value }) => [nameOf(key), value.value]);
  const given = options.length > 0 ? JSON.stringify(Object.fromEntries(options)) : undefined;
  const call = (names: string[] = []) => {
    const expected = names.length > 0 ? JSON.stringify(names) : undefined;
    const rest = expected ? [given ?? "void 0", expected] : given ? [given] : [];
    return `await __sinapse_import__(${[JSON.stringify(source.value), ...rest].join(", ")});`;
  };
  if (type !== "ImportDeclaration") return call();

  const namespace = specifiers.find((specifier) => specifier.type === "ImportNamespaceSpecifier");
  const values = specifiers
    .filter((specifier) => specifier !== namespace)
    .map(({ imported, local }) => ({
      name: imported ? nameOf(imported) : "default",
      local: local.name ?? "",
    }));
  const named = values.map(({ name, local }) =>
    name === local ? name : `${JSON.stringify(name)}: ${local}`,
  );
  const expected = values.filter(({ local }) => !mayBeType(local, used)).map(({ name }) => name);
  const module = call(expected);
  if (!namespace) return named.length > 0 ? `let { ${named.join(", ")} } = ${module}` : module;
  const whole = namespace.local.name;
  return `let ${whole} = ${module}${named.length > 0 ? ` let { ${named.join(", ")} } = ${whole};` : ""}`;
}

/** Types may be imported without `type`: they are named like this, and have no value to use. */
function mayBeType(name: string, used: Set<string>): boolean {
  return /^\p{Lu}/u.test(name) && !used.has(name);
}

/** The names whose values a program uses, wherever it does; none where it imports nothing. */
export function usedValues(program: Program): Set<string> {
  const used = new Set<string>();
  if (!program.body.some(({ type }) => type === "ImportDeclaration")) return used;
  walk(program, (node, parent) => {
    if (node.type === "ImportDeclaration") return false;
    const { property, key, computed } = (parent ?? {}) as Record<string, unknown>;
    const isKey = (node === property || node === key) && !computed;
    if (node.type === "Identifier" && !isKey) used.add((node as Node & { name: string }).name);
    return true;
  });
  return used;
}

function nameOf(name: ModuleName): string {
  return name.name ?? String(name.value);
}
