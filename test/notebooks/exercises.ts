/** What holds for every exercise of every lesson, in both languages. */
import { expect } from "vitest";
import { codeCell, type SourceCell } from "./execute.ts";

/** What an exercise said to one answer, as a cell prints it. */
export interface Said {
  change: string;
  /** The answer; what JSON does not hold as text, functions as "ƒ". */
  answer: unknown;
  right: boolean;
  verdict: "right" | "wrong" | "blank" | "failed";
  message: string;
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** What a neuron answers at the four corners. */
const neuron = ([bias, first, second]: readonly number[]) =>
  corners.map(([p, q]) => sigmoid(bias! + first! * p + second! * q));

/**
 * The exercises with more than one right answer, by lesson: whether a list of so many numbers is right,
 * as the text asks. All others have only the one of the solution.
 */
const isRightAsAsked: Readonly<
  Record<string, { length: number; meets(answer: readonly number[]): boolean }>
> = {
  // "that get all four points right": of the sum, only the sign counts
  "02 exercise-2": {
    length: 4,
    meets: ([t0, t1, t2, t12]) =>
      t0! < 0 && t0! + t1! > 0 && t0! + t2! > 0 && t0! + t1! + t2! + t12! < 0,
  },
  // "more than 0.9 at (1, 0), and less than 0.1 in the other three cases"
  "03 exercise-3": {
    length: 3,
    meets: (t) => neuron(t).every((a, i) => (i === 2 ? a > 0.9 : a < 0.1)),
  },
  // "= |x| for every x": two lines through 0, with slopes 1 and −1
  "09 exercise-3": {
    length: 4,
    meets: ([w1, w2, v1, v2]) =>
      [-1, 1].every((x) => {
        const sum = v1! * Math.max(0, w1! * x) + v2! * Math.max(0, w2! * x);
        return Math.abs(sum - 1) < 1e-9;
      }),
  },
  // "above 0.99 for x = 0 and below 0.01 for x = 1"
  "10 exercise-1": {
    length: 2,
    meets: ([bias, weight]) => sigmoid(bias!) > 0.99 && sigmoid(bias! + weight!) < 0.01,
  },
  // "1 in every case but (1, 1); above 0.99 or below 0.01"
  "10 exercise-2": {
    length: 3,
    meets: (t) => neuron(t).every((a, i) => (i === 3 ? a < 0.01 : a > 0.99)),
  },
};

/** Whether an answer should be accepted. */
function shouldBeRight(exercise: string, { right, answer }: Said): boolean {
  const asked = isRightAsAsked[exercise];
  if (!asked || right) return right;
  const isList = Array.isArray(answer) && answer.length === asked.length;
  return isList && answer.every((one) => typeof one === "number") && asked.meets(answer);
}

/** The exercises of a notebook, as its cells that hold solutions name them: `exercise-1`. */
export function exercisesIn(cells: readonly SourceCell[]): string[] {
  return cells
    .filter(({ id }) => id.endsWith("-solution"))
    .map(({ id }) => id.replace(/-solution$/, ""));
}

/** The folded solution of an exercise. */
export function solutionOf(cells: readonly SourceCell[], exercise: string): string {
  const cell = cells.find(({ id }) => id === `${exercise}-solution`);
  const fenced = /```ts\n([\s\S]*?)```/.exec((cell?.source ?? []).join(""));
  if (!fenced)
    throw new Error(`${exercise}-solution holds no solution between \`\`\`ts and \`\`\``);
  return fenced[1]!;
}

/** Cells that print what each exercise says to the answers of the author's checker: `exercise-1--tries`. */
export function tryingCells(cells: readonly SourceCell[]): SourceCell[] {
  return exercisesIn(cells).map((id) => codeCell(`${id}--tries`, tryingCode(cells, id)));
}

function tryingCode(cells: readonly SourceCell[], exercise: string): string {
  const solution = solutionOf(cells, exercise);
  const asked = /^(exercise\d+)\((.+)\);?\s*$/m;
  if (!asked.test(solution)) throw new Error(`${exercise}-solution does not give its answer`);
  return solution.replace(
    asked,
    (_, check, answer) =>
      `console.log(JSON.stringify(exercise.tryAnswers(${check}, ${answer}).rows, (_, value) =>
        typeof value === "function" ? "ƒ"
        : value === undefined || (typeof value === "number" && !Number.isFinite(value)) ? String(value)
        : value))`,
  );
}

/**
 * Specifies an exercise: nothing wrong is right, what is right in another form is, and no message
 * contradicts itself or writes numbers as a machine does.
 *
 * @param lesson its number, as "03"
 * @param untouched what the answer's cell shows as the student finds it
 */
export function expectWellJudged(
  lesson: string,
  exercise: string,
  language: "pt" | "en",
  said: readonly Said[],
  untouched: string,
): void {
  const misjudged = said.filter(
    (row) => (row.verdict === "right") !== shouldBeRight(`${lesson} ${exercise}`, row),
  );
  expect(misjudged, "answers that are misjudged").toEqual([]);
  expect(untouched, "the cell as the student finds it").toMatch(/^… /);
  expect(said.filter(isCalledBlankWrongly), "answers called blank that are none").toEqual([]);
  expect(said.length).toBeGreaterThan(12);
  const bad = said.flatMap((row) =>
    faultsOf(row.message, language).map((fault) => ({ fault, ...row })),
  );
  expect(bad, "messages with a fault").toEqual([]);
}

function isCalledBlankWrongly({ verdict, change }: Said): boolean {
  return verdict === "blank" && !/NaN|undefined|empty|placeholder/.test(change);
}

/** What is wrong with a message, whatever it answers. */
function faultsOf(message: string, language: "pt" | "en"): string[] {
  const prose = message.replace(/`[^`]*`|"[^"]*"/g, "").replace(/\(\d,\s?\d\)/g, "");
  const pair = /(?:esperava|expected) (.+?); (?:veio|came) (.+?)\.(?: |$)/.exec(prose);
  const foreign = {
    pt: /(?<![\d.])\d+\.(?:\d{1,2}(?!\d)|\d{4})/,
    en: /\d,(?:\d{1,2}(?!\d)|\d{4})/,
  }[language];
  return [
    message.trim() === "" ? "says nothing" : "",
    pair && pair[1] === pair[2] ? "expects what came" : "",
    /undefined|\bNaN|\[object|=>/.test(prose) ? "shows what only a program understands" : "",
    /\d[.,]\d{10}/.test(prose) ? "writes all digits of a number" : "",
    foreign.test(prose) ? "writes numbers in another language" : "",
  ].filter((fault) => fault !== "");
}
