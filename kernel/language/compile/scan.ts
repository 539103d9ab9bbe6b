/**
 * A scanner that finds its way through TypeScript that need not parse: what is a string, a comment,
 * a regular expression or a command line, and how deep in brackets each token stands. js-tokens
 * knows no commands, takes `x! / 2 / y` for a regular expression, and needs twice the time.
 */

import { beforeOperand, Operands } from "./operands.ts";

export interface Token {
  kind: "word" | "number" | "string" | "template" | "regex" | "punctuation" | "command";
  text: string;
  start: number;
  end: number;
  /** Brackets (and `${`) open around the token. */
  depth: number;
  /** Nothing but white space and comments stands before it on its line. */
  startsLine: boolean;
}

export interface Scan {
  tokens: Token[];
  /** Brackets still open at the end, outermost first; `` ` `` stands for a template. */
  open: string[];
  /** Where the text ends inside one of these. */
  unfinished?: "string" | "template" | "comment";
}

const word = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /(?:\d|\.\d)(?:[eE][+-]|[\w.])*/y;
const command = /(?:%%?[A-Za-z]|!(?!=|function\b|async\b|await\b|new\b|this\b)[\w./~"'$-])[^\n]*/y;
/** After so many tries in one line, a `/` begins no regular expression: each reads on to its end. */
const mostTries = 100;
const closing: Record<string, string> = { "(": ")", "[": "]", "{": "}", "${": "}" };

/** Splits `source` into tokens; comments and white space are left out. */
export function scan(source: string): Scan {
  const tokens: Token[] = [];
  const open: string[] = [];
  const operands = new Operands();
  let unfinished: Scan["unfinished"];
  let at = 0;
  let startsLine = true;
  /** Slashes of the line that began no regular expression after all. */
  let tries = 0;

  const push = (kind: Token["kind"], end: number, depth = open.length): void => {
    const token = { kind, text: source.slice(at, end), start: at, end, depth, startsLine };
    tokens.push(token);
    operands.add(token);
    startsLine = false;
    at = end;
  };
  const enter = (bracket: string): void => {
    operands.open(bracket);
    open.push(bracket);
  };
  const leave = (): void => {
    operands.close();
    open.pop();
  };
  const match = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = at;
    return pattern.test(source) ? pattern.lastIndex : undefined;
  };
  /** From inside a template to its end or to its next `${`. */
  const template = (from: number): void => {
    let end = from;
    while (end < source.length && source[end] !== "`") {
      if (source[end] === "$" && source[end + 1] === "{") {
        push("template", end + 2);
        enter("${");
        return;
      }
      end += source[end] === "\\" ? 2 : 1;
    }
    if (end >= source.length) unfinished = "template";
    push("template", Math.min(end + 1, source.length), open.length - 1);
    if (!unfinished) leave();
  };

  if (source.startsWith("#!")) at = endOfLine(source, 0);
  while (at < source.length) {
    const character = source[at] as string;
    if (character === "\n") {
      startsLine = true;
      tries = 0;
      at++;
    } else if (character === " " || /\s/.test(character)) {
      at++;
    } else if (startsComment(source, at)) {
      const block = source[at + 1] === "*";
      const end = source.indexOf(block ? "*/" : "\n", at + 2);
      if (end < 0 && block) unfinished = "comment";
      if (block && source.slice(at, end < 0 ? undefined : end).includes("\n")) startsLine = true;
      at = end < 0 ? source.length : end + (block ? 2 : 0);
    } else if (
      (character === "%" || character === "!") &&
      open.length === 0 &&
      (at === 0 || source[at - 1] === "\n") &&
      !expectsOperand(tokens.at(-1)) &&
      match(command)
    ) {
      push("command", match(command) as number);
    } else if (match(word)) {
      push("word", match(word) as number);
    } else if (match(number)) {
      push("number", match(number) as number);
    } else if (character === '"' || character === "'") {
      const end = endOfString(source, at);
      if (source[end - 1] !== character || end - at < 2) unfinished = "string";
      push("string", end);
      if (unfinished && end < source.length) unfinished = undefined;
    } else if (character === "`") {
      enter("`");
      template(at + 1);
    } else if (character === "/" && tries < mostTries && !operands.isOperand) {
      const end = endOfRegex(source, at);
      if (end === at + 1) tries++;
      push("regex", end);
    } else if ("([{".includes(character)) {
      enter(character);
      push("punctuation", at + 1, open.length - 1);
    } else if (")]}".includes(character)) {
      const last = open.at(-1);
      if (last && closing[last] === character) leave();
      if (last === "${" && character === "}") template(at + 1);
      else push("punctuation", at + 1);
    } else {
      push("punctuation", at + 1);
    }
  }
  return unfinished ? { tokens, open, unfinished } : { tokens, open };
}

/** More brackets than people write inside one another, or tokens than in a usual cell. */
const deep = { brackets: 100, tokens: 2000 };

/** Whether a text may be nested so deeply that a compiler runs out of stack. */
export function isDeep({ tokens }: Scan): boolean {
  return tokens.length > deep.tokens || tokens.some(({ depth }) => depth > deep.brackets);
}

function startsComment(source: string, at: number): boolean {
  return source[at] === "/" && (source[at + 1] === "/" || source[at + 1] === "*");
}

/** Whether what follows `token` continues an expression, so that a line cannot begin there. */
export function expectsOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === "word") return beforeOperand.has(token.text);
  return token.kind === "punctuation" && !")]};".includes(token.text);
}

function endOfLine(source: string, start: number): number {
  const end = source.indexOf("\n", start);
  return end < 0 ? source.length : end;
}

function endOfString(source: string, start: number): number {
  const quote = source[start];
  let at = start + 1;
  while (at < source.length && source[at] !== "\n") {
    if (source[at] === quote) return at + 1;
    at += source[at] === "\\" ? 2 : 1;
  }
  return Math.min(at, source.length);
}

function endOfRegex(source: string, start: number): number {
  let at = start + 1;
  let inClass = false;
  while (at < source.length && source[at] !== "\n") {
    const character = source[at];
    if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "/" && !inClass) {
      at++;
      while (/[a-z]/.test(source[at] ?? "")) at++;
      return at;
    }
    at += character === "\\" ? 2 : 1;
  }
  return start + 1;
}
