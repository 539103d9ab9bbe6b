import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestNotebook } from "./notebook.ts";

let notebook: TestNotebook;
beforeAll(async () => {
  notebook = await TestNotebook.open();
});
afterAll(() => notebook.close());
beforeEach(() => notebook.language.reset());

describe("a cell is checked", () => {
  test("and errors stand where the user typed them", async () => {
    expect(await notebook.errors('const a = 1;\nconst ŷ: number = "😀";')).toEqual([
      ["ŷ", "TS2322"],
    ]);
  });

  test("against the variables, functions, classes and types of earlier cells", async () => {
    await notebook.run("const a = 1; let b = 'x'; function f(x: number) { return x; }");
    await notebook.run("class C { p = 1 } type T = { q: string }; enum E { One }");
    expect(
      await notebook.errors("f(a); b = 'y'; new C().p + E.One; const t: T = { q: b }; t"),
    ).toEqual([]);
    expect(await notebook.errors("f(b); b = 3; a.q; new C().z; const t: T = { q: 1 }; t")).toEqual([
      ["b", "TS2345"],
      ["b", "TS2322"],
      ["q", "TS2339"],
      ["z", "TS2339"],
      ["q", "TS2322"],
    ]);
  });

  test("also where it calls what an earlier variable does not have", async () => {
    await notebook.run("let q = 'text';");
    expect(await notebook.errors("q.toFixed(); q.at(true);")).toEqual([
      ["toFixed", "TS2551"],
      ["true", "TS2345"],
    ]);
  });

  test("against the latest declaration of a name", async () => {
    await notebook.run("let a: number = 1;");
    await notebook.run("const a = 'text'; type a = string;");
    expect(await notebook.errors("a.toUpperCase()")).toEqual([]);
  });

  test("and a class that was declared again is told from what it was before, by the cells", async () => {
    const first = notebook.nextUrl;
    await notebook.run("class Layer { #size = 1 }\nlet old = new Layer();");
    const second = notebook.nextUrl;
    await notebook.run("class Layer { #size = 2 }");
    const { diagnostics } = await notebook.language.compile("const it: Layer = old; it", "now.ts");
    expect(diagnostics[0]!.message).toContain(
      `Type 'import("${first}").Layer' is not assignable to type 'import("${second}").Layer'.`,
    );
  });

  test("and may declare again what an earlier cell declared", async () => {
    await notebook.run(
      "const a = 1; function f() {} class C {} type T = 1; import fs from 'node:fs';",
    );
    expect(
      await notebook.errors(
        "let a = ''; let f = 1; var C = 2; interface T {} const fs = 3; a; f; C; fs",
      ),
    ).toEqual([]);
  });

  test("and may not assign to a constant of an earlier cell", async () => {
    await notebook.run("const a = 1; function f() {}");
    const { diagnostics } = await notebook.language.compile("a = 2;\nf = 3;", "x.ts");
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "Cannot assign to 'a' because it is a constant.",
      "Cannot assign to 'f' because it is a function.",
    ]);
  });

  test("and may use a variable that another cell has set meanwhile", async () => {
    await notebook.run("let model: Date | undefined; const never: Date | undefined = undefined;");
    await notebook.run("model = new Date();");
    expect(await notebook.errors("model.getTime()")).toEqual([]);
  });

  test("against cells that were run many times", async () => {
    for (let i = 0; i < 30; i++)
      await notebook.run(`const again = ${i}; type Again = typeof again;`);
    await notebook.run("const user: Again = 29;");
    await notebook.run("const again = 'text';");
    expect(
      await notebook.errors("user.toFixed(); again.toUpperCase(); const t: Again = 29; t"),
    ).toEqual([]);
  });

  test("with await at its top level, for await, imports and import.meta", async () => {
    const cell = [
      'import { readFile } from "node:fs/promises";',
      "for await (const x of [Promise.resolve(1)]) x.toFixed();",
      "const text: string = await readFile(import.meta.filename, 'utf8');",
      "(await import('node:path')).join(text);",
    ].join("\n");
    expect(await notebook.errors(cell)).toEqual([]);
  });

  test("without asking for types that it can do without", async () => {
    const cell = [
      "const xs = []; xs.push(1); let later; later = 2;",
      "const double = (x) => x * 2;",
      "function named({ a, b }) { return a + b; }",
      "try { throw 1 } catch (error) { console.log(error.message) }",
      "const unused = 1; class Unset { field: string }",
    ].join("\n");
    expect(await notebook.errors(cell)).toEqual([]);
  });

  test("and brackets of a tensor, but of nothing else, say how its elements are read and written", async () => {
    await notebook.run('import { nn, ones, type Tensor } from "sinapse"; const x = ones([2, 3]);');
    await notebook.run("const anything: Tensor = x; const list = [1]; const named = { a: 1 };");
    for (const wrong of [
      "x[0]",
      "x[0] = 9",
      "let s = 0; for (let i = 0; i < 2; i++) s += x[i]",
      "anything[1]",
      "nn.linear(2, 1).weight[0][0]",
      "x.at(0)[1]",
    ]) {
      const { diagnostics } = await notebook.language.compile(wrong, "brackets.ts");
      expect(diagnostics.map(({ message }) => message)).toEqual([
        "A tensor has no brackets: read an element with x.at(0).item(), or all of them with " +
          "x.tolist(); write one with x.set([0], 9).",
      ]);
    }
    expect(
      await notebook.errors("list[0]; named['b']; x.data[0]; x.shape[0]; x.tolist()[0]"),
    ).toEqual([]);
    expect(await notebook.errors("x.data[0] = 9")).toEqual([["x.data[0]", "TS2542"]]);
  });

  test("without looking at its commands", async () => {
    expect(await notebook.errors("%who is here\n!ls -l $HOME\n%time 1 + 1")).toEqual([]);
    expect(await notebook.errors("%time nothing(1)")).toEqual([["nothing", "TS2304"]]);
  });

  test("with the objects that a cell ends with", async () => {
    await notebook.run("const a = 1;");
    expect(await notebook.errors("{ a, b: 2 }")).toEqual([]);
    expect(await notebook.errors("a;\n{ a: 1, b: c }")).toEqual([["c", "TS2304"]]);
  });

  test("and one that does not parse says where", async () => {
    expect(await notebook.errors("let x = ;")).toEqual([[";", "TS1109"]]);
    expect(await notebook.errors("foo(1, [2]")).toEqual([["(", ""]]);
    expect(await notebook.errors("let o = {\n  a: 1\n")).toEqual([["{", ""]]);
  });

  test("and one that does not parse hears nothing about its names", async () => {
    const codes = (await notebook.errors("for i in range(10): print(i)")).map(([, code]) => code);
    expect(codes).toEqual(["TS1005", "TS1005"]);
  });

  test("knows sinapse, with the reason why shapes do not fit", async () => {
    await notebook.run(
      'import { tensor } from "sinapse"; const x = tensor([[1, 2], [3, 4], [5, 6]]);',
    );
    const { diagnostics } = await notebook.language.compile("x.matmul(x)", "x.ts");
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "matmul: shapes [3, 2] and [3, 2] do not align: 2 ≠ 3",
    ]);
  });

  test("and why the layers of a network do not fit, under the layer that does not", async () => {
    const cell = 'import { nn } from "sinapse"; nn.sequential(nn.linear(2, 3), nn.linear(4, 1));';
    const { diagnostics } = await notebook.language.compile(cell, "layers.ts");
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "linear(4, 1): takes 4 inputs, not 3",
    ]);
    expect(cell.slice(diagnostics[0]!.start)).toMatch(/^nn\.linear\(4, 1\)/);
  });

  test("knows tslab's display API, from any folder", async () => {
    expect(await notebook.errors('import * as tslab from "tslab"; tslab.display.html(1);')).toEqual(
      [["1", "TS2345"]],
    );
  });

  test("with the variables that the code of a command uses", async () => {
    await notebook.run("const weights = [1, 2];");
    expect(await notebook.errors("%time weights.length")).toEqual([]);
    expect(await notebook.errors("%time weights.size")).toEqual([["size", "TS2339"]]);
  });

  test("knows the global display", async () => {
    expect(await notebook.errors("display.html('<b>1</b>'); display.nothing(1)")).toEqual([
      ["nothing", "TS2339"],
    ]);
  });

  test("sees nothing of the cells before a reset", async () => {
    await notebook.run("const before = 1;");
    await notebook.language.reset();
    expect(await notebook.errors("before")).toEqual([["before", "TS2304"]]);
  });

  test("sees what `declare global` of an earlier cell adds", async () => {
    await notebook.run("declare global { interface Array<T> { second(): T } }\nexport {};");
    expect(await notebook.errors("[1, 2].second().toFixed()")).toEqual([]);
  });
});

