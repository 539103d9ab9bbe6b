/** Numbers and operators as they are written in Brazil, on paper and in Python. */

import type { Around, Code } from "./code.ts";
import type { Found, Trap } from "./hint.ts";

export const numberTraps: Trap[] = [
  {
    text: "decimalComma",
    begins: [","],
    find(cell, at) {
      const [whole, part] = [cell.text(at - 1), cell.text(at + 1)];
      const [before, after] = [cell.tokens[at - 1], cell.tokens[at + 1]];
      if (before?.kind !== "number" || after?.kind !== "number") return undefined;
      if (!cell.touch(at - 1) || !cell.touch(at)) return undefined;
      if (!/^\d+$/.test(whole) || !/^\d/.test(part) || isThousand(whole, part)) return undefined;
      const kind = commaKind(cell, at, part);
      if (kind === undefined) return undefined;
      const words = [`${whole},${part}`, `${whole}.${part}`, whole, part];
      return { start: before.start, end: after.end, words, kind };
    },
  },
  {
    text: "groupedDigits",
    begins: ["<number>"],
    find(cell, at) {
      const { text, start, end } = cell.tokens[at]!;
      if (!/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return undefined;
      const words = [text.replaceAll(".", ""), text.replaceAll(".", "_")];
      return { start, end, words, kind: "error" };
    },
  },
  {
    text: "groupedDigits",
    begins: [","],
    find(cell, at) {
      const [before, after] = [cell.tokens[at - 1], cell.tokens[at + 1]];
      if (!before || !after || !cell.touch(at - 1) || !cell.touch(at)) return undefined;
      if (!isThousand(before.text, after.text) || cell.text(at - 2) === ",") return undefined;
      let last = at + 1;
      while (cell.text(last + 1) === "," && /^\d{3}$/.test(cell.text(last + 2))) last += 2;
      const written = cell.slice(at - 1, last);
      const words = [written.replaceAll(",", ""), written.replaceAll(",", "_")];
      return { start: before.start, end: cell.tokens[last]!.end, words, kind: "error" };
    },
  },
  {
    text: "thousands",
    begins: ["<number>"],
    find(cell, at) {
      const { text, start, end } = cell.tokens[at]!;
      // Three digits of which the last says nothing. In a list they may stand so for the eye.
      if (!/^[1-9]\d{0,2}\.\d\d0$/.test(text)) return undefined;
      const around = cell.around(at);
      if (around?.kind === "list" && around.commas > 0) return undefined;
      const words = [text, String(Number(text)), text.replace(".", "")];
      return { start, end, words, kind: "note" };
    },
  },
  {
    text: "power",
    begins: ["^"],
    find(cell, at) {
      if (!cell.endsValue(at - 1) || cell.text(at + 1) === "=") return undefined;
      const sign = cell.text(at + 1) === "-" ? "-" : "";
      const last = sign ? at + 2 : at + 1;
      const { start } = cell.tokens[at - 1]!;
      const { end } = cell.tokens[last] ?? cell.tokens[at]!;
      const [from, to] = [quotientBefore(cell, at - 1), quotientFrom(cell, at + 1)];
      const left = cell.text(at - 1);
      const base = from < 0 ? (/^[)\]]$/.test(left) ? "x" : left) : cell.slice(from, at - 1);
      const isName = cell.tokens[last]?.kind !== "punctuation";
      const exponent = to < 0 ? `${sign}${isName ? cell.text(last) : "n"}` : cell.slice(at + 1, to);
      const kind = isPower(cell, at, from >= 0 || to >= 0) ? "note" : "maybe";
      return { start, end, words: [`${base} ** ${exponent}`], kind };
    },
  },
  {
    text: "wholeDivision",
    begins: ["<number>", "<word>", ")", "]"],
    find(cell, at) {
      const { end, kind, text } = cell.tokens[at]!;
      const gap = (cell.tokens[at + 1]?.start ?? cell.source.length) - end;
      if (gap < 3) return undefined;
      const line = cell.source.slice(end, end + 60).split("\n", 1)[0]!;
      const [all, divisor = "", more = ""] = /^ *\/\/ *([\w.]+)(.*)$/.exec(line) ?? [];
      if (all === undefined) return undefined;
      const dividend = kind === "punctuation" ? "a" : text;
      const words = [`Math.floor(${dividend} / ${divisor})`];
      const found = (kind: Found["kind"]): Found => {
        return { start: end, end: end + all.length, words, kind };
      };
      // What closes a bracket that is open was meant as code.
      if (cell.around(at) && /^ *[)\]]/.test(more)) return found("error");
      // A comment that says what comes out is common behind what computes it, not behind a number.
      const alone = /^(?:|=|\(|return|;)$/.test(cell.text(at - 1)) || cell.tokens[at]!.startsLine;
      const isDivision = kind === "number" && /^\d+$/.test(divisor) && /^[\d.]+$/.test(text);
      return isDivision && more === "" && alone ? found("note") : undefined;
    },
  },
  {
    text: "product",
    begins: ["<number>"],
    find(cell, at) {
      const { text, start, end } = cell.tokens[at]!;
      if (/^(?:const|let|var|\.)$/.test(cell.text(at - 1))) return undefined;
      const [, factor, name] = /^([1-9]\d*(?:\.\d+)?)([a-zA-Z]\w*)$/.exec(text) ?? [];
      if (factor && name && name !== "n" && Number.isNaN(Number(text))) {
        return { start, end, words: [`${factor} * ${name}`], kind: "error" };
      }
      const next = cell.tokens[at + 1];
      if (next?.kind !== "word" || next.startsLine || /^[#ºª]/.test(next.text)) return undefined;
      if (operatorWords.has(next.text)) return undefined;
      return { start, end: next.end, words: [`${text} * ${next.text}`], kind: "error" };
    },
  },
  {
    text: "instead",
    begins: ["@"],
    find(cell, at) {
      if (!cell.endsValue(at - 1) || cell.tokens[at]!.startsLine || !cell.goesOn(at + 1)) {
        return undefined;
      }
      const [left, right] = [cell.text(at - 1), cell.text(at + 1)];
      const words = [/^\w+$/.test(left + right) ? `${left}.matmul(${right})` : "a.matmul(b)"];
      const { start } = cell.tokens[at - 1]!;
      return { start, end: cell.tokens[at + 1]!.end, words, kind: "error" };
    },
  },
  {
    text: "percent",
    begins: ["%"],
    find(cell, at) {
      const before = cell.tokens[at - 1];
      if (before?.kind !== "number" || !cell.touch(at - 1)) return undefined;
      const next = cell.tokens[at + 1];
      if (next && !next.startsLine && !/^[),;\]}*]$|^d[eo]$|^of$/.test(next.text)) return undefined;
      const { end } = cell.tokens[at]!;
      const words = [`${before.text}%`, `${before.text} / 100`];
      return { start: before.start, end, words, kind: "error" };
    },
  },
];

