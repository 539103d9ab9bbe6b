import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd, ofType, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start({ env: { NODE_OPTIONS: "--max-old-space-size=100" } });
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

const lost = /variables are lost/;

describe("the session survives", () => {
  test.each([
    ["process.exit", "process.exit(3)", "ProcessExit"],
    ["a crash", "process.abort()", "Crash"],
    ["a kill from outside", "process.kill(process.pid, 'SIGKILL'); for (;;);", "SessionKilled"],
    [
      "more memory than there is",
      "const hog: unknown[] = []; for (;;) hog.push(new Array(1e5).fill(0.5))",
      "OutOfMemory",
    ],
  ])(
    "%s: an error of the cell, and the next cell runs",
    async (_what, code, ename) => {
      await frontEnd.execute("globalThis.before = 1");
      const { reply, published } = await frontEnd.execute(code);
      expect(reply).toMatchObject({ status: "error", ename });
      expect(String(reply.traceback)).toMatch(lost);
      expect(textOf(published, "stderr")).toBe("");
      const { published: after } = await frontEnd.execute("typeof (globalThis as any).before");
      expect(ofType(after, "execute_result")[0]?.content.data).toEqual({
        "text/plain": "'undefined'",
      });
    },
    30_000,
  );

  test("an end between two cells, and says so below the last one", async () => {
    const { published } = await frontEnd.execute(
      "setTimeout(() => process.abort(), 50); undefined",
    );
    const id = published[0]!.parentHeader.msg_id!;
    await frontEnd.until(() => lost.test(textOf(frontEnd.caused(id), "stderr")));
    expect((await frontEnd.execute("1")).reply.status).toBe("ok");
  });

  test("a stack overflow without any loss", async () => {
    const { reply } = await frontEnd.execute("var kept = 1; (function f(): void { f() })()");
    expect(reply).toMatchObject({ status: "error", ename: "RangeError" });
    const { published } = await frontEnd.execute("kept");
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "1" });
  });
});