describe("files", () => {
  test("a local file that changed is read again, and one that was missing is found", async () => {
    const cell = 'import { a } from "./local.ts"; a.toFixed();';
    expect(await notebook.errors(cell)).toEqual([['"./local.ts"', "TS2307"]]);
    notebook.write("local.ts", "export const a = 1;");
    expect(await notebook.errors(cell)).toEqual([]);
    notebook.write("local.ts", "export const a = 'text';");
    expect(await notebook.errors(cell)).toEqual([["toFixed", "TS2551"]]);
  });

  test("a package that was installed meanwhile is found", async () => {
    const cell = 'import { version } from "late"; version.toFixed();';
    expect(await notebook.errors(cell)).toEqual([['"late"', "TS2307"]]);
    notebook.write("node_modules/late/package.json", '{ "name": "late", "types": "index.d.ts" }');
    notebook.write("node_modules/late/index.d.ts", "export const version: number;");
    expect(await notebook.errors(cell)).toEqual([]);
  });

  test("the folder's tsconfig.json is honoured, comments and all, also when it changes", async () => {
    const cell = "const xs = [1]; const first: number = xs[0]; first;";
    expect(await notebook.errors(cell)).toEqual([]);
    const config =
      '{\n  // careful\n  "compilerOptions": { "noUncheckedIndexedAccess": true, },\n}';
    writeFileSync(path.join(notebook.folder, "tsconfig.json"), config);
    expect(await notebook.errors(cell)).toEqual([["first", "TS2322"]]);
    writeFileSync(
      path.join(notebook.folder, "tsconfig.json"),
      '{ "compilerOptions": { "strict": true } }',
    );
    expect(await notebook.errors("const f = (x) => x; f;")).toEqual([["x", "TS7006"]]);
  });
});

