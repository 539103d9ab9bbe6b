/** Local files are what cells are: the same syntax runs, and errors name the place in the file. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { plain, sessionInFolder } from "./session.ts";

const { folder, session } = sessionInFolder("local-files");

function file(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const load = (specifier: string) => `await __sinapse_import__(${JSON.stringify(specifier)})`;
/** What is printed of an expression over the module, as `m`. */
const show = async (specifier: string, expression: string) => {
  const { done, text } = await session.run(`{ const m = ${load(specifier)}; ${expression} }`);
  return done.error ? plain(done.error.traceback.join("\n")) : text;
};

beforeEach(() => file("tsconfig.json", "{}"));

const log = "export const said: string[] = [];";

const syntax: Record<string, { text: string; shows: string; expression?: string }> = {
  "a decorator": {
    text: `const twice = (f: () => number, _: ClassMethodDecoratorContext) => () => 2 * f();
class A { @twice m() { return 21 } }
export const value = new A().m();`,
    shows: "42",
  },
  accessor: {
    text: "class A { accessor v: number = 3; static accessor s = 4 }\nexport const value = new A().v + A.s;",
    shows: "7",
  },
  "using in a block": {
    text: `${log}
{ using a = { [Symbol.dispose]() { said.push("gone") } }; said.push("there"); void a; }
export const value = said.join();`,
    shows: "'there,gone'",
  },
  "using at its top level": {
    text: `${log}
using a = { [Symbol.dispose]() { said.push("gone") } };
said.push("there"); void a;`,
    expression: "m.said.join()",
    shows: "'there,gone'",
  },
  "await using in a function": {
    text: `${log}
async function f() { await using a = { async [Symbol.asyncDispose]() { said.push("gone") } }; void a; said.push("there"); }
await f();
export const value = said.join();`,
    shows: "'there,gone'",
  },
  "an enum, a namespace and a parameter property": {
    text: `enum E { A = 5 }
namespace N { export const b = 6 }
class C { constructor(public c: number) {} }
export const value = E.A + N.b + new C(7).c;`,
    shows: "18",
  },
  "names imported that are types": {
    text: `import { type Length, Width, metre } from "./measures.ts";
import { Height } from "./heights.ts";
export const value: Length | Width | Height = metre;`,
    shows: "1",
  },
};
const ways: Record<string, (text: string, name: string) => string> = {
  ".ts": (text, name) => {
    file(`${name}.ts`, text);
    return `./${name}.ts`;
  },
  ".mts through a .mjs": (text, name) => {
    file(`${name}.mts`, text);
    return `./${name}.mjs`;
  },
  ".tsx without an ending": (text, name) => {
    file(`${name}.tsx`, text);
    return `./${name}`;
  },
};

file(
  "measures.ts",
  "export type Length = number; export type Width = number; export const metre = 1;",
);
file("heights.ts", "export interface Height {}");

let files = 0;
for (const [way, write] of Object.entries(ways)) {
  test.each(Object.entries(syntax))(`%s in a ${way} runs as in a cell`, async (_, each) => {
    files += 1;
    const name = write(each.text, `file${files}`);
    expect(await show(name, each.expression ?? "m.value")).toBe(each.shows);
  });
}

test.each([
  ["a decorator", "@((_: unknown, __: unknown) => {}) class A {}"],
  ["accessor", "class A { accessor é = 1 }"],
  ["using", "{ using a = null; void a; }"],
  ["an enum", "enum A { One, Two }"],
])("an error behind %s names line and column of the file", async (_, text) => {
  files += 1;
  for (const ending of ["ts", "mts", "cts", "tsx"]) {
    const start = ending === "cts" ? "exports.fail = " : "export ";
    file(
      `wrong${files}.${ending}`,
      `type Unused = 1;\n${text}\n${start}function fail() {\n  throw new Error("here");\n}`,
    );
    const shown = await show(`./wrong${files}.${ending}`, "m.fail()");
    expect(shown).toContain(`at fail (wrong${files}.${ending}:4:9)`);
    expect(shown).toContain('> 4 |   throw new Error("here");');
  }
});

test.each([
  ["decorators", "class A { @twice m() {} }\nconst broken = ;", "2:16"],
  ["JSX", "const é = '🙂', a = <p>é</p>, broken = ;", "1:40"],
])("an error of syntax in a file with %s names its place", async (kind, text, place) => {
  const name = `broken-${kind}.tsx`;
  file(name, text);
  expect(await show(`./${name}`, "m")).toContain(`at ${name}:${place}`);
});

test("a .cts is a CommonJS file, with import and with require", async () => {
  file(
    "old.cts",
    "import path = require('node:path');\nexport = { sep: path.sep, at: __filename } as const;",
  );
  expect(await show("./old.cts", "m.default.sep")).toBe("'/'");
  expect(await show("./old.cjs", "m.default.at.endsWith('/old.cts')")).toBe("true");
  expect((await session.run("require('./old.cts').sep")).text).toBe("'/'");
});

