/**
 * The names that a cell declares, as far as its tokens tell: while it is being typed, and as a
 * guess with which its check can begin before it is parsed.
 */

import { declaredTypes, isExported, startsDeclaration } from "../compile/declarations.ts";
import type { Token } from "../compile/scan.ts";
import type { Own } from "./module-text.ts";

export function namesIn(tokens: Token[]): Own[] {
  const found = new Map<string, Own>();
  const add = (name: string, exported = false): void => {
    if (!found.has(name)) found.set(name, { name, exported });
  };
  for (const { name, exported } of declaredTypes(tokens)) add(name, exported);
  const places = tokens.flatMap(({ depth }, at) => (depth === 0 ? [at] : []));
  const top = places.map((at) => tokens[at]!);
  // Declarations that do not end, as `let a,` in each line, would all be read to the end of the cell.
  let left = 4 * tokens.length + 1000;
  for (const [at, { text }] of top.entries()) {
    if (!keywords.has(text) || !startsDeclaration(top, at)) continue;
    const rest = statementAfter(tokens, places[at]!, left > 0);
    left -= rest.length;
    for (const name of namesAfter(text, rest)) {
      add(name, isExported(top, at));
    }
  }
  return [...found.values()];
}

const keywords = new Set(["function", "class", "let", "const", "var", "using", "import"]);

/** The tokens after one, up to the end of its statement; or only the next two. */
function statementAfter(tokens: Token[], first: number, whole: boolean): Token[] {
  if (!whole) return tokens.slice(first + 1, first + 3);
  const isLast = ({ text, depth, startsLine }: Token, at: number): boolean =>
    at > first &&
    depth === 0 &&
    (text === ";" || (startsLine && !/^[)\]}]$/.test(text) && tokens[at - 1]?.text !== ","));
  let end = first + 1;
  while (end < tokens.length && !isLast(tokens[end]!, end)) end++;
  return tokens.slice(first + 1, end);
}

/** The names that a declaration binds, from what follows its first word. */
function namesAfter(keyword: string, rest: Token[]): string[] {
  const [first, second] = rest;
  switch (keyword) {
    case "function":
      return words(first?.text === "*" ? second : first);
    case "class":
      return words(first);
    case "let":
    case "const":
    case "var":
    case "using":
      if (first?.text === "{" || first?.text === "[") return namesInPattern(rest);
      return first?.text === "enum" ? [] : [...words(first), ...furtherNames(rest)];
    case "import":
      return rest.some(({ text }) => text === "from") ? importedNames(rest) : [];
    default:
      return [];
  }
}

function words(token: Token | undefined): string[] {
  return token?.kind === "word" ? [token.text] : [];
}

/** `{ a, b: [c, ...d], e = 1 }`: a, c, d and e. */
function namesInPattern(rest: Token[]): string[] {
  const end = rest.findIndex(({ depth }, at) => at > 0 && depth === 0);
  return rest
    .slice(0, end < 0 ? undefined : end + 1)
    .filter(
      ({ kind }, at) =>
        kind === "word" &&
        /^[{[,:.]$/.test(rest[at - 1]?.text ?? "") &&
        /^[,}\]=]$/.test(rest[at + 1]?.text ?? ""),
    )
    .map(({ text }) => text);
}

/** `a = 1, b = 2`: b; but not the commas of a type such as `Map<string, number>`. */
function furtherNames(rest: Token[]): string[] {
  const top = rest.filter(({ depth }) => depth === 0);
  return top
    .filter(
      ({ kind }, at) =>
        kind === "word" && top[at - 1]?.text === "," && /^[=,:]?$/.test(top[at + 1]?.text ?? ""),
    )
    .map(({ text }) => text);
}

/** `a, { b, c as d } from "x"`: a, b and d. */
function importedNames(rest: Token[]): string[] {
  return rest
    .filter(({ kind }, at) => kind === "word" && /^(?:,|\}|from)$/.test(rest[at + 1]?.text ?? ""))
    .map(({ text }) => text);
}