test("paths of the folder's tsconfig.json are honoured, also below a baseUrl or inherited", async () => {
  const own = await TestNotebook.open({
    "tsconfig.json": '{ "extends": "./config/base" }',
    "config/base.json": '{ "compilerOptions": { "baseUrl": "..", "paths": { "@/*": ["src/*"] } } }',
    "src/units.ts": "export const metre = 1;",
  });
  expect(await own.errors('import { metre } from "@/units"; metre.length')).toEqual([
    ["length", "TS2339"],
  ]);
  own.write("src/units.ts", "export const metre = 'one';");
  expect(await own.errors('import { metre } from "@/units"; metre.length')).toEqual([]);
  await own.close();
});

test("a server that died is started again and knows the cells", async () => {
  const own = await TestNotebook.open();
  await own.run("const kept = 1;");
  process.kill((own.language as unknown as { checkerProcess: number }).checkerProcess, "SIGKILL");
  await own.errors("1");
  expect(await own.errors("kept.nothing")).toEqual([["nothing", "TS2339"]]);
  await own.close();
});

test("a check that takes too long lets the cell run unchecked", async () => {
  const own = await TestNotebook.open({}, { patience: 0 });
  const { javascript, diagnostics } = await own.language.compile("const a: string = 1", "x.ts");
  expect(javascript).toContain("a");
  expect(diagnostics).toEqual([]);
  await own.close();
});

test("a text among a tensor's numbers is one error, which names the text", async () => {
  const cell = (values: string) => `import { tensor } from "sinapse"; tensor(${values})`;
  expect(await notebook.errors(cell('["1"]'))).toEqual([['"1"', "TS2322"]]);
  expect(await notebook.errors(cell('[[1, "2"]]'))).toEqual([['"2"', "TS2322"]]);
});
