import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { formatDiagnostics } from "../../../kernel/language/index.ts";

const source = 'const a = 1;\n\tconst b: number = "x";';
const wrong = {
  severity: "error",
  code: "TS2322",
  message: "Type 'string' is not assignable to type 'number'.",
  start: source.indexOf("b:"),
  end: source.indexOf("b:") + 1,
} as const;

test("an error shows its place, its line with a caret below, and its message", () => {
  const { ename, evalue, traceback } = formatDiagnostics(source, [wrong], "cell-3.ts");
  expect(ename).toBe("TypeError");
  expect(evalue).toBe("Type 'string' is not assignable to type 'number'.");
  expect(traceback.map(stripVTControlCharacters)).toEqual([
    "cell-3.ts:2:8 error TS2322: Type 'string' is not assignable to type 'number'.",
    "  1 | const a = 1;",
    '> 2 | \tconst b: number = "x";',
    "    | \t      ^",
  ]);
});

test("common errors come with what to do", () => {
  const unknown = { ...wrong, code: "TS2304", message: "Cannot find name 'c'." };
  const { traceback } = formatDiagnostics(source, [unknown], "cell-3.ts");
  expect(stripVTControlCharacters(traceback.at(-1) as string)).toBe(
    "Has the cell that declares it run? Run it first, or check the spelling.",
  );
});

test("a decimal comma, as whole continents write it, is told to be a point", () => {
  const [start, end] = [12, 13];
  const comma = { ...wrong, code: "TS1134", message: "Variable declaration expected.", start, end };
  const { traceback } = formatDiagnostics("const a = 0,5;", [comma], "cell-3.ts");
  expect(stripVTControlCharacters(traceback.at(-1) as string)).toMatch(
    /^A decimal number takes a point: 0\.5, not 0,5/,
  );
});

test.each([
  ["x = 5", "TS2304", 1, "Declare it first: let x = …"],
  ["print(5)", "TS2304", 5, "In TypeScript: console.log(…)"],
])("what to do about %s", (cell, code, end, hint) => {
  const one = { severity: "error", code, message: "Cannot find name.", start: 0, end } as const;
  const { traceback } = formatDiagnostics(cell, [one], "cell-1.ts");
  expect(traceback.map(stripVTControlCharacters).at(-1)).toBe(hint);
});

test.each([
  ["@scope/name/part.js", "Install it: %install @scope/name"],
  ["./layers.ts", "Check the path: it starts from the notebook's folder."],
  ["chart.js", "Install it: %install chart.js"],
  ["data/layers.ts", 'A file of this folder? Write "./data/layers.ts".'],
  ["node:fss", "Check the spelling: Node.js has no module of this name."],
])("what to do about the missing module %s depends on what it is", (name, hint) => {
  const message = `Cannot find module '${name}' or its corresponding type declarations.`;
  const one = { severity: "error", code: "TS2307", message, start: 0, end: 1 } as const;
  expect(
    formatDiagnostics("x", [one], "cell-1.ts").traceback.map(stripVTControlCharacters).at(-1),
  ).toBe(hint);
});

test("two types of one name come with what to do", () => {
  const message = `Type 'import("cell-1.ts").Layer' is not assignable to type 'Layer'.`;
  const { traceback } = formatDiagnostics(source, [{ ...wrong, message }], "cell-3.ts");
  expect(stripVTControlCharacters(traceback.at(-1) as string)).toBe(
    "Layer was declared again, so there are two types of this name. Run the cells that use it again.",
  );
});

test("a cell that does not parse has a SyntaxError", () => {
  const parse = { ...wrong, code: "TS1109", message: "Expression expected." };
  expect(formatDiagnostics(source, [parse], "cell-3.ts").ename).toBe("SyntaxError");
});

test("many errors are counted", () => {
  const { traceback } = formatDiagnostics(source, Array(20).fill(wrong), "cell-3.ts");
  expect(stripVTControlCharacters(traceback.at(-1) as string)).toBe("… and 12 more.");
});
