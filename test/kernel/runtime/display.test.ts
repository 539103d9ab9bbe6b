import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DisplayMessage } from "../../../kernel/runtime/link/messages.ts";
import { TestSession } from "./session.ts";

let session: TestSession;
beforeAll(() => {
  session = new TestSession();
});
afterAll(() => session.close());

/** What a cell displayed, without its result. */
async function displays(javascript: string): Promise<DisplayMessage[]> {
  const { messages, done } = await session.run(javascript);
  expect(done.error).toBeUndefined();
  return messages.filter(
    (message): message is DisplayMessage =>
      message.type === "display_data" || message.type === "update_display_data",
  );
}

const resultOf = async (javascript: string) => (await session.run(javascript)).done.result?.data;

// The eight bytes with which every PNG file starts.
const png = "new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])";

describe("a result", () => {
  test.each([
    [
      "the ecosystem's symbol",
      "[Symbol.for('Jupyter.display')]() { return { 'text/html': '<b>x</b>' } }",
    ],
    [
      "the symbol, later",
      "async [Symbol.for('Jupyter.display')]() { await null; return { 'text/html': '<b>x</b>' } }",
    ],
    ["_toMime", "_toMime() { return { 'text/html': '<b>x</b>' } }"],
    ["_toHtml", "_toHtml() { return '<b>x</b>' }"],
    ["an element", "outerHTML: '<b>x</b>'"],
  ])("is shown as %s says", async (_convention, members) => {
    expect(await resultOf(`({ ${members} })`)).toMatchObject({ "text/html": "<b>x</b>" });
  });

  test.each([
    ["new Map([['a', [1]]])", "Map(1) { 'a' => [ 1 ] }"],
    ["new Float32Array([0.5, 1])", "Float32Array(2) [ 0.5, 1 ]"],
    ["new (class Point { constructor() { this.x = 1; } })()", "Point { x: 1 }"],
    ["(await __sinapse_import__('sinapse')).tensor([[1, 2]])", "Tensor [1, 2] float32\n  1  2"],
  ])("%s is readable without colours", async (code, text) => {
    expect((await session.run(code)).text).toBe(text);
  });

  test.each([
    [
      "numbers in arrays in arrays",
      "Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => Array(100).fill(0.5)))",
    ],
    ["many long texts", "Array.from({ length: 99 }, (_, n) => [String(n).repeat(9999)])"],
    [
      "records with long texts",
      "Array.from({ length: 99 }, () => ({ a: 'a'.repeat(9e4), b: ['b'.repeat(9e4)] }))",
    ],
    ["an error with all the data in its message", "new Error('a'.repeat(1e6))"],
  ])("of %s is cut, so that the browser stays alive", async (_what, code) => {
    // The whole of each would be a million characters or more.
    const shown = JSON.stringify(await resultOf(code));
    expect(shown.length).toBeGreaterThan(1000);
    expect(shown.length).toBeLessThan(200_000);
  });

  test("shows nothing of what the kernel notes on promises and timers", async () => {
    const { text } = await session.run("[new Promise(() => {}), setTimeout(() => {})]");
    expect(text).toContain("Promise { <pending> }");
    expect(text).not.toMatch(/kResourceStore|async_id/);
  });

  test("is an image where it is the bytes of one", async () => {
    expect(await resultOf(png)).toEqual({
      // base64 of the eight bytes
      "image/png": "iVBORw0KGgo=",
      "text/plain": "image/png",
    });
  });

  test("is a drawing where it is an SVG element", async () => {
    expect(await resultOf("({ outerHTML: '<svg></svg>' })")).toMatchObject({
      "image/svg+xml": "<svg></svg>",
    });
  });

  test("is a table where it is an array of records", async () => {
    const data = await resultOf("[{ name: '<a>', value: 1 }, { name: 'b', other: true }]");
    expect(data?.["text/html"]).toBe(
      [
        "<table>",
        "<thead><tr><th></th><th>name</th><th>value</th><th>other</th></tr></thead>",
        "<tbody>",
        '<tr><th>0</th><td>&lt;a&gt;</td><td style="text-align: right">1</td><td></td></tr>',
        "<tr><th>1</th><td>b</td><td></td><td>true</td></tr>",
        "</tbody>",
        "</table>",
      ].join("\n"),
    );
    expect(data?.["text/plain"]).toBe("[ { name: '<a>', value: 1 }, { name: 'b', other: true } ]");
  });

  test("is text alone where an array holds something else, too", async () => {
    expect(await resultOf("[{ a: 1 }, 2]")).toEqual({ "text/plain": "[ { a: 1 }, 2 ]" });
  });

  test("is text alone where an array has holes", async () => {
    expect(await resultOf("new Array(3)")).toEqual({ "text/plain": "[ <3 empty items> ]" });
  });

  test("is an error of the cell where it is no JSON", async () => {
    const { done } = await session.run("display.json(1n)");
    expect(done.error?.ename).toBe("TypeError");
    const result = await session.run("({ _toMime: () => ({ 'application/json': 1n }) })");
    expect(result.done.error?.ename).toBe("TypeError");
  });

  test("shows the ends of a long table", async () => {
    const html = String(
      (await resultOf("Array.from({ length: 1000 }, (_, i) => ({ i }))"))?.["text/html"],
    );
    expect(html).toContain("<th>29</th>");
    expect(html).not.toContain("<th>30</th>");
    expect(html).toContain("<th>970</th>");
    expect(html).toContain("1000 rows × 1 columns");
  });

  test("is an error of the cell where showing it fails", async () => {
    const { done } = await session.run(
      "({ [Symbol.for('Jupyter.display')]() { throw new Error('cannot show') } })",
    );
    expect(done.error?.evalue).toBe("cannot show");
  });

  test("shows an error as its traceback, without colours", async () => {
    expect((await resultOf("new RangeError('too big')"))?.["text/plain"]).toMatch(
      /^RangeError: too big\n> 1 \| new RangeError/,
    );
  });
});

