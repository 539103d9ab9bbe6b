import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { plain, sessionInFolder, TestSession } from "./session.ts";

// The folder of a notebook: two packages, local files.
const { folder, session } = sessionInFolder("imports");

function file(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

let clock = 1_700_000_000;

/** Writes a file with a time of change of its own, however fast the test is. */
function edit(name: string, text: string): void {
  file(name, text);
  clock += 1;
  utimesSync(join(folder, name), clock, clock);
}

file(
  "node_modules/modern/package.json",
  '{ "name": "modern", "type": "module", "exports": { "import": "./main.js" } }',
);
file("node_modules/modern/main.js", "export default 'esm'; export const one = 1;");
file("node_modules/classic/package.json", '{ "name": "classic", "main": "main.js" }');
file("node_modules/classic/main.js", "exports.two = 2;");
file("data.json", '{ "rows": 3 }');

const load = (specifier: string) => `await __sinapse_import__(${JSON.stringify(specifier)})`;

test("imports Node's modules, with and without prefix", async () => {
  expect((await session.run(`(${load("node:path")}).join('a', 'b')`)).text).toBe("'a/b'");
  expect((await session.run(`(${load("path")}).join('a', 'b')`)).text).toBe("'a/b'");
});

test("imports ES modules and CommonJS packages from the notebook's folder", async () => {
  expect((await session.run(`(${load("modern")}).one`)).text).toBe("1");
  expect((await session.run(`(${load("classic")}).two`)).text).toBe("2");
  expect((await session.run("require('classic').two")).text).toBe("2");
});

test("imports packages of the folders above, too", async () => {
  const inner = join(folder, "week-1");
  mkdirSync(inner, { recursive: true });
  const below = new TestSession({ cwd: inner });
  expect((await below.run(`(${load("modern")}).one`)).text).toBe("1");
  below.close();
});

test("imports JSON", async () => {
  expect((await session.run(`(${load("./data.json")}).default.rows`)).text).toBe("3");
});

test("loads a local TypeScript file anew when it or what it imports has changed", async () => {
  edit("layers.ts", "import { width } from './sizes';\nexport const size: number = width * 10;");
  edit("sizes.ts", "export const width: number = 1;");
  const size = async () => (await session.run(`(${load("./layers.ts")}).size`)).text;
  expect(await size()).toBe("10");
  edit("sizes.ts", "export const width: number = 2;");
  expect(await size()).toBe("20");
  edit(
    "layers.ts",
    "import { width } from './sizes.js';\nexport const size: number = width * 100;",
  );
  expect(await size()).toBe("200");
});

test("loads CommonJS files anew, too, with require and with import", async () => {
  edit("classic.cjs", "exports.value = require('./inner.cjs').value;");
  edit("inner.cjs", "exports.value = 1;");
  expect((await session.run("require('./classic.cjs').value")).text).toBe("1");
  edit("inner.cjs", "exports.value = 2;");
  expect((await session.run("require('./classic.cjs').value")).text).toBe("2");
  edit("classic.cjs", "exports.value = 3;");
  expect((await session.run(`(${load("./classic.cjs")}).value`)).text).toBe("3");
});

test("requires sinapse, and TypeScript files in CommonJS", async () => {
  edit("old.ts", "const value: number = 4;\nmodule.exports = { value };");
  expect((await session.run("require('./old.ts').value")).text).toBe("4");
  const same = `require("sinapse").plot === (${load("sinapse")}).plot`;
  expect((await session.run(same)).text).toBe("true");
});

test("loads JSON anew when it has changed", async () => {
  edit("rows.json", "[1]");
  expect((await session.run(`(${load("./rows.json")}).default`)).text).toBe("[ 1 ]");
  edit("rows.json", "[1, 2]");
  expect((await session.run(`(${load("./rows.json")}).default`)).text).toBe("[ 1, 2 ]");
});

test("keeps one instance of a local file that has not changed", async () => {
  edit("counter.ts", "export let count = 0;\nexport const add = () => ++count;");
  await session.run(`(${load("./counter.ts")}).add()`);
  expect((await session.run(`(${load("./counter.ts")}).add()`)).text).toBe("2");
});

test("shows the line of a local file in tracebacks", async () => {
  edit(
    "wrong.ts",
    "type Unused = number;\nexport function fail(x: Unused) {\n  throw new Error('in a file');\n}",
  );
  const { done } = await session.run(`(${load("./wrong.ts")}).fail(1)`);
  const text = plain(done.error!.traceback.join("\n"));
  expect(text).toContain("> 3 |   throw new Error('in a file');");
  expect(text).toContain("at fail (wrong.ts:3:9)");
});

test("shows the line, too, of a file in a folder with brackets and blanks", async () => {
  const text = "export function fail() { throw new Error('in a copy'); }";
  for (const name of ["week (1)/own (2).ts", "week (1)/own (2).cjs"]) {
    edit(name, name.endsWith(".cjs") ? text.replace("export", "exports.fail = ") : text);
    const { done } = await session.run(`(${load(`./${name}`)}).fail()`);
    expect(plain(done.error!.traceback.join("\n"))).toContain(`fail (${name}:1:`);
  }
});

test("shows the right line, too, of a file with an enum", async () => {
  edit("enum.ts", "enum A {\n  X,\n  Y,\n}\nexport function fail() {\n  throw new Error(A[1]);\n}");
  const { done } = await session.run(`(${load("./enum.ts")}).fail()`);
  expect(done.error?.evalue).toBe("Y");
  expect(plain(done.error!.traceback.join("\n"))).toContain("at fail (enum.ts:6:9)");
  const printed = await session.run(
    `try { (${load("./enum.ts")}).fail() } catch (e) { console.log(e.stack) }`,
  );
  expect(printed.stdout).toMatch(/at .*fail \(file:.*\/enum\.ts:6:9\)/);
});

test("names what a module does not export, and what it does", async () => {
  edit("small.ts", "export const width = 1; export const height = 2;");
  const error = async (names: string, specifier: string) =>
    (await session.run(`await __sinapse_import__("${specifier}", void 0, [${names}])`)).done.error;
  expect(await error("'width', 'heigth'", "./small.ts")).toMatchObject({
    ename: "SyntaxError",
    evalue:
      'import: "./small.ts" exports no heigth. Did you mean height? It exports height, width.',
  });
  expect((await error("'default'", "./small.ts"))?.evalue).toContain("has no default export");
  expect((await error("'three'", "classic"))?.evalue).toContain('"classic" exports no three');
});

test("takes names out of JSON and of CommonJS that Node does not see into", async () => {
  file("node_modules/hidden/package.json", '{ "name": "hidden" }');
  file("node_modules/hidden/index.js", "module.exports = { ['th' + 'ree']: 3 };");
  const load = (specifier: string, name: string) =>
    session.run(`(await __sinapse_import__("${specifier}", void 0, ["${name}"])).${name}`);
  expect((await load("./data.json", "rows")).text).toBe("3");
  expect((await load("hidden", "three")).text).toBe("3");
});

test.each([
  ["a file that is not there", "./nowhere.ts", "import: there is no file ./nowhere.ts."],
  ["a module that Node does not have", "node:fss", "Did you mean node:fs?"],
])("says what is wrong with %s", async (_, specifier, words) => {
  for (const code of [load(specifier), `require(${JSON.stringify(specifier)})`]) {
    const { done } = await session.run(code);
    expect(done.error!.evalue).toContain(words);
    expect(done.error!.traceback.join()).not.toMatch(/child\.js|requireStack|ERR_/);
  }
});

test.each([
  ["broken.ts", "Expression expected"],
  ["broken.cjs", "Unexpected token ';'"],
])("shows the line of a local file that does not parse: %s", async (name, message) => {
  edit(name, "const fine = 1;\nconst broken = ;");
  const { done } = await session.run(load(`./${name}`));
  const shown = done.error!.traceback.map(plain);
  expect(shown[0]).toBe(`SyntaxError: ${message}`);
  expect(shown).toContain("> 2 | const broken = ;");
  // The semicolon is the 16th character of its line.
  expect(shown).toContain(`    at ${name}:2:16`);
});

test("says how to install what a local file imports", async () => {
  edit("needs.ts", "import one from 'not-installed';\nexport { one };");
  const { done } = await session.run(load("./needs.ts"));
  expect(done.error!.evalue).toMatch(
    /no package "not-installed", which .*needs\.ts imports\. Install it: %install not-installed$/,
  );
});

test("shows the line of a local file that imports what is not exported", async () => {
  edit("plain.ts", "export const fine = 1;");
  edit("asks.ts", "const one = 1;\nimport { other } from './plain.ts';\nexport { one, other };");
  const { done } = await session.run(load("./asks.ts"));
  const shown = done.error!.traceback.map(plain);
  expect(shown[0]).toContain("does not provide an export named 'other'");
  expect(shown).toContain("> 2 | import { other } from './plain.ts';");
});

test("says how to install a package that is missing", async () => {
  const { done } = await session.run(load("missing-package"));
  expect(done.error?.evalue).toBe(
    `import: no package "missing-package" from ${folder} upward. Install it: %install missing-package`,
  );
});

test("imports one and the same sinapse in cells and in local files of any folder", async () => {
  edit("uses.ts", 'export { plot } from "sinapse";');
  const same = `(${load("sinapse")}).plot === (${load("./uses.ts")}).plot`;
  expect((await session.run(same)).done).toMatchObject({
    result: { data: { "text/plain": "true" } },
  });
});

test("gives import.meta the notebook's folder", async () => {
  expect((await session.run("__sinapse_meta__.dirname")).text).toBe(`'${folder}'`);
});

test("names that the paths of the folder's tsconfig.json stand for lead to local files", async () => {
  // TypeScript's handbook: the name with the longest part before the * counts.
  file("tsconfig.json", '{ "extends": "./base.json" }');
  file(
    "base.json",
    '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "@/net/*": ["./gone/*", "./nets/*"] } } }',
  );
  file("src/units.ts", "export const metre: number = 1;");
  file("nets/deep.ts", "import { metre } from '@/units';\nexport const depth = metre + 2;");
  expect((await session.run(`(${load("@/net/deep.ts")}).depth`)).text).toBe("3");
  expect((await session.run(`(${load("@/units")}).metre`)).text).toBe("1");
  expect((await session.run("require('@/units').metre")).text).toBe("1");
  expect((await session.run(load("@/nothing"))).done.error?.evalue).toContain("no package");
});
