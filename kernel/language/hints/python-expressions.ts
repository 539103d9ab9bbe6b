/** Expressions of Python where TypeScript is expected. */

import { between } from "./between.ts";
import type { Code } from "./code.ts";
import type { Trap } from "./hint.ts";

export const expressionTraps: Trap[] = [
  {
    text: "instead",
    begins: ["lambda"],
    find(cell, at) {
      const next = cell.tokens[at + 1];
      if (!next || next.startsLine || (next.kind !== "word" && next.text !== ":")) return undefined;
      const { names, value } = partsOfLambda(cell, at);
      return between(cell, at, at + 1, value ? `(${names}) => ${value}` : "(x) => …");
    },
  },
  {
    text: "backticks",
    begins: ["f", "F", "rf", "fr"],
    find(cell, at) {
      const string = cell.tokens[at + 1];
      if (string?.kind !== "string" || !cell.touch(at)) return undefined;
      const inside = string.text.slice(1, -1).slice(0, 60);
      const written = inside
        .replace(/\{([^{}:]*):\.(\d+)f\}/g, "{$1.toFixed($2)}")
        .replaceAll("{", () => "${");
      return between(cell, at, at + 1, `\`${written}\``);
    },
  },
  {
    text: "backticks",
    begins: ["<string>"],
    find(cell, at) {
      const isTriple = /^(?:""|'')$/.test(cell.text(at)) && cell.touch(at);
      if (!isTriple || cell.tokens[at + 1]?.kind !== "string") return undefined;
      return between(cell, at, at + 1, "`…`");
    },
  },
  {
    text: "logic",
    begins: ["and", "or"],
    find(cell, at) {
      if (cell.tokens[at]!.startsLine || !cell.endsValue(at - 1) || !cell.goesOn(at + 1)) {
        return undefined;
      }
      return between(cell, at, at);
    },
  },
  {
    text: "logic",
    begins: ["not"],
    find(cell, at) {
      const next = cell.tokens[at + 1];
      if (!next || next.startsLine || next.kind === "punctuation") return undefined;
      return cell.text(at - 1) === "is" ? undefined : between(cell, at, at + 1);
    },
  },
  {
    text: "equality",
    begins: ["is"],
    find(cell, at) {
      const before = cell.text(at - 2);
      if (before === ":" || before === "asserts") return undefined;
      if (!cell.endsValue(at - 1) || !cell.goesOn(at + 1)) return undefined;
      const operator = cell.text(at + 1) === "not" ? "!==" : "===";
      const isNone = cell.text(at + 1) === "None" || cell.text(at + 2) === "None";
      return between(cell, at, at, isNone ? `${operator} null` : operator);
    },
  },
  {
    text: "conditional",
    begins: ["if"],
    find(cell, at) {
      if (cell.tokens[at]!.startsLine || !cell.endsValue(at - 1)) return undefined;
      if (/^[)}]$/.test(cell.text(at - 1)) || cell.text(at - 1) === "else") return undefined;
      const rest = cell.tokens.slice(at, Math.min(at + 40, cell.lineEnd(at)) + 1);
      return rest.some(({ text }) => text === "else") ? between(cell, at - 1, at) : undefined;
    },
  },
  {
    text: "instead",
    begins: ["for"],
    find(cell, at) {
      // `[i ** 2 for i in xs]`
      if (cell.tokens[at]!.startsLine || !cell.endsValue(at - 1) || !cell.around(at))
        return undefined;
      const name = cell.text(at + 1);
      if (cell.text(at + 2) !== "in") return undefined;
      const list = cell.text(at + 3);
      if (list === "range") {
        const count = cell.text(at + 6) === ")" ? cell.text(at + 5) : "n";
        return between(cell, at, at, `Array.from({ length: ${count} }, (_, ${name}) => …)`);
      }
      return between(cell, at, at, `${list}.map((${name}) => …)`);
    },
  },
  {
    text: "instead",
    begins: [":"],
    find(cell, at) {
      if (cell.around(at)?.kind !== "index" || cell.around(at)!.commas > 0) return undefined;
      let from = at - 1;
      while (from > at - 5 && cell.text(from) !== "[" && cell.text(from) !== "?") from--;
      let to = at + 1;
      while (to < at + 5 && cell.text(to) !== "]") to++;
      if (cell.text(from) !== "[" || cell.text(to) !== "]") return undefined;
      const list = cell.tokens[from - 1]?.kind === "word" ? cell.text(from - 1) : "xs";
      const first = from + 1 < at ? cell.slice(from + 1, at - 1) : "0";
      const last = at + 1 < to ? `, ${cell.slice(at + 1, to - 1)}` : "";
      if (`${first}${last}`.includes(":")) return undefined;
      return between(cell, from, to, `${list}.slice(${first}${last})`);
    },
  },
  {
    text: "fromTheEnd",
    begins: ["["],
    find(cell, at) {
      const number = cell.tokens[at + 2];
      if (cell.text(at + 1) !== "-" || number?.kind !== "number") return undefined;
      if (cell.text(at + 3) !== "]" || cell.around(at + 1)?.kind !== "index") return undefined;
      const list = cell.tokens[at - 1]!.kind === "word" ? cell.text(at - 1) : "xs";
      const words = [`${list}[-${number.text}]`, `${list}.at(-${number.text})`];
      return { start: cell.tokens[at]!.start, end: cell.tokens[at + 3]!.end, words, kind: "note" };
    },
  },
  {
    text: "twoIndices",
    begins: ["["],
    find(cell, at) {
      const [first, comma, second, end] = [at + 1, at + 2, at + 3, at + 4].map((each) =>
        cell.text(each),
      );
      // `if (…) [a, b] = …`
      if (cell.text(at - 1) === ")") return undefined;
      if (comma !== "," || end !== "]" || cell.around(at + 1)?.kind !== "index") return undefined;
      if (![at + 1, at + 3].every((each) => /^\w+$/.test(cell.text(each)))) return undefined;
      const list = cell.tokens[at - 1]!.kind === "word" ? cell.text(at - 1) : "xs";
      const words = [
        `${list}${cell.slice(at, at + 4)}`,
        `${list}[${second}]`,
        `${list}[${first}][${second}]`,
      ];
      return { start: cell.tokens[at]!.start, end: cell.tokens[at + 4]!.end, words, kind: "note" };
    },
  },
  {
    text: "includes",
    begins: ["in"],
    find(cell, at) {
      const value = cell.tokens[at - 1];
      if (!value || cell.tokens[at]!.startsLine || !cell.goesOn(at + 1)) return undefined;
      if (value.kind !== "number" && value.kind !== "string") return undefined;
      if (/^[-+*/.]$/.test(cell.text(at - 2))) return undefined;
      const list = cell.tokens[at + 1]!.kind === "word" ? cell.text(at + 1) : "xs";
      const words = [`${list}.includes(${value.text})`];
      // `0 in xs` asks whether a list has a hole there.
      const kind = value.kind === "number" && !/^[01]$/.test(value.text) ? "note" : "maybe";
      return { start: value.start, end: cell.tokens[at + 1]!.end, words, kind };
    },
  },
];

/** What a lambda takes and gives: up to the comma, the bracket or the comment behind it. */
function partsOfLambda(cell: Code, at: number): { names: string; value: string } {
  const { depth } = cell.tokens[at]!;
  const last = Math.min(cell.lineEnd(at), at + 40);
  let colon = at + 1;
  while (colon < last && cell.text(colon) !== ":") colon++;
  let end = colon + 1;
  const goesOn = (place: number) => {
    const token = cell.tokens[place]!;
    return token.depth > depth || (token.depth === depth && !/^(?:,|#.*)$/.test(token.text));
  };
  while (end <= last && goesOn(end)) end++;
  const slice = (from: number, to: number) => (from <= to ? cell.slice(from, to) : "");
  return { names: slice(at + 1, colon - 1), value: slice(colon + 1, end - 1) };
}
