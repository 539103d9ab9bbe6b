import { afterAll, beforeAll, expect, test } from "vitest";
import { TestNotebook } from "./notebook.ts";

let notebook: TestNotebook;
beforeAll(async () => {
  notebook = await TestNotebook.open();
});
afterAll(() => notebook.close());

test("Tab behind a % at the beginning of a line offers the commands", async () => {
  const { matches, start, end } = await notebook.language.complete("const a = 1;\n%ti", 16);
  expect(matches.map(({ text }) => text)).toEqual(["%time", "%timeit"]);
  expect([start, end]).toEqual([13, 16]);
});

test("Tab behind a % within a line offers none", async () => {
  const { matches } = await notebook.language.complete("const b = 7; b %ti", 18);
  expect(matches.map(({ text }) => text)).not.toContain("%time");
});

test.each([
  ["%types w", ["warn"]],
  ["%types ", ["block", "warn", "off"]],
  ["1\n%help t", ["types", "time", "timeit"]],
  ["%install Arr", []],
  ["!ls Arr", []],
])("Tab in %j offers what the command takes, and no names of TypeScript", async (cell, words) => {
  const { matches } = await notebook.language.complete(cell, cell.length);
  expect(matches.map(({ text }) => text)).toEqual(words);
});

test("Tab behind a command that takes TypeScript offers its names", async () => {
  const { matches } = await notebook.language.complete("%time Math.sqr", 14);
  expect(matches.map(({ text }) => text)).toContain("sqrt");
});

test("Shift+Tab on a command shows its usage", async () => {
  const shown = await notebook.language.inspect("%save notebook.ts", 3, 0);
  expect(shown?.plain).toMatch(/^%save \[-f\] file\.ts \[2-5,7\]\n\nWrites the cells/);
});