test("require takes a TypeScript file that is written as a module", async () => {
  file("sub.ts", "export const one: number = 1;");
  file(
    "whole.ts",
    'import { one } from "./sub.js";\nexport const two = one + 1;\nexport default class Named {}',
  );
  const { done, text } = await session.run(
    "const w = require('./whole.ts'); [w.two, w.default.name].join()",
  );
  expect(done.error).toBeUndefined();
  expect(text).toBe("'2,Named'");
});

test("a package of the workspace may say ./sub.js for its sub.ts, with import and with require", async () => {
  file(
    "packages/own/package.json",
    '{ "name": "own", "exports": { "import": "./main.ts", "require": "./main.cts" } }',
  );
  file("packages/own/main.ts", 'export { value } from "./sub.js";');
  file("packages/own/main.cts", 'exports.value = require("./old.cjs").value + 1;');
  file("packages/own/sub.ts", "export const value: number = 1;");
  file("packages/own/old.cts", "exports.value = 2 as number;");
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(folder, "packages/own"), join(folder, "node_modules/own"), "dir");
  expect(await show("own", "m.value")).toBe("1");
  expect((await session.run("require('own').value")).text).toBe("3");
});

test("experimentalDecorators of the folder's tsconfig.json are honoured, also through a base", async () => {
  file("base.json", '{ "compilerOptions": { "experimentalDecorators": true } }');
  file("tsconfig.json", '{ "extends": ["./base.json"] }');
  file(
    "legacy.ts",
    `const seen: unknown[] = [];
function note(target: object, name: string | undefined, at?: unknown) { seen.push(typeof at === "number" ? at : name); }
class A { @note m(x: number, @note y: number) { return x + y } }
export { seen };`,
  );
  expect(await show("./legacy.ts", "m.seen.join()")).toBe("'1,m'");
});

test("jsx of the folder's tsconfig.json is honoured", async () => {
  file(
    "node_modules/tiny/package.json",
    '{ "name": "tiny", "type": "module", "exports": { "./*": "./*.js" } }',
  );
  file(
    "node_modules/tiny/jsx-runtime.js",
    "export const jsx = (tag, { children, ...rest }) => [tag, children, ...Object.keys(rest)].join(':'); export const jsxs = jsx;",
  );
  file(
    "classic.tsx",
    "const h = (tag: string, _: unknown, ...inner: string[]) => tag + inner.join();\nexport const value = <b>it's</b>;",
  );
  file("modern.tsx", "export const value = <b title='x'>it</b>;");
  file("tsconfig.json", '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h" } }');
  expect(await show("./classic.tsx", "m.value")).toBe('"bit\'s"');
  file("tsconfig.json", '{ "compilerOptions": { "jsx": "react-jsx", "jsxImportSource": "tiny" } }');
  expect(await show("./modern.tsx", "m.value")).toBe("'b:it:title'");
});

test("subpaths of installed packages need no ending, in cells and in local files", async () => {
  file("node_modules/days/package.json", '{ "name": "days", "main": "days.js" }');
  file("node_modules/days/days.js", "module.exports = {};");
  file("node_modules/days/plugin/utc.js", "module.exports = 'utc';");
  file("node_modules/days/fp.js", "module.exports = 'fp';");
  file("node_modules/days/fp/index.js", "module.exports = 'folder';");
  file("node_modules/days/part/package.json", '{ "main": "./inner.js" }');
  file("node_modules/days/part/inner.js", "module.exports = 'part';");
  expect(await show("days/plugin/utc", "m.default")).toBe("'utc'");
  expect(await show("days/fp", "m.default")).toBe("'fp'");
  expect(await show("days/part", "m.default")).toBe("'part'");
  file(
    "uses-days.ts",
    'import utc from "days/plugin/utc"; import fp from "days/fp"; export const all = utc + fp;',
  );
  expect(await show("./uses-days.ts", "m.all")).toBe("'utcfp'");
});

test("a package with only a node condition, or only one for require, is found", async () => {
  file(
    "node_modules/noded/package.json",
    '{ "name": "noded", "exports": { "node": "./main.js" } }',
  );
  file("node_modules/noded/main.js", "module.exports = 1;");
  file(
    "node_modules/required/package.json",
    '{ "name": "required", "exports": { "require": "./main.js" } }',
  );
  file("node_modules/required/main.js", "module.exports = 2;");
  expect(await show("noded", "m.default")).toBe("1");
  expect(await show("required", "m.default")).toBe("2");
});

test("a package that is installed is never said not to be", async () => {
  file("node_modules/there/package.json", '{ "name": "there", "exports": { ".": "./main.js" } }');
  file("node_modules/there/main.js", "");
  file("node_modules/hollow/package.json", '{ "name": "hollow" }');
  file("node_modules/there2/package.json", '{ "name": "there2" }');
  file("node_modules/there2/plugin/utc.js", "");
  for (const [specifier, words] of [
    ["there/nothing", 'the package "there" is installed, but it has no "there/nothing".'],
    ["there2/plugin/utcc", 'Did you mean "there2/plugin/utc"?'],
    ["hollow", "nothing to import"],
  ] as const) {
    const { done } = await session.run(load(specifier));
    expect(done.error!.evalue).toContain(words);
    expect(done.error!.evalue).not.toMatch(/%install|child\.js/);
  }
});
