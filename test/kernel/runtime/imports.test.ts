import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plain, TestSession } from "./session.ts";

// The folder of a notebook: two packages, local files.
const folder = mkdtempSync(join(tmpdir(), "sinapse-imports-"));

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

let session: TestSession;
beforeAll(() => {
  session = new TestSession({ cwd: folder });
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

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