describe("display", () => {
  test("shows values of all kinds in order", async () => {
    const shown = await displays(
      "display(1); display.html('<i>2</i>'); display.markdown('**3**');",
    );
    expect(shown.map(({ data }) => data)).toEqual([
      { "text/plain": "1" },
      { "text/html": "<i>2</i>", "text/plain": "<i>2</i>" },
      { "text/markdown": "**3**", "text/plain": "**3**" },
    ]);
  });

  test("gives a handle that replaces what it shows", async () => {
    const [first, second] = await displays("let handle = display('a'); handle.update('b')");
    expect(first).toMatchObject({ type: "display_data", data: { "text/plain": "'a'" } });
    expect(second).toMatchObject({ type: "update_display_data", data: { "text/plain": "'b'" } });
    expect(second?.displayId).toBe(first?.displayId);
  });

  test("is no result as well where it is the last expression", async () => {
    const { done } = await session.run("display(1)");
    expect(done.result).toBeUndefined();
  });

  test("shows image bytes as base64", async () => {
    const [image] = await displays(`display.png(${png})`);
    expect(image?.data["image/png"]).toBe("iVBORw0KGgo=");
  });

  test("of a value that is made later comes before the cell's end", async () => {
    const [late] = await displays(
      "display({ async [Symbol.for('Jupyter.display')]() { await new Promise((r) => setTimeout(r, 5)); return { 'text/html': 'later' } } }); 0",
    );
    expect(late?.data["text/html"]).toBe("later");
  });

  test("gives JSON as it is", async () => {
    const [json] = await displays("display.json({ layers: [2, 3] })");
    expect(json?.data["application/json"]).toEqual({ layers: [2, 3] });
  });
});

test("clearOutput tells the front end to clear", async () => {
  const { messages } = await session.run("clearOutput({ wait: true })");
  expect(messages).toContainEqual({ type: "clear_output", parent: expect.any(String), wait: true });
});

test("console.table shows a table", async () => {
  const [table] = await displays("console.table([[1, 2], [3, 4]])");
  expect(table?.data["text/html"]).toContain(
    "<thead><tr><th></th><th>0</th><th>1</th></tr></thead>",
  );
  expect(table?.data["text/plain"]).toContain("│");
});

describe("progress", () => {
  test("gives the values of the loop and shows the bar at its start and end", async () => {
    const shown = await displays(
      "let sum = 0; for (const i of progress([1, 2, 3], { label: 'loop' })) sum += i;",
    );
    expect((await session.run("sum")).text).toBe("6");
    expect(shown[0]?.data["text/html"]).toContain('value="0" max="3"');
    expect(shown.at(-1)?.data["text/html"]).toContain('value="3" max="3"');
    expect(shown.at(-1)?.data["text/plain"]).toMatch(/^loop: 3\/3 · 100 %/);
  });

  test("counts to a number", async () => {
    expect((await session.run("[...progress(3)]")).text).toBe("[ 0, 1, 2 ]");
  });

  test.each(["-1", "2.5", "NaN"])("says what it expects instead of %s", async (number) => {
    expect((await session.run(`progress(${number})`)).done.error?.evalue).toBe(
      `progress: expected a whole number of steps, 0 or more, got ${number}`,
    );
  });

  test("loops over async iterables", async () => {
    const { text } = await session.run(
      "let seen = []; for await (const x of progress((async function* () { yield 1; yield 2 })())) seen.push(x); seen",
    );
    expect(text).toBe("[ 1, 2 ]");
  });
});

describe("the library's display host", () => {
  test("shows at once, and calls back at the cell's end", async () => {
    const shown = await displays(
      `let host = globalThis[Symbol.for("sinapse.displayHost")];
       host.atCellEnd(() => host.display({ "text/plain": "last" }, { displayId: "d", update: true }));
       host.display({ "text/plain": "first" }, { displayId: "d" }); 0`,
    );
    expect(shown.map(({ type, data }) => [type, data["text/plain"]])).toEqual([
      ["display_data", "first"],
      ["update_display_data", "last"],
    ]);
  });
});

describe("tslab's API", () => {
  test("writes to this notebook", async () => {
    const shown = await displays(
      `let tslab = await __sinapse_import__("tslab");
       tslab.display.html("<b>hi</b>");
       let d = tslab.newDisplay(); d.text("a"); d.text("b");
       tslab.display.png(${png})`,
    );
    expect(shown.map(({ type, data }) => [type, data])).toEqual([
      ["display_data", { "text/html": "<b>hi</b>" }],
      ["display_data", { "text/plain": "a" }],
      ["update_display_data", { "text/plain": "b" }],
      ["display_data", { "image/png": "iVBORw0KGgo=" }],
    ]);
    // The version in package.json.
    expect((await session.run("tslab.versions.tslab")).text).toBe("'1.0.22'");
  });
});

test("display.mime says what it takes", async () => {
  const { done } = await session.run("display.mime(null)");
  expect(done.error?.evalue).toBe("display.mime: expected an object of MIME types, got null");
});
