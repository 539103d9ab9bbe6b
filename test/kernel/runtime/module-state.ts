/** Finds what modules keep in variables: what is left in the middle where code is stopped. */
import { readdirSync, readFileSync } from "node:fs";
import { posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { transformSync } from "amaro";

interface Node {
  type: string;
  [member: string]: unknown;
}

/** A module: what it keeps, and whether it registers what puts that right. */
export interface ModuleState {
  variables: string[];
  isRegistered: boolean;
}

/** Classes whose objects never change. */
const constants = new Set(["RegExp", "URL", "TextEncoder"]);

const mutators = new Set(
  "add clear copyWithin delete fill pop push reverse set shift sort splice unshift".split(" "),
);

/** What each module keeps in variables, of sources by path. */
export function moduleStates(sources: Record<string, string>): Record<string, ModuleState> {
  const programs = Object.entries(sources).map(
    ([path, source]) => [path, programOf(source)] as const,
  );
  const changed = new Map<string, Set<string>>();
  const note = (path: string, name: string) =>
    changed.set(path, (changed.get(path) ?? new Set()).add(name));
  for (const [path, program] of programs) {
    const imported = importsOf(path, program);
    for (const name of changedIn(program)) {
      const from = imported.get(name);
      if (from) note(from.path, from.name);
      else note(path, name);
    }
  }
  return Object.fromEntries(
    programs.map(([path, program]) => [
      path,
      {
        variables: program.flatMap((statement) =>
          variablesOf(statement, changed.get(path) ?? new Set()),
        ),
        isRegistered: program.some(isRegistration),
      },
    ]),
  );
}

/** The TypeScript files below folders of the package, by path. */
export function sourcesIn(...folders: string[]): Record<string, string> {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const files = folders.flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
  return Object.fromEntries(
    files
      // Compiled to WebAssembly.
      .filter((file) => !file.includes("/backend/assembly/"))
      .map((file) => [relative(root, file).replaceAll("\\", "/"), readFileSync(file, "utf8")]),
  );
}

function programOf(source: string): Node[] {
  const { code } = transformSync(source, { mode: "strip-only" });
  return (parse(code, { ecmaVersion: "latest", sourceType: "module" }) as unknown as Node)
    .body as Node[];
}

function variablesOf(statement: Node, changed: ReadonlySet<string>): string[] {
  const declaration = (statement.declaration as Node | null) ?? statement;
  if (declaration.type === "ClassDeclaration") return staticFields(declaration);
  if (declaration.type !== "VariableDeclaration") return [];
  return (declaration.declarations as Node[])
    .filter(({ id, init }) => {
      const { name } = id as { name?: string };
      if (declaration.kind !== "const") return true;
      if (name === undefined || init === null) return false;
      const { type, callee } = init as Node;
      if (type === "NewExpression") return !constants.has((callee as { name: string }).name);
      return changed.has(name);
    })
    .map(({ id }) => (id as { name?: string }).name ?? "[…]");
}

function staticFields({ body, id }: Node): string[] {
  return ((body as Node).body as Node[])
    .filter((member) => member.type === "PropertyDefinition" && member.static)
    .map(({ key }) => `${(id as { name: string }).name}.${(key as { name: string }).name}`);
}

/** `afterInterrupt(…);` */
function isRegistration(statement: Node): boolean {
  const { type, callee } = (statement.expression ?? {}) as Node;
  return type === "CallExpression" && (callee as { name?: string }).name === "afterInterrupt";
}

/** The names that a module imports from its neighbours. */
function importsOf(path: string, program: Node[]) {
  const found = new Map<string, { path: string; name: string }>();
  for (const { type, source, specifiers } of program) {
    const from = type === "ImportDeclaration" ? (source as { value: string }).value : "";
    if (!from.startsWith(".")) continue;
    const target = posix.join(posix.dirname(path), from);
    for (const { imported, local } of specifiers as Record<string, { name: string }>[]) {
      if (imported) found.set(local!.name, { path: target, name: imported.name });
    }
  }
  return found;
}

/** The names of which a member is assigned to, or whose method changes them. */
function changedIn(program: Node[]): Set<string> {
  const found = new Set<string>();
  const note = (node: unknown) => {
    let object = node as Node;
    while (object.type === "MemberExpression") object = object.object as Node;
    if (object.type === "Identifier" && object !== node) found.add(object.name as string);
  };
  const visit = (node: Node): void => {
    if (node.type === "AssignmentExpression") note(node.left);
    else if (node.type === "UpdateExpression") note(node.argument);
    else if (node.type === "UnaryExpression" && node.operator === "delete") note(node.argument);
    else if (node.type === "CallExpression") {
      const { type, property } = node.callee as Node;
      const { name } = (property ?? {}) as { name?: string };
      if (type === "MemberExpression" && mutators.has(name ?? "")) note(node.callee);
    }
    for (const member of Object.values(node)) {
      for (const child of Array.isArray(member) ? member : [member]) {
        if (typeof child?.type === "string") visit(child);
      }
    }
  };
  program.forEach(visit);
  return found;
}
