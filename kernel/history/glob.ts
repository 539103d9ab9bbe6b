/** Patterns as SQLite's GLOB, which IPython's history uses: `*`, `?` and `[…]`. */

import { RequestError } from "../protocol/fields.ts";

/** What one character of the text must be. */
type Test = (character: string) => boolean;

/** As many characters as it has entries; a text stands for itself. */
type Piece = (string | Test)[];

const longest = 256;

/**
 * Whether a text is of the pattern's form. Each piece between two `*` is looked for once, from left
 * to right: no text takes longer than its length times that of the pattern.
 * @throws {RequestError} Where the pattern has more than 256 characters.
 */
export function glob(pattern: string): (text: string) => boolean {
  const characters = [...pattern];
  if (characters.length > longest) {
    throw new RequestError(
      `pattern: expected at most ${longest} characters; got ${characters.length}.`,
    );
  }
  const [first = [], ...rest] = pieces(characters);
  const last = rest.pop();
  return (text) => {
    const given = [...text];
    const end = given.length - (last?.length ?? 0);
    if (first.length > end || !fits(first, given, 0)) return false;
    if (!last) return first.length === given.length;
    let at = first.length;
    for (const piece of rest) {
      while (at + piece.length <= end && !fits(piece, given, at)) at++;
      if (at + piece.length > end) return false;
      at += piece.length;
    }
    return fits(last, given, end);
  };
}

function fits(piece: Piece, text: string[], from: number): boolean {
  for (let at = 0; at < piece.length; at++) {
    const [expected, given] = [piece[at], text[from + at] as string];
    if (typeof expected === "function" ? !expected(given) : expected !== given) return false;
  }
  return true;
}

/** The pieces between the stars. */
function pieces(pattern: string[]): Piece[] {
  const found: Piece[] = [[]];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    const end =
      character === "[" ? pattern.indexOf("]", at + (pattern[at + 1] === "^" ? 3 : 2)) : -1;
    if (character === "*") found.push([]);
    else if (character === "?") found.at(-1)!.push(() => true);
    else if (end > 0) {
      found.at(-1)!.push(oneOf(pattern.slice(at + 1, end)));
      at = end;
    } else found.at(-1)!.push(character);
  }
  return found;
}

/** `a-c_`, or `^a-c_` for all others; each character is itself, but `-` between two. */
function oneOf(members: string[]): Test {
  const not = members[0] === "^";
  const listed = not ? members.slice(1) : members;
  const ranges: [low: number, high: number][] = [];
  for (let at = 0; at < listed.length; at++) {
    const isRange = listed[at + 1] === "-" && at + 2 < listed.length;
    const [low, high] = [listed[at], listed[isRange ? at + 2 : at]].map(
      (end) => end!.codePointAt(0)!,
    );
    ranges.push([low!, high!]);
    if (isRange) at += 2;
  }
  return (character) => {
    const point = character.codePointAt(0)!;
    return ranges.some(([low, high]) => low <= point && point <= high) !== not;
  };
}
