/** The tsconfig.json of the notebook's folder, as the checker of cells takes it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestNotebook } from "./notebook.ts";

let notebook: TestNotebook;
beforeAll(async () => {
  notebook = await TestNotebook.open();
});
afterAll(() => notebook.close());

/** Puts files into the notebook's folder, the tsconfig.json last. */
function configure(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files).reverse()) notebook.write(name, text);
}

/** Only with this option an element may be missing. */
const option = '"noUncheckedIndexedAccess": true';
const cell = "const xs = [1]; const first: number = xs[0]; first;";
const refused = [["first", "TS2322"]];

test.each([
  ["a path without .json", "./base", "base.json"],
  ["a path with .json", "./conf/base.json", "conf/base.json"],
  ["a package", "@course/config", "node_modules/@course/config/tsconfig.json"],
  ["a file of a package", "@course/config/strict.json", "node_modules/@course/config/strict.json"],
  ["a file of a package without .json", "config/strict", "node_modules/config/strict.json"],
  ["several", ["./empty.json", "./base"], "base.json"],
])("extends leads to %s", async (_, bases, file) => {
  configure({
    "tsconfig.json": JSON.stringify({ extends: bases }),
    "empty.json": "{}",
    [file]: `{ "compilerOptions": { ${option} } }`,
  });
  expect(await notebook.errors(cell)).toEqual(refused);
  notebook.write(file, '{ "compilerOptions": {  } }');
  expect(await notebook.errors(cell)).toEqual([]);
});

test("of several bases the later one counts, and the file itself most", async () => {
  configure({
    "tsconfig.json": '{ "extends": ["./a.json", "./b.json"] }',
    "a.json": `{ "compilerOptions": { ${option} } }`,
    "b.json": '{ "compilerOptions": { "noUncheckedIndexedAccess": false } }',
  });
  expect(await notebook.errors(cell)).toEqual([]);
  notebook.write("tsconfig.json", '{ "extends": ["./b.json", "./a.json"] }');
  expect(await notebook.errors(cell)).toEqual(refused);
});

test("strict through a base asks for types, as in the file itself", async () => {
  configure({
    "tsconfig.json": '{ "extends": ["config"] }',
    "node_modules/config/package.json": '{ "tsconfig": "settings.json" }',
    "node_modules/config/settings.json": '{ "compilerOptions": { "strict": true } }',
  });
  expect(await notebook.errors("const f = (x) => x; f;")).toEqual([["x", "TS7006"]]);
});

test.each([
  ["a colon is missing", '{\n  "compilerOptions": {\n    "strict" true\n  }\n}', 3, 14],
  ["it is cut off", '{\n  "compilerOptions": {', 2, 23],
  ["a word stands behind it", "{}\n more", 2, 2],
  ["a value is no JSON", '{\n  "compilerOptions": { "strict": yes }\n}', 2, 34],
  ["options are no object", '{\n  "compilerOptions": 3\n}', 2, 22],
  ["the base is missing", '{\n  "extends": [\n    "./nowhere"]\n}', 3, 5],
  ["the base is the file itself", '{ "extends": "./tsconfig.json" }', 1, 14],
])(
  "where %s, one warning says file, line and column, and the cell runs",
  async (_, text, line, column) => {
    configure({ "tsconfig.json": text });
    const [warning, ...more] = await notebook.run("let a = 1;");
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ severity: "warning" });
    expect(warning!.message).toContain(
      `${notebook.folder}/tsconfig.json, line ${line}, column ${column}: `,
    );
    expect(await notebook.run("a + 1")).toEqual([]);
  },
);

test("an error in a base names the base, and the base that comes mends it", async () => {
  configure({
    "tsconfig.json": '{ "extends": "./base" }',
    "base.json": '{ "extends": "not-installed" }',
  });
  const [warning] = await notebook.run("1");
  expect(warning!.message).toContain(`${notebook.folder}/base.json, line 1, column 14: `);
  expect(warning!.message).toContain("not-installed");
  notebook.write("node_modules/not-installed/package.json", "{}");
  notebook.write(
    "node_modules/not-installed/tsconfig.json",
    `{ "compilerOptions": { ${option} } }`,
  );
  expect(await notebook.errors(cell)).toEqual(refused);
});

test("a file that was mended is honoured, comments and trailing commas and all", async () => {
  configure({ "tsconfig.json": '{ "compilerOptions": { "strict": } }' });
  expect(await notebook.run("1")).toHaveLength(1);
  notebook.write("tsconfig.json", `// mended\n{ "compilerOptions": { ${option}, }, }`);
  expect(await notebook.errors(cell)).toEqual(refused);
});
