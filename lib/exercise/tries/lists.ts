import { type Exercise, precisionOf } from "../definition.ts";
import { isList, plain, same } from "../expectation.ts";
import { roundings } from "../numbers.ts";
import type { Variation } from "./index.ts";

/** A list of numbers in other forms, and what students write in its place. */
export function listAnswers<Answer>(right: Answer, exercise: Exercise<Answer>): Variation[] {
  const list = plain(right);
  if (!isList(list)) return [{ change: "right", answer: right, right: true }];
  const numbers = Array.from(list) as number[];
  const isRight = (answer: unknown) => same(answer, numbers, precisionOf(exercise));
  const wrong = [...changed(numbers), ...misshapen(numbers)].filter(
    ({ answer }) => !isRight(answer),
  );
  return [
    { change: "right", answer: numbers, right: true },
    ...[1, 2, 3, 4].map((digits) => {
      const answer = numbers.map((number) => roundings(number, digits)[1]!);
      return { change: `rounded to ${digits}`, answer, right: isRight(answer) };
    }),
    ...wrong.map((one) => ({ ...one, right: false })),
  ];
}

type Change = { change: string; answer: unknown };

function changed(numbers: number[]): Change[] {
  const [first = 0, second = 0, ...rest] = numbers;
  const scaled = (factor: number) => numbers.map((number) => factor * number);
  const at = (place: number, value: (number: number) => number) =>
    numbers.map((number, i) => (i === place ? value(number) : number));
  const each = (change: string, value: (number: number) => number): Change[] =>
    numbers.map((_, i) => ({ change: `${change}, element ${i + 1}`, answer: at(i, value) }));
  return [
    { change: "doubled", answer: scaled(2) },
    { change: "times 10", answer: scaled(10) },
    { change: "a tenth", answer: scaled(0.1) },
    { change: "percent", answer: scaled(100) },
    { change: "thousands with a point", answer: scaled(1e-3) },
    { change: "negated", answer: scaled(-1) },
    { change: "reversed", answer: [...numbers].reverse() },
    { change: "first two swapped", answer: [second, first, ...rest] },
    { change: "moved on by one", answer: [numbers.at(-1), ...numbers.slice(0, -1)] },
    { change: "zeros", answer: numbers.map(() => 0) },
    { change: "ones", answer: numbers.map(() => 1) },
    { change: "all like the first", answer: numbers.map(() => first) },
    ...each("one more", (number) => number + 1),
    ...each("one less", (number) => number - 1),
    ...each("negated", (number) => -number),
    ...each("zero", () => 0),
    ...each("Infinity", () => Number.POSITIVE_INFINITY),
    ...each("NaN", () => Number.NaN),
  ];
}

function misshapen(numbers: number[]): Change[] {
  const digits = (number: number) => String(number).split(".").map(Number);
  return [
    { change: "empty", answer: [] },
    { change: "one left out", answer: numbers.slice(0, -1) },
    { change: "a zero added", answer: [...numbers, 0] },
    { change: "a one added", answer: [...numbers, 1] },
    { change: "a one before", answer: [1, ...numbers] },
    { change: "twice over", answer: [...numbers, ...numbers] },
    { change: "in a list", answer: [numbers] },
    { change: "decimal commas", answer: numbers.flatMap(digits) },
    { change: "in quotes", answer: numbers.map(String) },
    { change: "as text", answer: String(numbers) },
    { change: "first alone", answer: numbers[0] },
    { change: "NaN", answer: Number.NaN },
    { change: "undefined", answer: undefined },
  ];
}
