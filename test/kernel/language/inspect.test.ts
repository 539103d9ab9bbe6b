import { afterAll, beforeAll, expect, test } from "vitest";
import { TestNotebook } from "./notebook.ts";

let notebook: TestNotebook;
beforeAll(async () => {
  notebook = await TestNotebook.open();
  await notebook.run(
    "/** Squares a number. */\nfunction square(x: number) {\n  return x ** 2;\n}\nlet bias = 0.5;",
  );
});
afterAll(() => notebook.close());

/** Inspects at the `|` in a cell. */
async function inspect(cell: string, detailLevel: 0 | 1 = 0) {
  return notebook.language.inspect(cell.replace("|", ""), cell.indexOf("|"), detailLevel);
}

test("the signature and the documentation of a function of an earlier cell are shown", async () => {
  expect(await inspect("squ|are(2)")).toEqual({
    markdown: "```typescript\nfunction square(x: number): number\n```\nSquares a number.",
    plain: "function square(x: number): number\nSquares a number.",
  });
});

test("also at its end, and between its parentheses", async () => {
  for (const cell of ["square|", "square(|", "square(1 + |)", "[square(2, |"]) {
    expect((await inspect(cell))?.plain).toContain("Squares a number.");
  }
});

test("the innermost call counts", async () => {
  expect((await inspect("square(Math.max(|))"))?.plain).toContain("Math.max(");
});

test("a variable shows its type", async () => {
  expect((await inspect("bi|as"))?.plain).toBe("let bias: number");
});

test("detail level 1 shows the source as well, with the cell that it stands in", async () => {
  expect((await inspect("square|", 1))?.plain).toContain(
    "// cell-1.ts:2\nfunction square(x: number) {\n  return x ** 2;\n}",
  );
});

test("detail level 1 shows where a variable was declared, not how the checker sees it", async () => {
  await notebook.run("const n = 2;\nlet [first, rest] = [\n  n, 1,\n];\nrest;");
  expect((await inspect("bias|", 1))?.plain).toContain("\n// cell-1.ts:5\nlet bias = 0.5;");
  expect((await inspect("rest|", 1))?.plain).toBe(
    "let rest: number\n\n// cell-2.ts:2\nlet [first, rest] = [\n  n, 1,\n];",
  );
});

test("the documentation of sinapse is shown with its example", async () => {
  const shown = await inspect('import { tensor } from "sinapse"; tens|or([1])');
  expect(shown?.markdown).toContain("```typescript\nfunction tensor");
  expect(shown?.markdown).toContain("@example");
});

test("nothing is found on white space", async () => {
  expect(await inspect("  |  ")).toBeUndefined();
});
