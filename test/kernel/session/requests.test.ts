/** Requests that run no code: what is asked of the language, of the history and of the kernel. */
import { describe, expect, test } from "vitest";
import { memoryStorage } from "../../../kernel/history/memory.ts";
import { FakeKernel } from "./fakes/kernel.ts";

const ask = async (kernel: FakeKernel, type: string, content: object = {}) =>
  (await kernel.request(type, content)).reply;

describe("complete_request", () => {
  test("counts in characters, also beyond the basic plane", async () => {
    const kernel = new FakeKernel();
    kernel.language.matches = [{ text: "double", type: "function", signature: "(x: number)" }];
    // Two characters of two UTF-16 units each: dou begins at the 9th character.
    const code = 'f("😀😀", dou';
    const reply = await ask(kernel, "complete_request", { code, cursor_pos: [...code].length });
    const range = { start: 8, end: 11 };
    expect(reply).toEqual({
      status: "ok",
      matches: ["double"],
      cursor_start: 8,
      cursor_end: 11,
      metadata: {
        _jupyter_types_experimental: [
          { ...range, text: "double", type: "function", signature: "(x: number)" },
        ],
      },
    });
  });

  test.each([
    ["beyond the end", 99, 3],
    ["before the start", -5, 0],
    ["nowhere", undefined, 3],
  ])("takes a cursor %s as there", async (_where, cursor_pos, end) => {
    const reply = await ask(new FakeKernel(), "complete_request", { code: "Mat", cursor_pos });
    expect(reply).toMatchObject({ status: "ok", cursor_end: end });
  });
});

describe("inspect_request", () => {
  test("gives what is found as markdown and as text", async () => {
    const kernel = new FakeKernel();
    kernel.language.found = { markdown: "**x**", plain: "x" };
    expect(await ask(kernel, "inspect_request", { code: "x", cursor_pos: 1 })).toEqual({
      status: "ok",
      found: true,
      data: { "text/markdown": "**x**", "text/plain": "x" },
      metadata: {},
    });
  });

  test("finds nothing where nothing is", async () => {
    const reply = await ask(new FakeKernel(), "inspect_request", { code: "  ", cursor_pos: 1 });
    expect(reply).toEqual({ status: "ok", found: false, data: {}, metadata: {} });
  });
});

test("is_complete_request gives the language's answer", async () => {
  const kernel = new FakeKernel();
  expect(await ask(kernel, "is_complete_request", { code: "{" })).toEqual({
    status: "incomplete",
    indent: "  ",
  });
  expect(await ask(kernel, "is_complete_request", { code: "1" })).toEqual({ status: "complete" });
});

test("history_request finds what earlier sessions ran", async () => {
  const storage = memoryStorage();
  await new FakeKernel({ storage }).execute("from the first");
  const second = new FakeKernel({ storage });
  await second.execute("from the second");
  const search = { hist_access_type: "search", pattern: "*first*", output: true };
  expect((await ask(second, "history_request", search)).history).toEqual([
    [1, 1, ["from the first", "from the first"]],
  ]);
});

test("kernel_info_request tells who we are, without starting anything", async () => {
  const kernel = new FakeKernel({ startLanguage: () => Promise.reject(new Error("asked for")) });
  expect(await ask(kernel, "kernel_info_request")).toMatchObject({
    status: "ok",
    protocol_version: "5.5",
    implementation: "sinapse",
    implementation_version: "1.0.0",
    language_info: { name: "typescript", version: "7.0.0", file_extension: ".ts" },
    banner: "Sinapse 1.0.0: TypeScript 7.0.0 on Test 1. %help lists the commands.",
    supported_features: ["kernel subshells", "debugger"],
    help_links: expect.arrayContaining([
      {
        text: "Sinapse reference",
        url: "/user/ana/lab/extensions/@sinapse/renderer/static/reference/index.html",
      },
    ]),
  });
  expect([kernel.runtimes.length, kernel.log]).toEqual([0, ""]);
});

test("connect_request tells the ports of the channels", async () => {
  const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, hb_port: 4, control_port: 5 };
  expect(await ask(new FakeKernel(), "connect_request")).toEqual({ status: "ok", ...ports });
});
