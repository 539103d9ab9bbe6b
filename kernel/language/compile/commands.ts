/** Lines of a cell that are not TypeScript: `%name …` and `!shell command`. */

import { type CatalogueEntry, catalogue, entryOf } from "../../commands/catalogue.ts";
import type { Completions, Inspection, TypesFrom, TypesSetting } from "../language.ts";
import type { CommandCall } from "./rewrite.ts";
import { scan, type Token } from "./scan.ts";

/** The cell without its commands (same positions), and the calls that stand in for them. */
export function takeCommands(
  source: string,
  tokens: Token[],
): { text: string; commands: CommandCall[]; types: TypesFrom[] } {
  let text = "";
  let taken = 0;
  /** Goes on with the source as it is, up to here. */
  const keepTo = (end: number): void => {
    text += source.slice(taken, end);
    taken = end;
  };
  const blankTo = (end: number): void => {
    text += " ".repeat(end - taken);
    taken = end;
  };
  const commands: CommandCall[] = [];
  const types: TypesFrom[] = [];
  for (const token of tokens) {
    if (token.kind !== "command") continue;
    const { name, rest } = parseCommand(token.text);
    keepTo(token.start);
    const call = `await __sinapse_command__(${JSON.stringify(name)},${JSON.stringify(rest)}`;
    const entry = entryOf(name);
    if (name === "types" && entry?.words?.includes(rest)) {
      types.push({ start: token.start, value: rest as TypesSetting });
    }
    const code = entry?.takesCode ? codeOf(rest) : "";
    if (code !== "") {
      const start = token.start + token.text.indexOf(rest, name.length + 1);
      blankTo(start);
      keepTo(start + code.length);
      blankTo(token.end);
      // A declaration that it cannot measure stays beside the command, which refuses it.
      const wrapped = wrapCode(code, start, call, entry!);
      commands.push(wrapped ?? beside(token.start, `${call},null`));
    } else {
      blankTo(token.end);
      commands.push(beside(token.start, call));
    }
  }
  keepTo(source.length);
  return { text, commands, types };
}

/** A command that stands by itself. */
function beside(start: number, call: string): CommandCall {
  return { start, end: start, before: `;${call});`, after: "" };
}

/** What is behind a command, without a comment or a semicolon at its end. */
function codeOf(rest: string): string {
  const end = scan(rest).tokens.at(-1)?.end ?? 0;
  return rest.slice(0, end).replace(/;\s*$/, "");
}

/** A cell that is `exit` or `quit()`, as in Python, as the command; unless a cell has declared that. */
export function asCommand(source: string, known: { has(name: string): boolean }): string {
  const word = /^\s*(exit|quit)\s*(?:\(\s*\d*\s*\)\s*)?;?\s*$/.exec(source)?.[1];
  return word === undefined || known.has(word) ? source : `%${word}`;
}

/**
 * A cell up to its first command after which a fresh session goes on, as `%reset`, and what is left
 * for that session: blank up to there, so that its lines are the cell's.
 */
export function splitAtReset(source: string): { first: string; rest?: string } {
  if (!/^%/m.test(source)) return { first: source };
  const reset = scan(source).tokens.find(
    ({ kind, text }) => kind === "command" && entryOf(parseCommand(text).name)?.endsSession,
  );
  if (!reset) return { first: source };
  const first = source.slice(0, reset.end);
  const rest = first.replace(/[^\n]/g, " ") + source.slice(reset.end);
  return scan(rest).tokens.length > 0 ? { first, rest } : { first };
}

