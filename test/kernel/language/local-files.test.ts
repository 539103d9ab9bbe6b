/** What the checker says of imports of local files and packages is what happens when they run. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestNotebook } from "./notebook.ts";

let notebook: TestNotebook;
beforeAll(async () => {
  notebook = await TestNotebook.open();
});
afterAll(() => notebook.close());

test.each([
  ["widths.mts", "./widths.mjs"],
  ["heights.cts", "./heights.cjs"],
  ["areas.tsx", "./areas.js"],
  ["depths.tsx", "./depths"],
])("%s is found through %s, and seen anew when it was changed", async (file, specifier) => {
  notebook.write(file, "export const size: number = 1;");
  const cell = `import { size } from "${specifier}"; size.toFixed();`;
  expect(await notebook.errors(cell)).toEqual([]);
  notebook.write(file, "export const size: string = '1';");
  expect(await notebook.errors(cell)).toEqual([["toFixed", "TS2551"]]);
});

test("JSX in a local file has the types of the library that the tsconfig.json names", async () => {
  notebook.write("view.tsx", "export const view = <b title={1}>it</b>;");
  notebook.write("node_modules/tiny/package.json", '{ "name": "tiny" }');
  notebook.write(
    "node_modules/tiny/jsx-runtime.d.ts",
    `export namespace JSX { interface Element { tag: string } interface IntrinsicElements { b: object } }
export function jsx(): JSX.Element;`,
  );
  const cell = 'import { view } from "./view"; view.tag.toFixed();';
  notebook.write("tsconfig.json", '{ "compilerOptions": { "jsxImportSource": "tiny" } }');
  expect(await notebook.errors(cell)).toEqual([["toFixed", "TS2551"]]);
  notebook.write("tsconfig.json", "{}");
});

test("a package with only a node condition is found", async () => {
  notebook.write("node_modules/noded/package.json", '{ "exports": { "node": "./main.js" } }');
  notebook.write("node_modules/noded/main.js", "export const one = 1;");
  notebook.write("node_modules/noded/main.d.ts", "export const one: number;");
  expect(await notebook.errors('import { one } from "noded"; one.toFixed();')).toEqual([]);
});

const decorators = `function note(target: object, name: string, at?: unknown): void { void [target, name, at]; }
class A { @note m(@note x: number) { return x } }`;

test("experimentalDecorators of the tsconfig.json are those of cells, too", async () => {
  const compile = async () => (await notebook.language.compile(decorators, "legacy.ts")).javascript;
  notebook.write("tsconfig.json", '{ "compilerOptions": { "experimentalDecorators": true } }');
  expect(await notebook.errors(decorators)).toEqual([]);
  expect(await compile()).toContain("__decorateParam");
  notebook.write("tsconfig.json", "{}");
  const { diagnostics, javascript } = await notebook.language.compile(decorators, "modern.ts");
  expect(javascript).toBeUndefined();
  expect(diagnostics[0]!.message).toMatch(/decorator/i);
});

test("accessor runs in a cell, with and without a decorator beside it", async () => {
  for (const cell of [
    "class A { accessor v = 3 }",
    'class B { static accessor #v = 1; accessor "w" = 2 }',
  ]) {
    const { javascript, diagnostics } = await notebook.language.compile(cell, "accessor.ts");
    expect(diagnostics, cell).toEqual([]);
    expect(javascript, cell).not.toMatch(/\baccessor\b/);
  }
  const named = "const accessor = 1, o = { accessor: 2 }; accessor in o; accessor";
  expect((await notebook.language.compile(named, "name.ts")).javascript).toContain("accessor in o");
});
