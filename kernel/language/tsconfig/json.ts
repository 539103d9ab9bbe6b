/** JSON as TypeScript takes it, with comments and trailing commas; it remembers where its parts stand. */

import { createRequire } from "node:module";
import type { Expression, Node } from "acorn";

/** What is wrong with a file, and where: lines and columns count from one. */
export class ConfigError extends Error {
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(message: string, file: string, { line, column }: Place) {
    super(message);
    this.file = file;
    this.line = line;
    this.column = column;
  }
}

interface Place {
  line: number;
  column: number;
}

export interface Json {
  value: unknown;
  /** Where the value behind these keys stands; where there is none, the whole. */
  placeOf(...keys: (string | number)[]): Place;
}

const syntax = { ecmaVersion: "latest", locations: true } as const;

/** @throws {ConfigError} where `text` is no JSON, with what `reason` says of it */
export function parseJson(text: string, file: string, reason: string): Json {
  const fail = (line: number, column: number) =>
    new ConfigError(reason, file, { line, column: column + 1 });
  const plain = text.replace(/^\uFEFF/, " ");
  if (/^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*$/.test(plain)) {
    return { value: {}, placeOf: () => ({ line: 1, column: 1 }) };
  }
  // Loaded when first needed: most folders have no such file.
  const { parseExpressionAt, tokenizer } = createRequire(import.meta.url)(
    "acorn",
  ) as typeof import("acorn");
  let root: Expression;
  try {
    root = parseExpressionAt(plain, 0, syntax);
    // Nothing follows the value.
    const rest = tokenizer(plain.slice(root.end), syntax).getToken();
    if (rest.type.label !== "eof") throw { pos: root.end + rest.start };
  } catch (error) {
    const { pos = 0 } = error as { pos?: number };
    const before = plain.slice(0, pos).split("\n");
    throw fail(before.length, before.at(-1)!.length);
  }
  const wrong = (node: Node) => fail(node.loc!.start.line, node.loc!.start.column);
  return { value: literal(root, wrong), placeOf: (...keys) => placeOf(root, keys) };
}

type Wrong = (node: Node) => Error;

function literal(node: Node, wrong: Wrong): unknown {
  const { type, value, properties, elements, operator, argument } = node as Node & {
    value?: unknown;
    properties?: Node[];
    elements?: (Node | null)[];
    operator?: string;
    argument?: Node;
  };
  if (type === "ObjectExpression") {
    return Object.fromEntries(
      properties!.map((property) => {
        const [key, inner] = entryOf(property, wrong);
        return [key, literal(inner, wrong)];
      }),
    );
  }
  if (type === "ArrayExpression") {
    return elements!.map((element) => {
      if (!element) throw wrong(node);
      return literal(element, wrong);
    });
  }
  if (type === "UnaryExpression" && operator === "-") return -Number(literal(argument!, wrong));
  if (type !== "Literal" || typeof value === "bigint" || value instanceof RegExp) throw wrong(node);
  return value;
}

function entryOf(property: Node, wrong: Wrong): [key: string, value: Node] {
  const { type, key, value, computed, kind, method, shorthand } = property as Node & {
    key?: Node & { value?: unknown };
    value?: Node;
    computed?: boolean;
    kind?: string;
    method?: boolean;
    shorthand?: boolean;
  };
  const isPlain = type === "Property" && kind === "init" && !computed && !method && !shorthand;
  if (!isPlain || typeof key?.value !== "string") throw wrong(property);
  return [key.value, value!];
}

function placeOf(root: Node, keys: (string | number)[]): Place {
  let node = root;
  for (const key of keys) {
    const { elements = [], properties = [] } = node as Node & {
      elements?: (Node | null)[];
      properties?: (Node & { key: { value?: unknown }; value: Node })[];
    };
    const next =
      typeof key === "number"
        ? elements[key]
        : properties.findLast((property) => property.key.value === key)?.value;
    if (!next) break;
    node = next;
  }
  const { line, column } = node.loc!.start;
  return { line, column: column + 1 };
}