/** A declaration stays one: what is timed is the value that it gets. Nothing if that cannot be. */
function wrapCode(
  code: string,
  start: number,
  call: string,
  { givesValue }: CatalogueEntry,
): CommandCall | undefined {
  const end = start + code.length;
  const thunk = `${call},${/\bawait\b/.test(code) ? "async " : ""}()=>`;
  if (declaration.test(code)) {
    const value = givesValue ? startOfValue(code) : undefined;
    if (value === undefined) return undefined;
    return { start: start + value, end, before: `${thunk}(`, after: "))" };
  }
  const isStatement =
    /^(?:for|while|do|if|switch|try|throw)\b|^\{/.test(code) ||
    (code.includes(";") &&
      scan(code).tokens.some(({ text, depth }) => text === ";" && depth === 0));
  const [open, close] = isStatement ? ["{", "});"] : ["(", "));"];
  return { start, end, before: `;${thunk}${open}`, after: close };
}

const declaration =
  /^(?:(?:await\s+)?using\s+\w|(?:const|let|var|class|enum|namespace|interface|declare|abstract|export)\b|type\s+[\w$]|(?:async\s+)?function\b|import\b(?!\s*[.(]))/;

/** Where the value begins that `const x = f()` gets; nothing where it declares more, or no variable. */
function startOfValue(code: string): number | undefined {
  const declared =
    /^(?:const|let|var)\s+(?:[\w$\p{ID_Continue}]+|\{[^=]*\}|\[[^=]*\])[^=]*=(?![=>])\s*/u.exec(
      code,
    );
  if (!declared) return undefined;
  const [start] = declared;
  const further = scan(code).tokens.filter(
    ({ depth, start: at }) => depth === 0 && at >= start.length,
  );
  const isOne = further.every(
    ({ text }, at) =>
      text !== ";" &&
      !(
        text === "," &&
        further[at + 1]?.kind === "word" &&
        further[at + 2]?.text === "=" &&
        further[at + 3]?.text !== ">"
      ),
  );
  return isOne ? start.length : undefined;
}

/** `%time f(x)` → `time` and `f(x)`; `!ls -l` → `!` and `ls -l`. */
function parseCommand(line: string): { name: string; rest: string } {
  if (line.startsWith("!")) return { name: "!", rest: line.slice(1).trim() };
  const [, name = "", rest = ""] = /^(%?%[\w-]+)\s*(.*)$/s.exec(line) ?? [];
  return { name: name.replace(/^%/, ""), rest: rest.trim() };
}

/** Tab in a line that is a command: behind its `%`, and where what follows is no TypeScript. */
export function completeCommand(source: string, cursor: number): Completions | undefined {
  const before = source.slice(source.lastIndexOf("\n", cursor - 1) + 1, cursor);
  const found = /^(%%?)(\w*)$/.exec(before);
  if (!found) return completeWord(source, before, cursor);
  const [, percent = "", typed = ""] = found;
  const matches = catalogue
    .filter(({ name }) => name !== "!" && name.startsWith(typed))
    .map(({ name, usage }) => ({ text: percent + name, type: "keyword", signature: usage }));
  return { matches, start: cursor - typed.length - percent.length, end: cursor };
}

/** The words that a command takes; none of TypeScript's names means anything to it. */
function completeWord(source: string, before: string, cursor: number): Completions | undefined {
  if (!/^[%!]/.test(before)) return undefined;
  const isCommand = scan(source).tokens.some(
    ({ kind, start, end }) => kind === "command" && start < cursor && cursor <= end,
  );
  const { name } = parseCommand(before);
  const entry = entryOf(name);
  if (!isCommand || entry?.takesCode) return undefined;
  const typed = before.split(/[\s%]/).at(-1) as string;
  const matches = (entry?.words ?? [])
    .filter((word) => word.startsWith(typed))
    .map((text) => ({ text, type: "keyword" }));
  return { matches, start: cursor - typed.length, end: cursor };
}

/** Shift+Tab on a line that is a command. */
export function inspectCommand(source: string, cursor: number): Inspection | undefined {
  const start = source.lastIndexOf("\n", cursor - 1) + 1;
  const [line = ""] = source.slice(start).split("\n", 1);
  if (!/^\s*[%!]/.test(line)) return undefined;
  const { name } = parseCommand(line.trim());
  const entry = entryOf(name);
  if (!entry) return undefined;
  const { usage, summary } = entry;
  return { markdown: `\`${usage}\`\n\n${summary}`, plain: `${usage}\n\n${summary}` };
}
