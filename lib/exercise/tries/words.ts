import type { Variation } from "./index.ts";

/** A word in other forms, and what students write in its place. */
export function wordAnswers(right: string): Variation[] {
  return [
    { change: "right", answer: right, right: true },
    { change: "in capitals", answer: right.toUpperCase(), right: true },
    { change: "with spaces around", answer: ` ${right} `, right: true },
    { change: "accents apart", answer: right.normalize("NFD"), right: true },
    { change: "backwards", answer: [...right].reverse().join(""), right: false },
    { change: "cut", answer: right.slice(0, -1), right: false },
    { change: "with a point", answer: `${right}.`, right: false },
    { change: "twice", answer: right + right, right: false },
    { change: "empty", answer: "", right: false },
    { change: "a list", answer: [right], right: false },
    { change: "a number", answer: 1, right: false },
    { change: "NaN", answer: Number.NaN, right: false },
    { change: "Infinity", answer: Number.POSITIVE_INFINITY, right: false },
    { change: "undefined", answer: undefined, right: false },
  ];
}
