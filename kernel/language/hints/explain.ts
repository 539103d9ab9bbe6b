/** Errors with what to do about them: one error for each mistake, and one hint. */

import { texts } from "../../texts/texts.ts";
import { scan } from "../compile/scan.ts";
import type { Diagnostic } from "../language.ts";
import { Code } from "./code.ts";
import { errorHints, guessed, library, unknownName } from "./errors.ts";
import type { Clue, HintText } from "./hint.ts";
import { say } from "./say.ts";
import { type Caught, traps } from "./traps.ts";

/** An error with what to do about it. */
export interface Explained extends Diagnostic {
  hints: string[];
}

/** @param diagnostics sorted by position */
export function explain(source: string, diagnostics: Diagnostic[]): Explained[] {
  const notes = diagnostics.filter(isNote).map((each) => ({ ...each, hints: [] }));
  const errors = diagnostics.filter((each) => !isNote(each));
  if (errors.length === 0) return notes;
  const cell = new Code(source, scan(source).tokens);
  const explained = errors.some(isSyntaxError)
    ? explainSyntax(cell, errors)
    : explainTypes(cell, errors);
  const noted = notes.filter((note) => !errors.some((error) => isAboutList(cell, note, error)));
  return sayOnce([...explained, ...noted].sort((a, b) => a.start - b.start));
}

/** The codes of the parser, and of what it understands but does not take. */
export const syntaxCode = /^TS1(?:\d{3}|700[67]|8016)$/;

export function isSyntaxError({ severity, code }: Diagnostic): boolean {
  return severity === "error" && (code === "" || syntaxCode.test(code));
}

/** A note says itself what to do. */
function isNote({ severity, code }: Diagnostic): boolean {
  return severity === "warning" && code === "";
}

/**
 * The parser stumbles over the first mistake of a line, and again behind it: the line has one
 * error, with a hint to each mistake in it.
 */
function explainSyntax(cell: Code, errors: Diagnostic[]): Explained[] {
  const explained: Explained[] = [];
  const byLine = new Map<number, Caught[]>();
  for (const one of traps(cell)) {
    const line = cell.lineOf(one.start);
    const before = byLine.get(line);
    if (before) before.push(one);
    else byLine.set(line, [one]);
  }
  // What is left open is noticed later.
  const waiting = [...byLine].filter(([, caught]) => caught.some(({ kind }) => kind === "error"));
  const done = new Set<number>();
  let next = 0;
  for (const error of errors) {
    const line = cell.lineOf(error.start);
    if (done.has(line)) continue;
    let fitting = (byLine.get(line) ?? []).filter(
      (one) => one.kind !== "maybe" || touches(one, error),
    );
    for (; next < waiting.length && waiting[next]![0] <= line; next++) {
      const [, before] = waiting[next]!;
      if (fitting.length === 0) fitting = before.filter(({ kind }) => kind === "error");
    }
    if (fitting.length > 0) done.add(line);
    const hints = fitting.length > 0 ? merged(fitting) : hintsTo(clueOf(cell, error));
    explained.push({ ...error, hints });
  }
  return explained;
}

function explainTypes(cell: Code, errors: Diagnostic[]): Explained[] {
  const caught = traps(cell).filter(({ kind }) => kind !== "error");
  const explained: Explained[] = [];
  const unknown = new Map<string, Explained>();
  const seen = new Set<string>();
  const places = new Set<number>();
  let next = 0;
  for (const error of errors) {
    const clue = clueOf(cell, error);
    if (unknownName.has(error.code)) {
      // A name that is unknown is so wherever it stands.
      if (seen.has(clue.name)) continue;
      seen.add(clue.name);
      places.add(error.start);
      const [text, words] = hintTo(clue) ?? [];
      const message = text ? withoutGuess(error) : error.message;
      const one = { ...error, message, hints: text ? [say(text, words)] : [] };
      if (!text || text === "runFirst" || text === "importIt") unknown.set(clue.name, one);
      explained.push(one);
      continue;
    }
    // What else is wrong there follows from it.
    if (places.has(error.start)) continue;
    while (next < caught.length && caught[next]!.end < error.start) next++;
    const fitting: Caught[] = [];
    for (let at = next; at < caught.length && caught[at]!.start <= error.end; at++) {
      if (touches(caught[at]!, error)) fitting.push(caught[at]!);
    }
    const isList = fitting.length > 0 && hintTo(clue)?.[0] === "brackets";
    const hints = fitting.length > 0 && !isList ? merged(fitting) : hintsTo(clue);
    const message = hints.length > 0 ? withoutGuess(error) : error.message;
    explained.push({ ...error, message, hints });
  }
  return together(explained, unknown);
}