/** Python's words are hints of their own. */
const operatorWords = new Set("in of instanceof as satisfies if else for and or is not".split(" "));

/** `10,000`: what follows the comma is no number of its own, and no decimals. */
function isThousand(whole: string, part: string): boolean {
  return /^[1-9]\d{0,2}$/.test(whole) && part === "000";
}

/** Nothing where two numbers may stand: in calls and lists only their count tells (`commas.ts`). */
function commaKind(cell: Code, at: number, part: string): Found["kind"] | undefined {
  // `0,02`: what follows the comma is no number of its own.
  if (/^0\d/.test(part)) return "error";
  // `{3: 5,4: 6}` and `f<1,2>()`.
  if (cell.text(at - 2) === "<" || /^[>:]$/.test(cell.text(at + 2))) return undefined;
  const around = cell.around(at);
  // Elsewhere a comma between two numbers drops the first.
  if (around === undefined || /^(?:group|braces)$/.test(around.kind)) return "note";
  if (around.kind === "index") return undefined;
  return isPaired(around) || hasOneDecimal(around, cell.text(at - 1), part) ? "note" : undefined;
}

/** `[0,5, 1,5]`: a space behind every other comma. */
function isPaired({ tight, zeros, tens, spaced, commas, alternates }: Around): boolean {
  return alternates && spaced > 0 && commas === tight + spaced && zeros > 0 && tens === 0;
}

/**
 * `[1,-1,0,5]`: weights in no order, and a single 0 among them, before a number of which one would
 * make a decimal.
 */
