/** `import` and `export … from` declarations as calls of the kernel's own import. */

import type { Node } from "acorn";

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

/** One line of JavaScript that does what `declaration` does. */
export function rewriteImport(declaration: Node): string {
  const { specifiers = [], source, attributes = [], type } = declaration as Node & FromDeclaration;
  const options = attributes.map(({ key, value }) => [nameOf(key), value.value]);
  const call = `await __sinapse_import__(${JSON.stringify(source.value)}${
    options.length > 0 ? `, ${JSON.stringify(Object.fromEntries(options))}` : ""
  });`;
  if (type !== "ImportDeclaration") return call;

  const namespace = specifiers.find((specifier) => specifier.type === "ImportNamespaceSpecifier");
  const named = specifiers
    .filter((specifier) => specifier !== namespace)
    .map(({ imported, local }) => {
      const name = imported ? nameOf(imported) : "default";
      return name === local.name ? name : `${JSON.stringify(name)}: ${local.name}`;
    });
  if (!namespace) return named.length > 0 ? `let { ${named.join(", ")} } = ${call}` : call;
  const whole = namespace.local.name;
  return `let ${whole} = ${call}${named.length > 0 ? ` let { ${named.join(", ")} } = ${whole};` : ""}`;
}

function nameOf(name: ModuleName): string {
  return name.name ?? String(name.value);
}
