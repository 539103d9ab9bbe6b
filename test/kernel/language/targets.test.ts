/** Cells as functions over global properties, which any engine runs. */
import path from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { createCompiler } from "../../../kernel/language/compile/compiler.ts";
import { asyncFunction, replMode } from "../../../kernel/language/compile/targets.ts";
import { strip } from "../../../kernel/language/strip/strip.ts";
import { declare, runFunction } from "../../../kernel/runtime/cell/global-names.ts";

const compiler = createCompiler({ strip, target: asyncFunction });

beforeAll(() => {
  Object.assign(globalThis, { __sinapse_declare__: declare });
});

const compile = (cell: string) => compiler.compile(compiler.prepare(cell), "cell-1.ts");
/** The value of a cell, in a list. */
const run = (cell: string) => runFunction(compile(cell).javascript, "cell-1.ts");

test("the value of a cell is that of a last expression, wherever it ends", async () => {
  for (const cell of ["6 * 7", "(6 * 7)", "6 * 7 // answer", "((6 * 7) /* ; */ );\n// done"]) {
    expect(await run(cell), cell).toEqual([42]);
  }
  expect(await run("let given1 = await Promise.resolve(1); given1 + 1")).toEqual([2]);
  expect(await run("'use me'")).toEqual(["use me"]);
  expect(await run("{ a: 1 }")).toEqual([{ a: 1 }]);
});

test("a declaration or a loop at the end gives no value", async () => {
  for (const cell of ["1; let none1 = 2", "for (;;) { break }", "class None2 {}", ""]) {
    const [value] = await run(cell);
    expect(value, cell).toBeUndefined();
  }
});

test("a promise at the end is the value, not what it comes to", async () => {
  const [value] = await run("Promise.resolve(1)");
  expect(value).toBeInstanceOf(Promise);
});

test("later cells see every form of declaration, may repeat it, and find its name", async () => {
  await run(
    "const a1 = 1, [b1, { c: c1 = 3 }] = [2, {}]; var d1 = 4; let e1: number, f1 = () => 0",
  );
  await run("function g1() {} async function* h1() {} class I1 {} const J1 = class {}");
  await run("enum K1 { One = 1 } namespace L1 { export const m = 2 }");
  expect(await run("[a1, b1, c1, d1, e1, K1.One, L1.m]")).toEqual([[1, 2, 3, 4, undefined, 1, 2]]);
  expect(await run("[f1, g1, h1, I1, J1].map(({ name }) => name)")).toEqual([
    ["f1", "g1", "h1", "I1", "J1"],
  ]);
  await run("const a1 = 'again'; class I1 { again = a1 }");
  expect(await run("new I1().again")).toEqual(["again"]);
});

test("a name is in its dead zone until it has its value, also for cells that saw it before", async () => {
  await run("const read = () => early");
  await expect(run("read(); let early = 1")).rejects.toThrow(
    new ReferenceError("Cannot access 'early' before initialization"),
  );
  await run("let early = 2");
  expect(await run("read()")).toEqual([2]);
});

test("a cell that fails before its declaration leaves the value of an earlier cell", async () => {
  await run("let kept = 1");
  await expect(run("throw new Error('no'); let kept = 2")).rejects.toThrow("no");
  expect(await run("kept")).toEqual([1]);
});

test("a name that the engine keeps for itself is refused", async () => {
  await expect(run("let undefined = 1")).rejects.toThrow(
    new SyntaxError("Identifier 'undefined' has already been declared"),
  );
});

test("stack traces name the cell, and its source map leads to the line and column typed", async () => {
  const cell = "let before = 1;\nlet after: number = 2, wrong: number = (null as any).x;";
  const error = await run(cell).catch((thrown: Error) => thrown);
  expect((error as Error).stack).toMatch(/cell-1\.ts:2:\d+/);
  const map = JSON.parse(compile(cell).sourceMap) as { sources: string[] };
  expect(map.sources).toEqual(["cell-1.ts"]);
});

test("the compiler is the same where there is no Node", { timeout: 30_000 }, async () => {
  const folder = path.join(import.meta.dirname, "../../../kernel/language/compile");
  const { outputFiles } = await build({
    stdin: {
      contents: 'export * from "./compiler.ts"; export * from "./targets.ts";',
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "language",
  });
  const page = createContext({ console });
  runInContext(outputFiles[0]!.text, page);
  const cell =
    'import { a } from "x";\n%time let b = a.map((x) => x + 1)\nclass C { b = b }\nnew C()';
  for (const target of ["replMode", "asyncFunction"] as const) {
    const here = createCompiler({ strip, target: { replMode, asyncFunction }[target] });
    const { javascript } = here.compile(here.prepare(cell), "cell-1.ts");
    Object.assign(page, { cell });
    const there = runInContext(
      `(() => {
        const strip = (javascript) => ({ javascript });
        const { prepare, compile } = language.createCompiler({ strip, target: language.${target} });
        return compile(prepare(cell), "cell-1.ts").javascript;
      })()`,
      page,
    );
    expect(there).toBe(javascript);
  }
});
