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
      const words = [`${whole},${part}`, `${whole}.${part}`, whole, part];
      return { start: before.start, end: after.end, words, kind: commaKind(cell, at, part) };
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
      const [left, right] = [cell.text(at - 1), cell.text(at + 1)];
      const { start } = cell.tokens[at - 1]!;
      const { end } = cell.tokens[at + 1] ?? cell.tokens[at]!;
      const base = left === ")" || left === "]" ? "x" : left;
      const exponent = cell.tokens[at + 1]?.kind === "punctuation" ? "n" : right;
      const words = [`${base} ** ${exponent}`];
      return { start, end, words, kind: isPower(cell, at) ? "note" : "maybe" };
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

function commaKind(cell: Code, at: number, part: string): Found["kind"] {
  // `0,02`: what follows the comma is no number of its own.
  if (/^0\d/.test(part)) return "error";
  // `{3: 5,4: 6}` and `f<1,2>()`.
  if (cell.text(at - 2) === "<" || /^[>:]$/.test(cell.text(at + 2))) return "maybe";
  const around = cell.around(at);
  // Elsewhere a comma between two numbers drops the first.
  if (around === undefined || /^(?:group|braces)$/.test(around.kind)) return "note";
  if (around.kind === "index") return "maybe";
  return isPaired(around) || hasOneDecimal(around, cell.text(at - 1), part) ? "note" : "maybe";
}

/** `[0,5, 1,5]`: a space behind every other comma. */
function isPaired({ tight, zeros, tens, spaced, commas, alternates }: Around): boolean {
  return alternates && spaced > 0 && commas === tight + spaced && zeros > 0 && tens === 0;
}

/**
 * `[1,-1,0,5]`: numbers in no order, and a single 0 among them, before a number of which one would
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
  if (spaced > 0) return false;
  if (numbers.filter((each) => each === 0).length > 1 || /0$|^1$/.test(part)) return false;
  const [rises, falls] = [1, -1].map((sign) =>
    numbers.every((each, at) => at === 0 || sign * (each - numbers[at - 1]!) >= 0),
  );
  return !rises && !falls;
}

/** Whether `^` stands where powers do: between two numbers, before 2 or 3, behind 2 or 10. */
function isPower(cell: Code, at: number): boolean {
  const near = cell.tokens.slice(Math.max(0, at - 12), at + 13);
  const bits = near.filter(({ text }) => /^(?:[&|~^]|0[xXbB]\w+|xor)$/i.test(text)).length;
  const shifts = near.some(
    ({ text, end }, place) =>
      /^[<>]$/.test(text) && near[place + 1]?.text === text && near[place + 1]?.start === end,
  );
  if (bits > 1 || shifts || cell.speaksOfBits) return false;
  const [left, right] = [cell.text(at - 1), cell.text(at + 1)];
  if (/^[01]$/.test(left) || /^[01]$/.test(right)) return false;
  if (/^[23]$/.test(right)) return true;
  const power = cell.tokens[at + 1];
  return /^(?:2|10)$/.test(left)
    ? power?.kind === "number" || power?.kind === "word"
    : /^\d+$/.test(left) && power?.kind === "number";
}
