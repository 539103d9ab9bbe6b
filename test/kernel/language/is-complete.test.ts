import { expect, test } from "vitest";
import { nodeCompiler } from "../../../kernel/language/node-compiler.ts";

const { isComplete } = nodeCompiler;

test.each([
  ["1 + 1"],
  ["i++"],
  ["const f = () => 1"],
  ["{ a: 1 }"],
  ["!ls ("],
  ["`a`"],
  ["let x: number = 1 // {"],
  ["await f()"],
])("%s is complete", (source) => {
  expect(isComplete(source)).toEqual({ status: "complete" });
});

test.each([
  ["function f() {", "  "],
  ["class A {\n  m() {", "    "],
  ["f(1,", ""],
  ["f(", "  "],
  ["let a =", ""],
  ["if (x)", "  "],
  ["const f = () =>", "  "],
  ["`text", ""],
  ["/* note", ""],
  ["a.", ""],
])("%s waits for more, indented by '%s'", (source, indent) => {
  expect(isComplete(source)).toEqual({ status: "incomplete", indent });
});

test.each([["let x = )"], ["'text"], ["a b"]])("%s is invalid", (source) => {
  expect(isComplete(source)).toEqual({ status: "invalid" });
});
