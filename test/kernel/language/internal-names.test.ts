import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as sinapse from "../../../lib/index.ts";
import { TestNotebook } from "./notebook.ts";

/** What only the checker, or the package's own folders, call so. */
const internal =
  /__\w+__|import\("(?!\.\/helper")[./]|\/lib\/|\bdist\b|node_modules|"\/|from "\.\/(?!helper)/;

let notebook: TestNotebook;
beforeAll(async () => {
  notebook = await TestNotebook.open({
    "helper.ts": "export interface Point { x: number }\nexport const origin: Point = { x: 0 };",
  });
  await notebook.run('import * as sinapse from "sinapse";');
  await notebook.run(`import { ${Object.keys(sinapse).join(", ")} } from "sinapse";`);
  await notebook.run('import * as fs from "node:fs"; import { join } from "node:path";');
  await notebook.run(
    'import * as helper from "./helper.ts"; import { origin } from "./helper.ts";',
  );
  await notebook.run("interface Sample { features: number[]; label: string }");
  await notebook.run("class Layer<T> { constructor(public of: T) {} next?: Layer<Sample> }");
  await notebook.run(
    "enum Kind { A, B } type Pair = [Sample, Kind]; namespace Box { export const a = 1 }",
  );
  await notebook.run(
    "function load(from: Sample[], kind?: Kind): Map<string, Layer<Sample>> { return new Map(); }",
  );
  await notebook.run(
    "let samples: Sample[] = []; const pair: Pair | undefined = undefined; const made = load([]);",
  );
  await notebook.run("const used = { samples, made, Box, nn, fs, helper, go: async () => made };");
}, 60_000);
afterAll(() => notebook.close());

/** Of these names, all that is shown with something internal in it. */
async function shown(texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const cell of texts) {
    for (const level of [0, 1] as const) {
      const told = await notebook.language.inspect(cell, cell.length, level);
      if (!told) found.push(`${cell}: nothing`);
      for (const text of [told?.markdown ?? "", told?.plain ?? ""]) {
        const lines = text.split("\n").filter((line) => internal.test(line));
        found.push(...lines.map((line) => `${cell} (${level}): ${line}`));
      }
    }
  }
  return [...new Set(found)];
}

describe("no name of the checker's or of the package's is shown", () => {
  test("by Shift+Tab on what notebooks import from sinapse", async () => {
    expect(await shown(Object.keys(sinapse))).toEqual([]);
  });

  test("but what is in a part of the library", async () => {
    const told = await notebook.language.inspect("optim", 2, 0);
    expect(told?.plain).toMatch(/^module optim\n+adam, adamW, clipGradNorm, .*\bsgd\b/);
  });

  test("by Shift+Tab in the cell that imports it", async () => {
    const texts = ["nn", "plot", "tensor"].map(
      (name) => `import { ${name} } from "sinapse"; ${name}`,
    );
    expect(await shown([...texts, 'import * as all from "sinapse"; all'])).toEqual([]);
  });

  test("by Shift+Tab on other modules, and on what earlier cells declared", async () => {
    const names =
      "sinapse fs join helper origin Sample Layer Kind Pair Box load samples pair made used";
    expect(await shown(names.split(" "))).toEqual([]);
    expect(
      await shown(["used.nn", "used.fs", "used.go", "used.helper", "new Layer(samples"]),
    ).toEqual([]);
  });

  test.each([
    "used.",
    "sinapse.",
    "helper.",
    "made.",
    "samples.",
    "sam",
    "loa",
    "Lay",
    "use",
    "nn.lin",
  ])("by completion of %s", async (cell) => {
    const { matches } = await notebook.language.complete(cell, cell.length);
    expect(matches.length).toBeGreaterThan(0);
    expect(matches.filter((each) => internal.test(JSON.stringify(each)))).toEqual([]);
  });

  test.each([
    "const wrong1: string = nn;",
    "const wrong2: number = used;",
    "load(fs);",
    "const wrong3: Layer<number> = made;",
    "const wrong4: Sample = helper;",
    "nn.nothing; fs.nothing; helper.nothing; sinapse.nothing;",
    "const wrong5: { a: string } = { a: plot };",
    "const wrong6: () => string = used.go;",
    "samples = used.Box;",
  ])("by the errors of %s", async (cell) => {
    const { diagnostics } = await notebook.language.compile(cell, "wrong.ts");
    expect(diagnostics.length).toBeGreaterThan(0);
    const messages = diagnostics.map(({ message }) => message);
    expect(
      messages.filter((message) =>
        internal.test(message.replaceAll(/import\("cell-\d+\.ts"\)\./g, "")),
      ),
    ).toEqual([]);
  });
});
