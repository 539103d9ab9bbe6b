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
