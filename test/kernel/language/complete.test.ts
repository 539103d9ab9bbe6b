import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Completion } from "../../../kernel/language/language.ts";
import { TestNotebook } from "./notebook.ts";

let notebook: TestNotebook;
beforeAll(async () => {
  notebook = await TestNotebook.open();
  await notebook.run("const weights = [1, 2]; let bias = 0.5; function train(epochs: number) {}");
  await notebook.run(
    'import * as path from "node:path"; class Model { layers = 3 } type Weights = 1;',
  );
});
afterAll(() => notebook.close());

/** Completes at the `|` in a cell. */
async function complete(cell: string): Promise<{ matches: Completion[]; replaced: string }> {
  const cursor = cell.indexOf("|");
  const source = cell.replace("|", "");
  const { matches, start, end } = await notebook.language.complete(source, cursor);
  return { matches, replaced: source.slice(start, end) };
}

describe("completion", () => {
  test("offers the members of a variable of an earlier cell, and replaces what was typed", async () => {
    const { matches, replaced } = await complete("weights.inc|");
    expect(replaced).toBe("inc");
    expect(matches).toEqual([
      {
        text: "includes",
        type: "method",
        signature: expect.stringContaining("Array<number>.includes(searchElement: number"),
      },
    ]);
  });

  test("replaces only what stands before the cursor", async () => {
    expect((await complete("weights.inc|ludes(1)")).replaced).toBe("inc");
  });

  test("ranks what the notebook declared before everything else", async () => {
    expect((await complete("we|")).matches.slice(0, 1)).toEqual([
      { text: "weights", type: "constant" },
    ]);
    expect((await complete("tr|")).matches[0]?.text).toBe("train");
  });

  test("tells variables, constants, functions, classes, types and modules apart", async () => {
    const typeOf = async (text: string) =>
      (await complete(`${text}|`)).matches.find((match) => match.text === text)?.type;
    expect(await typeOf("bias")).toBe("variable");
    expect(await typeOf("weights")).toBe("constant");
    expect(await typeOf("train")).toBe("function");
    expect(await typeOf("Model")).toBe("class");
    expect(await typeOf("Weights")).toBe("interface");
    expect(await typeOf("path")).toBe("module");
  });

  test("works in a cell that does not parse yet", async () => {
    const { matches } = await complete("for (const w of weights) {\n  console.log(w.toF|");
    expect(matches.map(({ text }) => text)).toEqual(["toFixed"]);
  });

  test("works behind characters beyond the basic plane", async () => {
    const { matches, replaced } = await complete('const s = "😀𝛼"; s.toU|');
    expect(matches.map(({ text }) => text)).toEqual(["toUpperCase"]);
    expect(replaced).toBe("toU");
  });

  test("offers names with letters of other alphabets", async () => {
    await notebook.run("const θ11 = 1, ŷ = 2;");
    expect((await complete("θ|")).matches[0]?.text).toBe("θ11");
  });

  test("offers the keys of an options object", async () => {
    const cell = 'import { optim } from "sinapse";\noptim.sgd([], { learn| })';
    expect((await complete(cell)).matches[0]).toMatchObject({
      text: "learningRate",
      signature: "(property) SgdOptions.learningRate: number",
    });
  });

  test("offers what a module exports", async () => {
    const { matches } = await complete('import { readFileS| } from "node:fs";');
    expect(matches.map(({ text }) => text)).toEqual(["readFileSync"]);
  });

  test("offers Node's modules behind node:, all of what was typed is replaced", async () => {
    const { matches, replaced } = await complete('import fs from "node:fs|";');
    expect(replaced).toBe("node:fs");
    expect(matches.map(({ text }) => text)).toEqual(["node:fs", "node:fs/promises"]);
  });

  test("offers nothing of the kernel's own", async () => {
    const { matches } = await complete("__|");
    expect(matches.filter(({ text }) => /sinapse|cell/.test(text))).toEqual([]);
  });

  test("puts the members of every function behind those of this one", async () => {
    const { matches } = await complete("display.|");
    const at = (name: string) => matches.findIndex(({ text }) => text === name);
    expect(at("html")).toBeLessThan(at("apply"));
  });

  test("leaves out what would have to replace the dot", async () => {
    await notebook.run('const odd = { "two words": 1, one: 2 };');
    expect((await complete("odd.|")).matches.map(({ text }) => text)).toEqual(["one"]);
  });
});
