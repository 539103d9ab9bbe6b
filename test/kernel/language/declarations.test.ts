import { expect, test } from "vitest";
import { nodeCompiler } from "../../../kernel/language/node-compiler.ts";

const { prepare, compile } = nodeCompiler;

/** The types that a cell gives to the cells after it. */
const types = (source: string) =>
  compile(prepare(source), "cell-1.ts")
    .declared.filter(({ kind }) => kind === "type")
    .map(({ name }) => name);

test("a type imported beside values is known to later cells", () => {
  expect(types('import { tensor, type Tensor, type A as B } from "x";')).toEqual(["Tensor", "B"]);
});

test("so is every name of an import of types only", () => {
  expect(types('import type A from "x"; import type { B, C as D } from "y";')).toEqual([
    "A",
    "B",
    "D",
  ]);
});

test("an import of values declares no type", () => {
  expect(types('import type from "x"; import { type as a } from "y"; import("z");')).toEqual([]);
});
