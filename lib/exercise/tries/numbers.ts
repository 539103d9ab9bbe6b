import { type Exercise, precisionOf } from "../definition.ts";
import { askedDigits, cut, digitsOf, isCutBehind, roundings } from "../numbers.ts";
import type { Variation } from "./index.ts";

/** A number in other forms, and what students write in its place. */
export function numberAnswers<Answer>(right: number, exercise: Exercise<Answer>): Variation[] {
  const asked = askedDigits(right, precisionOf(exercise));
  const isRight = (value: unknown) =>
    value === right ||
    (typeof value === "number" &&
      (Math.abs(value - right) <= 1e-9 * Math.abs(right) ||
        (asked !== undefined &&
          (digitsOf(value, right) >= asked || isCutBehind(value, right, asked)))));
  return [
    { change: "right", answer: right, right: true },
    { change: "in 32 bits", answer: Math.fround(right), right: true },
    { change: "percent", answer: right * 100, right: exercise.percent === true },
    ...rounded(right)
      .filter(({ answer }) => answer !== right)
      .map((one) => ({ ...one, right: isRight(one.answer) })),
    ...[...changed(right), ...strange(right)]
      .filter(({ answer }) => !isRight(answer))
      .map((one) => ({ ...one, right: false })),
  ];
}

const digitCounts = [1, 2, 3, 4, 5, 6];

function rounded(right: number): { change: string; answer: number }[] {
  return digitCounts.flatMap((digits) => [
    { change: `rounded to ${digits}`, answer: roundings(right, digits)[1]! },
    { change: `cut after ${digits}`, answer: cut(right, digits) },
  ]);
}

function changed(right: number): { change: string; answer: number }[] {
  return [
    { change: "doubled", answer: 2 * right },
    { change: "halved", answer: right / 2 },
    { change: "times 10", answer: 10 * right },
    { change: "divided by 100", answer: right / 100 },
    { change: "thousands with a point", answer: right / 1000 },
    { change: "millions with points", answer: right / 1e6 },
    { change: "negated", answer: -right },
    { change: "one more", answer: right + 1 },
    { change: "one less", answer: right - 1 },
    { change: "one per cent more", answer: 1.01 * right },
    { change: "inverted", answer: 1 / right },
    { change: "what is missing to 1", answer: 1 - right },
    { change: "squared", answer: right ** 2 },
    { change: "to the next whole number", answer: Math.ceil(right) },
    { change: "zero", answer: 0 },
    { change: "one", answer: 1 },
  ];
}

/** What is no number, or not one that can be right. */
function strange(right: number): { change: string; answer: unknown }[] {
  const [whole = "0", decimals] = String(right).split(".");
  return [
    { change: "NaN", answer: Number.NaN },
    { change: "Infinity", answer: Number.POSITIVE_INFINITY },
    { change: "−Infinity", answer: Number.NEGATIVE_INFINITY },
    { change: "undefined", answer: undefined },
    { change: "true", answer: true },
    { change: "in quotes", answer: String(right) },
    { change: "in quotes with a comma", answer: String(right).replace(".", ",") },
    { change: "empty text", answer: "" },
    { change: "empty list", answer: [] },
    { change: "in a list", answer: [right] },
    { change: "decimal comma in a list", answer: [Number(whole), Number(decimals ?? 0)] },
  ];
}
