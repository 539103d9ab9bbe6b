/** A cell's tokens with what the hints ask about them. Each answer is found in one pass, once. */

import { lineStarts, positionAt } from "../compile/lines.ts";
import { expectsOperand, type Token } from "../compile/scan.ts";

/** What a bracket holds: `f(…)`, `[…]`, `x[…]`, `(…)` or `{…}`. */
export type Bracket = "call" | "list" | "index" | "group" | "braces";

/** The bracket around some tokens, with the commas that stand directly in it. */
export interface Around {
  kind: Bracket;
  /** Commas between two numbers without a space, as in `0,5`. */
  tight: number;
  /** The commas are tight and spaced in turn: `0,5, 1,5`. */
  alternates: boolean;
  /** Tight commas behind a single 0. */
  zeros: number;
  /** Tight commas before a number that ends in 0, as decimals seldom do. */
  tens: number;
  /** Commas that a space follows. */
  spaced: number;
  /** All commas. */
  commas: number;
  /** The elements, where all of them are numbers. */
  numbers: number[] | undefined;
}

export class Code {
  readonly source: string;
  readonly tokens: readonly Token[];
  #around: (Around | undefined)[] | undefined;
  #lineEnds: number[] | undefined;
  #lineStarts: number[] | undefined;
  #speaksOfBits: boolean | undefined;

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  /** The text of a token; empty where there is none. */
  text(at: number): string {
    return this.tokens[at]?.text ?? "";
  }

  /** Whether a token ends a value: a name, a number, a closing bracket. */
  endsValue(at: number): boolean {
    const token = this.tokens[at];
    if (!token || token.kind === "command") return false;
    return token.kind === "punctuation" ? /^[)\]}]$/.test(token.text) : !expectsOperand(token);
  }

  /** Whether a token begins a value on the same line as the one before it. */
  goesOn(at: number): boolean {
    const token = this.tokens[at];
    if (!token || token.startsLine) return false;
    return token.kind !== "punctuation" || /^[([{+-]$/.test(token.text);
  }

  /** Whether two neighbours have nothing between them. */
  touch(at: number): boolean {
    return this.tokens[at]?.end === this.tokens[at + 1]?.start;
  }

  /** What the user typed from one token to another. */
  slice(from: number, to: number): string {
    return this.source.slice(this.tokens[from]?.start, this.tokens[to]?.end);
  }

  /** Whether the cell speaks of `^`, as an exercise on mistakes does, and so means it. */
  get speaksOfBits(): boolean {
    this.#speaksOfBits ??= /[`"']\^[`"']/.test(this.source);
    return this.#speaksOfBits;
  }

  /** The token that begins at an offset, or the last one before it; −1 where there is none. */
  tokenAt(offset: number): number {
    let [low, high] = [-1, this.tokens.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tokens[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The line of an offset, counted from zero. */
  lineOf(offset: number): number {
    this.#lineStarts ??= lineStarts(this.source);
    return positionAt(this.#lineStarts, offset).line;
  }

  /** The last token of the line. */
  lineEnd(at: number): number {
    this.#lineEnds ??= lineEnds(this.tokens);
    return this.#lineEnds[at] ?? at;
  }

  /** The innermost bracket around a token, if there is one. */
  around(at: number): Around | undefined {
    this.#around ??= bracketsAround(this.source, this.tokens);
    return this.#around[at];
  }
}

function lineEnds(tokens: readonly Token[]): number[] {
  const ends: number[] = [];
  let end = tokens.length - 1;
  for (let at = tokens.length - 1; at >= 0; at--) {
    ends[at] = end;
    if (tokens[at]!.startsLine) end = at - 1;
  }
  return ends;
}

const beforeGroup =
  /^(?:if|while|for|switch|with|return|typeof|case|in|of|do|else|void|delete|throw|await|yield|default|export|extends|const|let|var|using|as|satisfies|instanceof|readonly|keyof)$/;

function bracketsAround(source: string, tokens: readonly Token[]): (Around | undefined)[] {
  const around: (Around | undefined)[] = [];
  const open: Around[] = [];
  for (const [at, { text, kind }] of tokens.entries()) {
    const closes = kind === "punctuation" && /^[)\]}]$/.test(text);
    if (closes) open.pop();
    const inner = open.at(-1);
    around.push(inner);
    if (inner && !closes) note(inner, source, tokens, at);
    if (kind === "template" && text.startsWith("}")) open.pop();
    if (kind === "template" && text.endsWith("${")) open.push(bracket("group"));
    if (kind === "punctuation" && "([{".includes(text)) open.push(bracket(kindOf(tokens, at)));
  }
  return around;
}

function bracket(kind: Bracket): Around {
  return { kind, tight: 0, alternates: true, zeros: 0, tens: 0, spaced: 0, commas: 0, numbers: [] };
}

function kindOf(tokens: readonly Token[], at: number): Bracket {
  const { text } = tokens[at]!;
  if (text === "{") return "braces";
  const before = tokens[at - 1];
  const follows =
    before !== undefined &&
    (before.kind === "word" || before.kind === "string" || /^[)\]]$/.test(before.text)) &&
    !beforeGroup.test(before.text);
  if (text === "[") return follows ? "index" : "list";
  return follows ? "call" : "group";
}

/** Counts a token in the bracket that it stands in. */
function note(inner: Around, source: string, tokens: readonly Token[], at: number): void {
  const { text, kind, start, end } = tokens[at]!;
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (text === "," && kind === "punctuation") {
    const numbers = before?.kind === "number" && after?.kind === "number";
    const tight = numbers && before.end === start && after.start === end;
    if (tight) {
      inner.tight++;
      if (before.text === "0") inner.zeros++;
      if (after.text.endsWith("0")) inner.tens++;
    }
    if (source[end] === " ") inner.spaced++;
    if (tight !== (inner.commas % 2 === 0)) inner.alternates = false;
    inner.commas++;
  } else if (kind === "number") {
    inner.numbers?.push(before?.text === "-" ? -Number(text) : Number(text));
  } else if (text !== "-" || after?.kind !== "number") {
    inner.numbers = undefined;
  }
}
