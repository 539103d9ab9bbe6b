/** What a cell declares at its top level, for the cells after it. */

import type { FunctionDeclaration, ImportDeclaration, Program } from "acorn";
import type { Token } from "./scan.ts";
import { declarationOf, patternNames, type TopLevel, walk } from "./syntax.ts";

export interface Declared {
  name: string;
  /** `let` and `var` can be assigned to from later cells. */
  kind: "variable" | "constant" | "function" | "class" | "type" | "import";
  /** The cell itself exports it under this name. */
  exported: boolean;
}

/** @param tokens those of the TypeScript, in which types still stand */
export function declaredNames(program: Program, tokens: Token[]): Declared[] {
  const found = new Map<string, Declared>();
  const add = (name: string, kind: Declared["kind"], exported = false): void => {
    if (!found.has(name)) found.set(name, { name, kind, exported });
  };
  const types = declaredTypes(tokens);
  for (const { name, kind, exported } of types) if (kind !== "type") add(name, kind, exported);
  const usesVar = tokens.some(({ text }) => text === "var");
  for (const statement of program.body as TopLevel[]) {
    const exported = statement.type === "ExportNamedDeclaration";
    const inner = declarationOf(statement);
    if (inner?.type === "FunctionDeclaration") {
      const { id } = inner as FunctionDeclaration;
      if (id) add(id.name, "function", exported);
    } else if (inner?.type === "ClassDeclaration") {
      const { id } = inner as unknown as FunctionDeclaration;
      if (id) add(id.name, "class", exported);
    } else if (inner?.type === "ImportDeclaration") {
      for (const { local } of (inner as ImportDeclaration).specifiers) add(local.name, "import");
    } else if (inner?.type === "VariableDeclaration" || (inner && usesVar)) {
      addVariables(inner as TopLevel, exported, add);
    }
  }
  for (const { name, kind, exported } of types) if (kind === "type") add(name, kind, exported);
  const words = new Set(tokens.map(({ text }) => text));
  return [...found.values()].filter(({ name }) => words.has(name));
}

function addVariables(
  statement: TopLevel,
  exported: boolean,
  add: (name: string, kind: Declared["kind"], exported: boolean) => void,
): void {
  walk(statement, (node) => {
    if (/Function|Class/.test(node.type)) return false;
    if (node.type !== "VariableDeclaration") return true;
    const { kind, declarations } = node as Extract<TopLevel, { type: "VariableDeclaration" }>;
    if (node !== statement && kind !== "var") return true;
    for (const name of declarations.flatMap(({ id }) => patternNames(id))) {
      add(name, kind === "let" || kind === "var" ? "variable" : "constant", exported);
    }
    return false;
  });
}

/** Types, and what the stripped program shows under another form or not at all. */
export function declaredTypes(tokens: Token[]): Declared[] {
  const places = tokens.flatMap(({ depth }, at) => (depth === 0 ? [at] : []));
  const top = places.map((at) => tokens[at] as Token);
  const found: Declared[] = [];
  for (let at = 0; at < top.length; at++) {
    const { text, kind } = top[at] as Token;
    if (kind !== "word") continue;
    const next = top[at + 1];
    const exported = isExported(top, at);
    if (
      text === "import" &&
      next?.text !== "(" &&
      next?.text !== "." &&
      top[at + 2]?.text !== "="
    ) {
      found.push(...importedTypes(tokens, (places[at] as number) + 1));
    } else if (next?.kind === "word" && startsDeclaration(top, at)) {
      const declared = kindOf(text, top, at);
      if (declared) found.push({ name: next.text, kind: declared, exported });
    }
  }
  return found;
}

function kindOf(text: string, top: Token[], at: number): Declared["kind"] | undefined {
  const after = top[at + 2]?.text;
  if (text === "type") return after === "=" || after === "<" ? "type" : undefined;
  if (text === "interface") return "type";
  if (text === "enum" || text === "namespace" || text === "module") {
    return after === "{" || after === "." ? "constant" : undefined;
  }
  if (!top.slice(Math.max(0, at - 2), at).some((token) => token.text === "declare")) {
    return text === "import" && after === "=" ? "import" : undefined;
  }
  if (text === "const") return "constant";
  if (text === "let" || text === "var") return "variable";
  return text === "function" || text === "class" ? text : undefined;
}

/** As in `export declare const enum`. */
const mostModifiers = 8;

export function startsDeclaration(top: Token[], at: number): boolean {
  if (top[at]?.startsLine) return true;
  let first = at;
  while (
    first > at - mostModifiers &&
    /^(?:export|default|declare|const|abstract|async)$/.test(top[first - 1]?.text ?? "")
  )
    first--;
  const before = top[first - 1];
  return !before || (top[first] as Token).startsLine || /^[;}]$/.test(before.text);
}

export function isExported(top: Token[], at: number): boolean {
  return top.slice(Math.max(0, at - 3), at).some(({ text }) => text === "export");
}

/** `import type A, { B as C } from "x"`: A and C; `import { a, type B } from "x"`: B. */
function importedTypes(tokens: Token[], start: number): Declared[] {
  const found: Declared[] = [];
  const whole = tokens[start]?.text === "type" && tokens[start + 1]?.text !== "from";
  for (let at = start + (whole ? 1 : 0), isType = whole; at < tokens.length; at++) {
    const { text, kind, depth } = tokens[at] as Token;
    const next = tokens[at + 1];
    if (kind === "string" || text === "from" || (text === "import" && depth === 0)) break;
    if (text === "," || text === "{") isType = whole;
    else if (text === "type" && next?.kind === "word" && next.text !== "as") isType = true;
    else if (isType && kind === "word" && text !== "as" && next?.text !== "as") {
      found.push({ name: text, kind: "type", exported: false });
    }
  }
  return found;
}
