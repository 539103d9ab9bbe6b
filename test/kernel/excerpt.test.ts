/** The line of an error: the same before a cell runs as when it fails. */
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { formatDiagnostics } from "../../kernel/language/index.ts";
import { excerpt, type Place } from "../../kernel/texts/excerpt.ts";
import { sessionInFolder } from "./runtime/session.ts";

const plain = { mark: (text: string) => text, gutter: (text: string) => text };
const show = (source: string, place: Place) => excerpt(source.split("\n"), place, plain);

test("shows the line before, the line, and marks below what is meant", () => {
  expect(show("a\nb = cd;\ne", { line: 1, column: 4, length: 2 })).toEqual([
    "  1 | a",
    "> 2 | b = cd;",
    "    |     ^^",
  ]);
});

test.each([
  ["a first line", "x", { line: 0, column: 0 }, ["> 1 | x", "    | ^"]],
  ["a blank line before", "\n\tx", { line: 1, column: 1 }, ["> 2 | \tx", "    | \t^"]],
  ["the end of the line", "x", { line: 0, column: 1, length: 0 }, ["> 1 | x", "    |  ^"]],
  [
    "a place that goes on below",
    "f(\n1)",
    { line: 0, column: 0, length: 5 },
    ["> 1 | f(", "    | ^^"],
  ],
  ["a line that is not there", "x", { line: 7, column: 0 }, []],
])("is right for %s", (_what, source, place, lines) => {
  expect(show(source, place)).toEqual(lines);
});

test.each([0, 50, 150, 400, 998])("of a long line shows the part around column %i", (column) => {
  const source = Array.from({ length: 1000 }, (_, at) => (at === column ? "#" : "-")).join("");
  const [line, marks] = show(source, { line: 0, column });
  expect(line!.length).toBeLessThan(220);
  expect(marks!.indexOf("^")).toBe(line!.indexOf("#"));
});

const { session } = sessionInFolder("excerpt");

test("a type error and an error while the cell runs show the same place alike", async () => {
  const source = "const one = 1;\n  null.three;";
  const start = source.indexOf("three");
  const wrong = { severity: "error", code: "TS1", message: "no", start, end: start + 1 } as const;
  const checked = formatDiagnostics(source, [wrong], "cell-1.ts").traceback;
  const { done } = await session.run(source);
  const linesOf = (traceback: string[]) =>
    traceback.map(stripVTControlCharacters).filter((line) => /^[ >] [ \d]* \|/.test(line));
  expect(linesOf(done.error!.traceback)).toEqual(linesOf(checked));
  expect(linesOf(checked)).toHaveLength(3);
});
