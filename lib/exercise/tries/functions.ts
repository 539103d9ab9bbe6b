import { alike, guarded } from "../cases.ts";
import { type Exercise, precisionOf } from "../definition.ts";
import { isList, plain } from "../expectation.ts";
import { roundings } from "../numbers.ts";
import type { Variation } from "./index.ts";

type Run = (...inputs: unknown[]) => unknown;
type Change = { change: string; answer: Run };

/** A function in other forms, and what students write in its place. */
export function functionAnswers<Answer>(right: Answer, exercise: Exercise<Answer>): Variation[] {
  const cases = exercise.cases ?? [];
  const run = guarded(right) as unknown as Run;
  const expected = cases.map((one) => one.expected as unknown);
  const wrong = [
    ...constants(expected),
    ...mishaps(run),
    ...(cases.length > 0 ? results(run) : []),
    ...failing(run, cases as readonly { inputs: readonly unknown[] }[]),
  ].filter(({ answer }) => cases.length === 0 || !sameInAll(answer));
  function sameInAll(answer: Run): boolean {
    return alike(answer as unknown as Answer, right, cases, precisionOf(exercise));
  }
  return [
    { change: "right", answer: right, right: true },
    { change: "right, and spoils its inputs", answer: spoiling(run), right: true },
    ...wrong.map((one) => ({ ...one, right: false })),
  ];
}

function constants(expected: unknown[]): Change[] {
  const always = (value: unknown, name: string): Change => ({
    change: `always ${name}`,
    answer: () => value,
  });
  const texts = expected.map((value) => JSON.stringify(plain(value)));
  const several = new Set(texts).size > 1;
  return [
    always(undefined, "undefined"),
    always(null, "null"),
    always(Number.POSITIVE_INFINITY, "Infinity"),
    always([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], "[Infinity, Infinity]"),
    always(Number.NaN, "0 / 0"),
    always(0.123, "0.123"),
    always(-7, "−7"),
    always([], "[]"),
    always([0], "[0]"),
    always("", '""'),
    always("0,5", '"0,5"'),
    ...(several ? expected.map((value, i) => always(value, `the result of case ${i + 1}`)) : []),
  ];
}

function mishaps(run: Run): Change[] {
  return [
    { change: "the placeholder", answer: () => NaN },
    { change: "gives its first input back", answer: (first) => first },
    { change: "gives its last input back", answer: (...inputs) => inputs.at(-1) },
    {
      change: "stops with an error",
      answer: () => {
        throw new TypeError("that went wrong");
      },
    },
    { change: "async", answer: async (...inputs) => run(...inputs) },
    { change: "gives a function back", answer: () => run },
    { change: "empties its inputs first", answer: (...inputs) => run(...inputs.map(emptied)) },
  ];
}

/** The right result, changed. */
function results(run: Run): Change[] {
  const change = (name: string, to: (number: number) => number): Change => ({
    change: name,
    answer: (...inputs) => each(run(...inputs), to),
  });
  const onList = (name: string, to: (list: unknown[]) => unknown): Change => ({
    change: name,
    answer: (...inputs) => {
      const result = plain(run(...inputs));
      return isList(result) ? to(Array.from(result)) : result;
    },
  });
  return [
    change("negated", (number) => -number),
    change("doubled", (number) => 2 * number),
    change("percent", (number) => 100 * number),
    change("divided by 1000", (number) => number / 1000),
    change("one more", (number) => number + 1),
    change("one less", (number) => number - 1),
    change("what is missing to 1", (number) => 1 - number),
    change("a hundred-thousandth more", (number) => number + 1e-5),
    ...[1, 2].map((digits) =>
      change(`rounded to ${digits}`, (number) => roundings(number, digits)[1]!),
    ),
    change("as text", (number) => String(number) as unknown as number),
    onList("reversed", (list) => list.reverse()),
    onList("one left out", (list) => list.slice(1)),
    onList("a zero added", (list) => [...list, 0]),
    onList("in a list", (list) => [list]),
    onList("the first alone", ([first]) => first),
  ];
}

/** For each case, a function that is right in all the others. */
function failing(run: Run, cases: readonly { inputs: readonly unknown[] }[]): Change[] {
  const key = (inputs: readonly unknown[]) => JSON.stringify(inputs);
  return cases.map((one, i) => ({
    change: `wrong in case ${i + 1} alone`,
    answer: (...inputs) => {
      const result = run(...inputs);
      return key(inputs) === key(one.inputs) ? each(result, (number) => number + 0.001) : result;
    },
  }));
}

function each(value: unknown, to: (number: number) => number): unknown {
  const inner = plain(value);
  if (typeof inner === "number") return to(inner);
  return isList(inner) ? Array.from(inner, (element) => each(element, to)) : inner;
}

const emptied = (input: unknown): unknown => (isList(input) ? [] : input);

const spoiling =
  (run: Run): Run =>
  (...inputs) => {
    const result = run(...inputs);
    for (const input of inputs) if (Array.isArray(input)) input.length = 0;
    return result;
  };
