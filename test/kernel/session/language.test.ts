import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
  await frontEnd.execute("/** Doubles a number. */\nfunction double(x: number) { return 2 * x }");
});
afterAll(() => frontEnd.shutdown());

const ask = async (type: string, content: object) => (await frontEnd.request(type, content)).reply;

describe("complete_request", () => {
  test("counts the cursor in characters, also beyond the basic plane", async () => {
    // Two characters of two UTF-16 units each: dou begins at the 9th character.
    const code = 'f("😀😀", dou';
    const reply = await ask("complete_request", { code, cursor_pos: [...code].length });
    expect(reply).toMatchObject({ status: "ok", cursor_start: 9 - 1, cursor_end: 11 });
    expect((reply.matches as string[])[0]).toBe("double");
  });

  test("tells the kind of each match, for its icon", async () => {
    const { metadata } = await ask("complete_request", { code: "doubl", cursor_pos: 5 });
    const kinds = (metadata as { _jupyter_types_experimental: object[] })
      ._jupyter_types_experimental;
    expect(kinds[0]).toMatchObject({ text: "double", type: "function", start: 0, end: 5 });
  });
});

describe("inspect_request", () => {
  const code = "double(1)";

  test("gives the signature and the documentation as markdown and as text", async () => {
    const reply = await ask("inspect_request", { code, cursor_pos: 3, detail_level: 0 });
    expect(reply).toMatchObject({ status: "ok", found: true });
    const data = reply.data as Record<string, string>;
    expect(data["text/markdown"]).toContain("Doubles a number.");
    expect(data["text/plain"]).toContain("double(x: number): number");
    expect(data["text/plain"]).not.toContain("return 2 * x");
  });

  test("shows the source as well at detail level 1", async () => {
    const reply = await ask("inspect_request", { code, cursor_pos: 3, detail_level: 1 });
    expect((reply.data as Record<string, string>)["text/plain"]).toContain("return 2 * x");
  });

  test("finds nothing where nothing is", async () => {
    const reply = await ask("inspect_request", { code: "  ", cursor_pos: 1, detail_level: 0 });
    expect(reply).toMatchObject({ status: "ok", found: false, data: {} });
  });
});

test("is_complete_request indents what goes on", async () => {
  expect(await ask("is_complete_request", { code: "for (;;) {" })).toEqual({
    status: "incomplete",
    indent: "  ",
  });
  expect(await ask("is_complete_request", { code: "let x = )" })).toEqual({ status: "invalid" });
});
