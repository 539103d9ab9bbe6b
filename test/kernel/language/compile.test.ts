import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { nodeCompiler } from "../../../kernel/language/node-compiler.ts";

const compile = (source: string) =>
  nodeCompiler.compile(nodeCompiler.prepare(source), "cell-1.ts").javascript;
const strict = '"use strict";';

test("types become spaces, so that nothing moves", () => {
  expect(compile("x as number; y")).toBe(`${strict}x          ; y`);
});

test("every declaration is one that a later cell can repeat", () => {
  expect(compile("const a = 1")).toBe(`${strict}let   a = 1;void 0;`);
  expect(compile("var b = 2")).toBe(`${strict}let b = 2;void 0;`);
  expect(compile("function f() {}")).toBe(`${strict}let f = function () {};;void 0;`);
});

test("a function that is called above its declaration is there", () => {
  const javascript = compile("f()\nfunction f() { return 1 }");
  expect(javascript.split("\n")[1]).toBe("function __sinapse_f() { return 1 };void 0;");
  expect(javascript).toContain("let f=");
});

test("the value of a cell is that of a last expression, also with a semicolon", () => {
  expect(compile("let a = 1; a;")).toBe(`${strict}let a = 1; a;`);
});

test("an expression below a namespace is the value, wherever the name is declared", () => {
  const javascript = compile("namespace Unit { export const metre = 1 }\nUnit.metre") ?? "";
  expect(runInThisContext(javascript)).toBe(1);
});

test("the first line of a script that was pasted is left out", () => {
  expect(compile("#!/usr/bin/env node\n1")).toBe(`${strict}${" ".repeat(19)}\n1`);
});

test("a declaration or a loop at the end gives no value", () => {
  expect(compile("1; let a = 2")).toBe(`${strict}1; let a = 2;void 0;`);
  expect(compile("for (;;) { break }")).toBe(`${strict}for (;;) { break };void 0;`);
});

test("braces at the end that make an object are an object", () => {
  expect(compile("{ a: 1, b: 2 }")).toBe(`${strict};({ a: 1, b: 2 })`);
  expect(compile("{ let a = 1; a }")).toBe(`${strict}{ let a = 1; a };void 0;`);
});

test("imports become calls of the kernel's import, on the same line", () => {
  expect(compile('import fs, { statSync as s } from "node:fs";\nfs')).toBe(
    `${strict}let { "default": fs, "statSync": s } = await __sinapse_import__("node:fs", void 0, ["default","statSync"]);\nfs`,
  );
  expect(compile('import {\n  a\n} from "x";\na')).toBe(
    `${strict}let { a } = await __sinapse_import__("x", void 0, ["a"]);\n\n\na`,
  );
});

test("an import of types only vanishes", () => {
  expect(compile('import type { A } from "x";\n1').trim()).toBe(`${strict}${" ".repeat(27)}\n1`);
});

test("an imported name must be there, unless it may be that of a type", () => {
  expect(compile('import { A, B, c } from "x"; let b: A = new B();')).toContain('["B","c"]);');
});

test("import() and import.meta are the kernel's", () => {
  expect(compile('import("x"); import.meta.dirname')).toBe(
    `${strict}__sinapse_import__("x"); __sinapse_meta__.dirname`,
  );
});

test("lines that begin with % or ! are commands", () => {
  expect(compile("!ls -l")).toContain('await __sinapse_command__("!","ls -l");');
  expect(compile("%who x")).toContain('await __sinapse_command__("who","x");');
  expect(compile("%time f(1)")).toContain('await __sinapse_command__("time","f(1)",()=>(f(1)));');
});

test("a remainder on a line of its own is not a command", () => {
  expect(compile("let a = (1\n%b)")).not.toContain("command");
  expect(compile("let a = 1 +\n!b")).not.toContain("command");
});

test("an assignment to a constant throws, as every name is a let to V8", () => {
  const thrown = "__sinapse_constant__()";
  expect(compile("const a = 1; a = f(2)")).toContain(`a = ((f(2)),${thrown})`);
  expect(compile("const a = 1; a++")).toContain(thrown);
  expect(compile("const a = 1; () => { a += 1 }")).toContain(thrown);
});

test("so does destructuring, and a loop over values", () => {
  expect(compile("const a = 1; [a] = [2]")).toContain("[__sinapse_constant__._] = [2]");
  expect(compile("const a = 1; ({ a, b: [a] } = c)")).toContain(
    "({ a:__sinapse_constant__._, b: [__sinapse_constant__._] } = c)",
  );
  expect(compile("const a = 1; ({ a = 2, ...a } = c)")).toContain(
    "({ a:__sinapse_constant__._ = 2, ...__sinapse_constant__._ } = c)",
  );
  expect(compile("const a = 1; for (a of [2]);")).toContain("for (__sinapse_constant__._ of [2])");
});

test("an assignment to another name that hides a constant does not throw", () => {
  for (const cell of [
    "const a = 1; { let a = 2; a = 3 }",
    "const a = 1; function f(a) { a = 2 }",
    "const a = 1; for (let a = 0; a < 2; a++) {}",
    "let a = 1; a = 2",
    "const o = {}; o.a = 1",
    "const a = 1; let b; [b = a] = [2]",
    "const a = 1; for (const a of [2]);",
  ]) {
    expect(compile(cell)).not.toContain("__sinapse_constant__");
  }
});

test("%time keeps a declaration, and takes statements", () => {
  expect(compile("%time const x = f(1)")).toBe(
    `${strict}      let   x = await __sinapse_command__("time","const x = f(1)",()=>(f(1)));void 0;`,
  );
  expect(compile("%time for (;;) { break }")).toContain("()=>{for (;;) { break }});");
});

test("what decorators are compiled to has names that no other cell has", () => {
  const cell = "@dec class A { @dec accessor z = 1 }";
  const [first, second] = [compile(cell), compile(cell)];
  // As esbuild names them: __decorateElement, _init, _z.
  expect(first).toMatch(/__sinapse_\d+__decorateElement/);
  expect(first).not.toMatch(/\b(?:__decorateElement|_init|_z)\b/);
  const names = (javascript: string) => new Set(javascript.match(/__sinapse_\d+\w+/g));
  expect([...names(first)].filter((name) => names(second).has(name))).toEqual([]);
});