/** What is noted of a comma says nothing where a list is asked for. */
function isAboutList(cell: Code, note: Diagnostic, error: Diagnostic): boolean {
  if (note.start < error.start || note.end > error.end) return false;
  return hintTo(clueOf(cell, error))?.[0] === "brackets";
}

/** Many names are unknown because cells above have not run: that is said once. */
function together(explained: Explained[], unknown: Map<string, Explained>): Explained[] {
  const spelled = [...unknown].every(([name, { code }]) => code === "TS2552" && !library.has(name));
  if (unknown.size < 2 || spelled) return explained;
  const names = [...unknown.keys()];
  const first = unknown.values().next().value!;
  const hint = names.every((name) => library.has(name))
    ? say("importIt", [[...names].sort().join(", ")])
    : say("runAbove");
  const all = new Set(unknown.values());
  return explained.flatMap((each) => {
    if (each === first) return [{ ...each, message: texts.unknownNames(names), hints: [hint] }];
    // What the checker does not know the type of follows from them.
    return all.has(each) || each.message.includes("'unknown'") ? [] : [each];
  });
}

function touches({ start, end }: Caught, error: Diagnostic): boolean {
  return error.start <= end + 1 && error.end > start;
}

/** The hints to the mistakes of a line; those to signs that were copied become one. */
function merged(caught: Caught[]): string[] {
  const pairs = new Map(
    caught.flatMap(({ text, words }) =>
      text === "typeInstead" ? [[words[0]!, words[1]!] as const] : [],
    ),
  );
  const hints = caught.map(({ text, words }) =>
    say(text, text === "typeInstead" ? [...pairs].flat() : words),
  );
  return [...new Set(hints)];
}

function hintsTo(clue: Clue): string[] {
  const found = hintTo(clue);
  return found ? [say(...found)] : [];
}

/** The first hint that fits. */
function hintTo(clue: Clue): [HintText, string[]] | undefined {
  for (const { codes, text, words } of errorHints) {
    if (codes && !codes.includes(clue.code)) continue;
    const said = words ? words(clue) : [];
    if (said) return [text, said];
  }
  return undefined;
}

function clueOf(cell: Code, { code, message, start, end }: Diagnostic): Clue {
  const { source } = cell;
  const at = cell.tokenAt(start);
  const lineEnd = source.indexOf("\n", start);
  const line = source.slice(start, lineEnd < 0 ? undefined : lineEnd);
  const name = line.slice(0, Math.max(1, end - start));
  return { code, message, name, rest: line.slice(name.length, name.length + 80), at, cell };
}

/** A guess of the checker, as in "Did you mean 'Intl'?", where there is a hint that knows. */
function withoutGuess({ code, message }: Diagnostic): string {
  return guessed.has(code) ? message.replace(/(?<='\.) .*$/s, "") : message;
}

/** Says each hint where it is first of use. */
function sayOnce(explained: Explained[]): Explained[] {
  const said = new Set<string>();
  const kept: Explained[] = [];
  for (const each of explained) {
    const note = isNote(each);
    if (note && said.has(each.message)) continue;
    const hints = each.hints.filter((hint) => !said.has(hint));
    for (const hint of note ? [each.message] : hints) said.add(hint);
    kept.push({ ...each, hints });
  }
  return kept;
}
