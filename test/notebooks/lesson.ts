/** Runs a lesson as a student would, then asks it for its values and answers its exercises. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inPackage } from "../../kernel/node/package-root.ts";
import { long } from "../long.ts";
import {
  codeCell,
  differing,
  executeOnce,
  executeTwice,
  type SourceCell,
  shown,
  testFolder,
  textOf,
  timedIn,
} from "./execute.ts";
import { exercisesIn, type Said, solutionOf, tryingCells } from "./exercises.ts";

/** What a test wants to know of a lesson. */
export interface Questions {
  /** Variables of the lesson whose values are to be compared. */
  values: readonly string[];
  /** For each exercise, wrong answers as a student would write them. */
  wrong: Readonly<Record<string, readonly string[]>>;
  /** For some exercises, right answers in other forms than the solution's. */
  right?: Readonly<Record<string, readonly string[]>>;
}

/** A lesson that ran. */
export interface Lesson<V> {
  values: V;
  /** What the exercise said to the folded solution. */
  solved(exercise: string): string;
  /** What each exercise said to each right answer in another form. */
  alsoSolved: { answer: string; said: string }[];
  /** What the exercise said to each wrong answer, in order. */
  hints(exercise: string): string[];
  /** The exercises that the notebook holds: `exercise-1`. */
  exercises: string[];
  /** What the exercise said to the answers of the author's checker. */
  said(exercise: string): Said[];
  /** What the exercise said to the cell for the answer, as the student finds it. */
  untouched(exercise: string): string;
  /** The ids of the cells that showed something else when they ran again in the same session. */
  differingAgain: string[];
  /** The ids of the cells that showed something else in another kernel, in the long run. */
  differingElsewhere: string[];
  figures: { data: Record<string, unknown>[]; layout: Record<string, unknown> }[];
  /** Seconds from the first cell to the last. */
  seconds: number;
}

/**
 * Runs a lesson from top to bottom, runs every code cell once more in the same session (any cell can
 * run again), then reads `values`, runs the folded solutions and the wrong answers. In the long run a
 * second kernel runs the lesson beside it.
 *
 * @param name its path below notebooks/
 */
export async function lesson<V>(name: string, questions: Questions): Promise<Lesson<V>> {
  const source = JSON.parse(readFileSync(inPackage("notebooks", name), "utf8"));
  const cells: SourceCell[] = source.cells;
  const code = cells.filter((cell) => cell.cell_type === "code");
  const exercises = exercisesIn(cells);
  const extra = [
    clock("started"),
    ...cells,
    clock("ended"),
    ...code.map((cell) => codeCell(`${cell.id}--again`, cell.source.join(""))),
    codeCell("values", `console.log(JSON.stringify({ ${questions.values.join(", ")} }))`),
    ...exercises.map((id) => codeCell(`${id}--solved`, solutionOf(cells, id))),
    ...answerCells(questions.wrong, "wrong"),
    ...answerCells(questions.right ?? {}, "right"),
    ...tryingCells(cells),
  ];
  const asked = join(testFolder(), `${name.replaceAll("/", "-")}.asked`);
  writeFileSync(asked, JSON.stringify({ ...source, cells: extra }));
  const [ran, elsewhere] = long
    ? await executeTwice(name, asked)
    : [await executeOnce(asked, `${asked}.ran`)];

  const text = (id: string) => textOf(ran.cell(id)).trim();
  return {
    values: JSON.parse(text("values")),
    exercises,
    said: (exercise) => JSON.parse(text(`${exercise}--tries`)),
    untouched: (exercise) => text(`${exercise}-answer`),
    solved: (exercise) => text(`${exercise}--solved`),
    alsoSolved: Object.entries(questions.right ?? {}).flatMap(([exercise, answers]) =>
      answers.map((answer, i) => ({ answer, said: text(`${exercise}--right-${i}`) })),
    ),
    hints: (exercise) =>
      (questions.wrong[exercise] ?? []).map((_, i) => text(`${exercise}--wrong-${i}`)),
    differingAgain: code
      .map(({ id }) => id)
      .filter((id) => !timedIn(name).includes(id))
      .filter((id) => shown(ran.cell(id)) !== shown(ran.cell(`${id}--again`))),
    differingElsewhere: elsewhere ? differing(name, ran, elsewhere) : [],
    figures: code.flatMap(({ id }) =>
      ran.cell(id).outputs.flatMap(({ data }) => {
        const figure = data?.["application/vnd.plotly.v1+json"];
        return figure ? [figure as Lesson<V>["figures"][number]] : [];
      }),
    ),
    seconds: (Number(text("ended")) - Number(text("started"))) / 1000,
  };
}

const clock = (id: string) => codeCell(id, "console.log(String(Date.now()))");

/** Cells that give answers: `exercise-1--wrong-0`. */
function answerCells(
  answers: Readonly<Record<string, readonly string[]>>,
  kind: "wrong" | "right",
): SourceCell[] {
  return Object.entries(answers).flatMap(([exercise, given]) =>
    given.map((answer, i) => codeCell(`${exercise}--${kind}-${i}`, answer)),
  );
}