function hasOneDecimal(
  { kind, numbers, spaced, tight }: Around,
  whole: string,
  part: string,
): boolean {
  if (kind !== "list" || !numbers || numbers.length < 3 || numbers.length > 12) return false;
  if (whole !== "0" || /^0/.test(part)) return false;
  // `[0.1, 0,2, 0.3]`
  if (spaced > 1 && tight === 1 && numbers.some((each) => !Number.isInteger(each))) return true;
  // Classes and counts have no signs, weights do.
  if (spaced > 0 || numbers.length < 4 || numbers.every((each) => each >= 0)) return false;
  if (numbers.filter((each) => each === 0).length > 1 || /0$|^1$/.test(part)) return false;
  const [rises, falls] = [1, -1].map((sign) =>
    numbers.every((each, at) => at === 0 || sign * (each - numbers[at - 1]!) >= 0),
  );
  return !rises && !falls;
}

/**
 * Whether `^` stands where powers do and bits do not: between numbers, before 2, 3 or 10, behind 2
 * or 10, or beside a number that is not whole.
 */
function isPower(cell: Code, at: number, byQuotient: boolean): boolean {
  const near = cell.tokens.slice(Math.max(0, at - 12), at + 13);
  const bits = near.filter(({ text }) => /^(?:[&|~^]|0[xXbB]\w+|xor)$/i.test(text)).length;
  const shifts = near.some(
    ({ text, end }, place) =>
      /^[<>]$/.test(text) && near[place + 1]?.text === text && near[place + 1]?.start === end,
  );
  if (bits > 1 || shifts || cell.speaksOfBits) return false;
  const [left, right] = [cell.text(at - 1), cell.text(at + 1)];
  if (byQuotient || isDecimal(left) || isDecimal(right)) return true;
  if (/^[01]$/.test(left) || /^[01]$/.test(right)) return false;
  if (/^(?:[23]|10)$/.test(right)) return true;
  const power = cell.tokens[at + 1];
  if (/^\d+$/.test(left)) {
    if (power?.kind === "number") return true;
    // `10^-7`
    if (right === "-") return /^(?:number|word)$/.test(cell.tokens[at + 2]?.kind ?? "");
  }
  if (/^(?:2|10)$/.test(left)) return power?.kind === "word";
  return power?.kind === "number" && /^\d{1,2}$/.test(right) && isDeclaredNumber(cell, left);
}

/** `0.25`, `.5` and `2e-3`. */
const isDecimal = (text: string): boolean => /^(?:\d*\.\d+|\d+(?:\.\d+)?[eE]-?\d+)$/.test(text);

/** `const b = 0.25`; one that begins at 0 or 1 may count something, whose bits may matter. */
function isDeclaredNumber({ source }: Code, name: string): boolean {
  if (!/^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name)) return false;
  const value = new RegExp(
    `\\b(?:const|let|var) ${name}(?:: number)? = -?(\\d+(?:\\.\\d+)?)\\s*(?:[;,\\n]|$)`,
  ).exec(source)?.[1];
  return value !== undefined && !/^[01]$/.test(value) && Number(value) < 1e6;
}

/** Where a quotient in parentheses begins that ends here, as `(1/4)`; −1 where there is none. */
function quotientBefore(cell: Code, at: number): number {
  if (cell.text(at) !== ")") return -1;
  const from = [at - 4, at - 5].find((place) => cell.text(place) === "(") ?? -1;
  return from >= 0 && isQuotient(cell, from, at) ? from : -1;
}

function quotientFrom(cell: Code, at: number): number {
  if (cell.text(at) !== "(") return -1;
  const to = [at + 4, at + 5].find((place) => cell.text(place) === ")") ?? -1;
  return to >= 0 && isQuotient(cell, at, to) ? to : -1;
}

function isQuotient(cell: Code, from: number, to: number): boolean {
  const before = cell.tokens[from - 1];
  if (before?.kind === "word" && !/^(?:return|of|in|case)$/.test(before.text)) return false;
  const written = cell.slice(from, to);
  return /^\(\s*-?\s*(?:[\d.]+|[\p{L}_][\p{L}\d_]*)\s*\/\s*[\d.]+\s*\)$/u.test(written);
}
