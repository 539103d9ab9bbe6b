/** Characters that no keyboard has: text and formulas copied from a lesson, a page or a slide. */

import type { Trap } from "./hint.ts";

export const characterTraps: Trap[] = [
  {
    text: "invisible",
    begins: ["<character>"],
    find(cell, at) {
      const { text, start, end } = cell.tokens[at]!;
      if (!/^[\p{Cf}\p{Cc}]$/u.test(text)) return undefined;
      const number = text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
      return { start, end, words: [`U+${number}`], kind: "error" };
    },
  },
  {
    text: "typeInstead",
    begins: ["<character>"],
    find(cell, at) {
      const { text, start, end } = cell.tokens[at]!;
      const keys = typed.get(text);
      return keys === undefined ? undefined : { start, end, words: [text, keys], kind: "error" };
    },
  },
  {
    text: "onlyInText",
    begins: ["<character>"],
    find(cell, at) {
      const { text, start, end } = cell.tokens[at]!;
      if (typed.has(text) || !/[\p{S}\p{P}\p{No}]/u.test(text)) return undefined;
      return { start, end, words: [text], kind: "error" };
    },
  },
];

/** Character → what code has in its place. */
const typed = new Map(
  Object.entries({
    "−–—‐‑‒": "-",
    "×·⋅∗•⊙": "*",
    "÷∕⁄": "/",
    "“”„«»″": '"',
    "‘’‚‹›": "'",
    "≤⩽": "<=",
    "≥⩾": ">=",
    "≠": "!==",
    "→⇒": "=>",
    "←": "=",
    "…": "...",
    "√": "Math.sqrt(…)",
    "∞": "Infinity",
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "1 / 3",
    "⁰": "** 0",
    "¹": "** 1",
    "²": "** 2",
    "³": "** 3",
    "⁻": "** -",
    "´": "'",
    "¬": "!",
    "∧": "&&",
    "∨": "||",
  }).flatMap(([characters, keys]) => [...characters].map((each): [string, string] => [each, keys])),
);
for (const [digit, small] of [..."₀₁₂₃₄₅₆₇₈₉"].entries()) typed.set(small, String(digit));
for (const [at, small] of [..."⁴⁵⁶⁷⁸⁹"].entries()) typed.set(small, `** ${at + 4}`);
