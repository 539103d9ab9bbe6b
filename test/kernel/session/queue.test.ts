/** A cell that waits is checked while the one before it runs; nobody must notice. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executeRequest, FrontEnd, ofType } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

/** Sends all cells at once; gives for each its result, or the name and the text of its error. */
async function queue(...cells: string[]): Promise<string[]> {
  const ids = cells.map((code) =>
    frontEnd.send("execute_request", executeRequest(code, { stop_on_error: false })),
  );
  const replies = await Promise.all(ids.map((id) => frontEnd.reply(id)));
  await frontEnd.idle(ids.at(-1)!);
  return ids.map((id, n) => {
    const { status, ename, evalue } = replies[n]!.content;
    if (status === "error") return `${ename}: ${evalue}`;
    const [result] = ofType(frontEnd.caused(id), "execute_result");
    return (result?.content.data as Record<string, string>)?.["text/plain"] ?? "";
  });
}

/** Short cells of all kinds: each depends on what those before it have declared, or failed to. */
const manyCells = [
  "let n = 1",
  "const inc = () => ++n",
  "inc()",
  "n",
  "let n = 'now a text'",
  "n.length",
  "inc()",
  "const { a, b: [c, ...d] } = { a: 1, b: [2, 3, 4] }",
  "a + c + d.length",
  "a.length",
  "type Pair = [number, string]; let pair: Pair = [1, 'x']",
  "pair = ['x', 1]",
  "pair[0] + 1",
  "const before: string = a",
  "before",
  "throw new Error('on the way')",
  "const half = 1; half.nothing",
  "half",
  "function late() { return early() } function early(): number { return 7 }",
  "late()",
  "class late { p = 8 }",
  "new late().p + 1",
  "enum Kind { One = 1, Two }",
  "Kind.Two",
  "if (n) { var inside = 3 }",
  "inside + 1",
  "let x = 1, y = 2, z: Map<string, number> = new Map()",
  "x + y + z.size",
  "export const out = 5",
  "out",
  "syntax error here",
  "import { sep as separator } from 'node:path'",
  "separator.length",
  "await Promise.resolve(6)",
];

describe("many short cells that wait", () => {
  test("give what they give one after the other", async () => {
    const alone: string[] = [];
    for (const cell of manyCells) alone.push(...(await queue(cell)));
    await frontEnd.execute("%reset");
    const together = await queue(...manyCells);
    expect(together).toEqual(alone);
    // What failed, failed for a reason of its own.
    expect(
      alone.map((text, at) => (/Error:/.test(text) ? at : -1)).filter((at) => at >= 0),
    ).toEqual([9, 11, 13, 14, 15, 16, 17, 30]);
  });

  test("are completed and inspected while they wait", async () => {
    const ids = Array.from({ length: 20 }, (_, n) =>
      frontEnd.send("execute_request", executeRequest(`const waits${n} = ${n}; waits${n}`)),
    );
    const running = Promise.all(ids.map((id) => frontEnd.reply(id)));
    const code = "Math.hyp";
    const completing = frontEnd.send("complete_request", { code, cursor_pos: code.length });
    expect((await frontEnd.reply(completing)).content.matches).toEqual(["hypot"]);
    const inspecting = frontEnd.send("inspect_request", { code, cursor_pos: 2 });
    expect((await frontEnd.reply(inspecting)).content.found).toBe(true);
    const replies = await running;
    expect(replies.map((reply) => reply.content.status)).toEqual(ids.map(() => "ok"));
    const { reply } = await frontEnd.execute("waits0 + waits19");
    expect(reply.status).toBe("ok");
  });

  test("are not run when one of them fails", async () => {
    const ids = Array.from({ length: 12 }, (_, n) =>
      frontEnd.send("execute_request", executeRequest(n === 5 ? "const s: string = 1" : `${n}`)),
    );
    const replies = await Promise.all(ids.map((id) => frontEnd.reply(id)));
    expect(replies.map((reply) => reply.content.status)).toEqual([
      ...Array(5).fill("ok"),
      "error",
      ...Array(6).fill("aborted"),
    ]);
  });
});

describe("a cell that waits for another", () => {
  test("sees its types, also of names declared again", async () => {
    expect(
      await queue(
        "const q = 1.5",
        "q.toFixed(2)",
        "let q = 'text'",
        "q.toUpperCase()",
        "q.toFixed()",
      ),
    ).toEqual([
      "",
      "'1.50'",
      "",
      "'TEXT'",
      expect.stringContaining("Property 'toFixed' does not exist on type 'string'."),
    ]);
  });

  test("finds the file that it writes, and the change that it makes to it", async () => {
    const write = (text: string) =>
      `require("fs").writeFileSync("made.ts", ${JSON.stringify(text)})`;
    expect(
      await queue(
        write("export const a = 1;"),
        'import { a } from "./made.ts"; a',
        write("export const a = 1; export const longer = 'b';"),
        'import { longer } from "./made.ts"; longer',
      ),
    ).toEqual(["", "1", "", "'b'"]);
  });

  test("does not know any name if the session was lost in it", async () => {
    await frontEnd.execute("const kept = 1");
    expect(await queue("process.exit(1)", "kept")).toEqual([
      expect.stringContaining("ProcessExit"),
      "TypeError: Cannot find name 'kept'.",
    ]);
  });

  test("is checked as the one before it has set", async () => {
    expect(await queue("%types off", "const text: string = 1; text", "%types block")).toEqual([
      "",
      "1",
      "",
    ]);
  });

  test("counts on where that one was not counted", async () => {
    const { reply } = await frontEnd.execute("1");
    const ids = [false, true].map((store_history) =>
      frontEnd.send("execute_request", executeRequest("new Error().stack", { store_history })),
    );
    const [, second] = await Promise.all(ids.map((id) => frontEnd.reply(id)));
    await frontEnd.idle(ids[1]!);
    const count = (reply.execution_count as number) + 1;
    expect(second!.content.execution_count).toBe(count);
    const [result] = ofType(frontEnd.caused(ids[1]!), "execute_result");
    expect(JSON.stringify(result!.content.data)).toContain(`cell-${count}.ts`);
  });
});
