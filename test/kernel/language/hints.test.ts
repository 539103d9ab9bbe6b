import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explain, notes } from "../../../kernel/language/hints/index.ts";
import { library } from "../../../kernel/language/hints/names.ts";
import { nodeCompiler } from "../../../kernel/language/node-compiler.ts";
import * as sinapse from "../../../lib/index.ts";
import { TestNotebook } from "./notebook.ts";

const { prepare } = nodeCompiler;

const root = path.join(import.meta.dirname, "../../..");

/** The code cells of the lessons, by lesson. */
const lessons = ["pt", "en"].flatMap((language) =>
  readdirSync(path.join(root, "notebooks", language)).map((name) => {
    const text = readFileSync(path.join(root, "notebooks", language, name), "utf8");
    const { cells } = JSON.parse(text) as { cells: { cell_type: string; source: string[] }[] };
    const code = cells.filter(({ cell_type }) => cell_type === "code");
    const texts = cells.map(({ source }) => [source].flat().join(""));
    return [
      `${language}/${name}`,
      code.map(({ source }) => [source].flat().join("")),
      texts,
    ] as const;
  }),
);

/** The signs that the lessons print and that are neither on a keyboard nor letters. */
const printed = [...new Set(lessons.flatMap(([, , texts]) => [...texts.join("")]))].filter(
  (sign) => sign > "\u007f" && !/[\p{ID_Start}\s]/u.test(sign),
);

test("every sign that the lessons print is answered where it is copied into code", () => {
  expect(printed).toEqual(expect.arrayContaining(["−", "÷", "“", "”", "×", "·", "²", "√", "≥"]));
  const unanswered = printed.filter((sign) => {
    const message = "Invalid character.";
    const error = { severity: "error" as const, code: "TS1127", message, start: 2, end: 3 };
    return !explain(`a ${sign} 2`, [error])[0]!.hints.join().includes(sign);
  });
  expect(unanswered).toEqual([]);
});

const cellFiles = path.join(root, "test/kernel/cells");
const hardCells = readdirSync(cellFiles)
  .filter((name) => name.endsWith(".cells"))
  .map((name) => [name, [readFileSync(path.join(cellFiles, name), "utf8")]] as const);

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(path.join(root, folder, name), "utf8"));
}

describe("nothing is noted in TypeScript that is meant as it stands:", () => {
  test.each([
    ...lessons.map(([name, cells]) => [name, cells] as const),
    ...hardCells,
    ["kernel", filesIn("kernel")] as const,
    ["lib", filesIn("lib")] as const,
    ["test/lib", filesIn("test/lib")] as const,
  ])("%s", (_, cells) => {
    const noted = cells.flatMap((cell) =>
      notes(prepare(cell)).map(({ start, end, message }) => [cell.slice(start, end), message]),
    );
    expect(noted).toEqual([]);
  });
});

describe("cells above that have not run", () => {
  let notebook: TestNotebook;
  beforeAll(async () => {
    notebook = await TestNotebook.open();
  });
  afterAll(() => notebook.close());

  async function explained(cell: string) {
    const { diagnostics } = await notebook.language.compile(cell, "cell-1.ts");
    return explain(cell, diagnostics);
  }

  test("are one error that names all that is missing", async () => {
    const names = "W1 b1 W2 b2 inputs targets rate epochs network loss history report".split(" ");
    const cell = `${names.map((name) => `use(${name}.grad, ${name});`).join("\n")}`;
    const found = await explained(`function use(...all) {}\n${cell}`);
    expect(found.map(({ message, hints }) => [message, hints])).toEqual([
      [
        "Cannot find these names: W1, b1, W2, b2, inputs, targets, rate, epochs, network, loss, history, and report.",
        ["Has a cell above not run yet? Run the cells above first, or check the spelling."],
      ],
    ]);
  });

  test("that import the library are one import", async () => {
    const found = await explained("nn.linear(2, 3)(tensor([[1, 2]])); plot.line([1, 2])");
    expect(found.map(({ hints }) => hints)).toEqual([
      ['Import it: import { nn, plot, tensor } from "sinapse";'],
    ]);
  });

  test("leave one error in every cell of every lesson that is run without them", async () => {
    for (const [lesson, cells] of lessons) {
      for (const cell of cells) {
        const found = await explained(cell);
        const missing = found.filter(({ code }) => /^TS(?:2304|2552|2503|18004)$/.test(code));
        expect(missing.length, `${lesson}:\n${cell}`).toBeLessThanOrEqual(1);
      }
    }
  });
});

test("a name that is missing in many places is missing once", () => {
  const cell = "a + a + a";
  const errors = [0, 4, 8].map((start) => {
    const message = "Cannot find name 'a'.";
    return { severity: "error" as const, code: "TS2304", message, start, end: start + 1 };
  });
  expect(explain(cell, errors)).toHaveLength(1);
});

test("what is said to be in the library is in it", () => {
  const types = ["Tensor"];
  expect([...library].filter((name) => !(name in sinapse) && !types.includes(name))).toEqual([]);
});
