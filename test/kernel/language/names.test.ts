import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { namesIn } from "../../../kernel/language/check/names.ts";
import { nodeCompiler } from "../../../kernel/language/node-compiler.ts";
import { TestNotebook } from "./notebook.ts";

const { prepare, compile } = nodeCompiler;

const guessed = (source: string) =>
  namesIn(prepare(source).scan.tokens)
    .map(({ name, exported }) => `${exported ? "export " : ""}${name}`)
    .sort();

const declared = (source: string) =>
  compile(prepare(source), "cell.ts")
    .declared.map(({ name, exported }) => `${exported ? "export " : ""}${name}`)
    .sort();

describe("the names that tokens tell are those of the parsed cell", () => {
  test.each([
    "let a = 1; const b = 2, c = [3, 4], d: number = 5; var e",
    "const m: Map<string, number> = new Map(), n = 1;",
    "const { a, b: c, ...rest } = { a: 1, b: 2 }; const [d, , e = 1, ...[f]] = [1, 2];",
    "const {\n  a,\n  b: { c },\n} = x;\nlet y = 1,\n  z = 2;",
    "function f() { let inner = 1; }\nasync function g() {} function* h() {}",
    "class A { p = 1 } abstract class B {}\nconst C = class D {}, e = function f() {};",
    "type T = { a: 1 }; interface I { b: 2 } enum E { One } namespace N { export const x = 1 }",
    "export const a = 1; export function f() {} export type T = 1; export class C {}",
    'import a, { b as c, type D } from "x"; import * as e from "y"; import "z";\nimport type F from "w"',
    'import {\n  a,\n  b,\n} from "x"; await import("y"); import.meta.url',
    "const list = [1, 2] as const\nlet other = list",
    "for (const a of [1]) { let b = a; } if (true) { const c = 1; }",
    "const f = (a: number, b = 2) => { const c = 1; return c; };",
    "using handle = open(); const text = `let no = $" + "{1}`; // let no2 = 1",
  ])("%s", (source) => {
    expect(guessed(source)).toEqual(declared(source));
  });
});

describe("where tokens do not tell", () => {
  let notebook: TestNotebook;
  beforeAll(async () => {
    notebook = await TestNotebook.open();
  });
  afterAll(() => notebook.close());

  test("a name in a block is found when the cell is parsed", async () => {
    const cell = "if (true) { var hidden = 1; }";
    expect(guessed(cell)).not.toEqual(declared(cell));
    expect(await notebook.run(cell)).toEqual([]);
    expect(await notebook.errors("hidden.nothing")).toEqual([["nothing", "TS2339"]]);
  });

  test("what is no name hides none of an earlier cell", async () => {
    await notebook.run("type Mine = 1; type Three<A, B, C> = [A, B, C];");
    const cell = "const three: Three<number, Mine, string> = [0, 1, 'a'];";
    expect(guessed(cell)).not.toEqual(declared(cell));
    expect(await notebook.run(cell)).toEqual([]);
    expect(await notebook.errors("const two: Mine = three[0];")).toEqual([["two", "TS2322"]]);
  });
});
