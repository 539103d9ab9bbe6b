import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executeRequest, FrontEnd, ofType, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

describe("execute_request", () => {
  test("publishes busy, input, output, result and idle in this order, each once", async () => {
    const { reply, published } = await frontEnd.execute("console.log('out'); 6 * 7");
    expect(published.map(({ header }) => header.msg_type)).toEqual([
      "status",
      "execute_input",
      "stream",
      "execute_result",
      "status",
    ]);
    const [, input, stream, result] = published.map(({ content }) => content);
    const count = reply.execution_count;
    expect(input).toEqual({ code: "console.log('out'); 6 * 7", execution_count: count });
    expect(stream).toEqual({ name: "stdout", text: "out\n" });
    expect(result).toEqual({
      data: { "text/plain": "42" },
      metadata: {},
      execution_count: count,
    });
  });

  test("counts up with each cell that is kept in the history", async () => {
    const { reply: first } = await frontEnd.execute("1");
    const { reply: unkept } = await frontEnd.execute("1", { store_history: false });
    const { reply: second } = await frontEnd.execute("1");
    expect(unkept.execution_count).toBe(first.execution_count);
    expect(second.execution_count).toBe((first.execution_count as number) + 1);
  });

  test("shows nothing of a silent cell, but runs it", async () => {
    const { reply, published } = await frontEnd.execute(
      "var quiet = 1; console.log('unheard'); quiet",
      { silent: true },
    );
    expect(reply.status).toBe("ok");
    expect(published.map(({ header }) => header.msg_type)).toEqual(["status", "status"]);
    const { published: after } = await frontEnd.execute("quiet");
    expect(ofType(after, "execute_result")[0]?.content.data).toEqual({ "text/plain": "1" });
  });

  test("evaluates user_expressions after the cell, each with its own error", async () => {
    const { reply } = await frontEnd.execute("const side = 3", {
      user_expressions: { area: "side ** 2", missing: "nothing.here", broken: "1 +" },
    });
    expect(reply.user_expressions).toMatchObject({
      area: { status: "ok", data: { "text/plain": "9" }, metadata: {} },
      missing: { status: "error", ename: "ReferenceError" },
      broken: { status: "error" },
    });
  });

  test("reports an error on IOPub and in the reply alike", async () => {
    const { reply, published } = await frontEnd.execute("throw new RangeError('too far')");
    const [error] = ofType(published, "error");
    expect(error?.content).toMatchObject({ ename: "RangeError", evalue: "too far" });
    expect(reply).toMatchObject({ status: "error", ...error?.content });
  });

  test("aborts the cells that wait when one fails", async () => {
    const ids = ["throw new Error('first')", "console.log('second')", "3"].map((code) =>
      frontEnd.send("execute_request", executeRequest(code)),
    );
    const replies = await Promise.all(ids.map((id) => frontEnd.reply(id)));
    await frontEnd.idle(ids[2]!);
    expect(replies.map(({ content }) => content.status)).toEqual(["error", "aborted", "aborted"]);
    const aborted = frontEnd.caused(ids[1]!).map(({ header }) => header.msg_type);
    expect(aborted).toEqual(["status", "status"]);
    expect((await frontEnd.execute("'runs'")).reply.status).toBe("ok");
  });

  test("runs the cells that wait when stop_on_error is off", async () => {
    const codes = ["throw new Error('first')", "2"];
    const ids = codes.map((code) =>
      frontEnd.send("execute_request", executeRequest(code, { stop_on_error: false })),
    );
    const replies = await Promise.all(ids.map((id) => frontEnd.reply(id)));
    expect(replies.map(({ content }) => content.status)).toEqual(["error", "ok"]);
  });

  test("runs 50 cells sent at once in their order", async () => {
    await frontEnd.execute("const order: number[] = []");
    const ids = Array.from({ length: 50 }, (_, n) =>
      frontEnd.send("execute_request", executeRequest(`order.push(${n});`)),
    );
    await Promise.all(ids.map((id) => frontEnd.reply(id)));
    const { published } = await frontEnd.execute("order.every((n, i) => n === i) && order.length");
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "50" });
  });
});

describe("output", () => {
  test("all of 100,000 lines arrives, in order, before idle", async () => {
    const { published } = await frontEnd.execute(
      "for (let i = 0; i < 1e5; i++) console.log('line', String(i))",
    );
    const expected = Array.from({ length: 100_000 }, (_, line) => `line ${line}\n`).join("");
    expect(textOf(published) === expected).toBe(true);
    expect(published.at(-1)?.content).toEqual({ execution_state: "idle" });
  });

  test("of child processes comes between what the cell writes before and after", async () => {
    const { published } = await frontEnd.execute(
      "import { execSync } from 'node:child_process';\n" +
        "console.log('before'); execSync('echo between', { stdio: 'inherit' }); console.log('after')",
    );
    expect(textOf(published)).toBe("before\nbetween\nafter\n");
  });

  test("that comes late goes to the cell that started it", async () => {
    const first = frontEnd.send(
      "execute_request",
      executeRequest("setTimeout(() => console.log('late'), 30); undefined"),
    );
    await frontEnd.reply(first);
    const second = await frontEnd.execute("await new Promise((done) => setTimeout(done, 100))");
    expect(textOf(frontEnd.caused(first))).toBe("late\n");
    expect(textOf(second.published)).toBe("");
  });

  test("an error in a timer is shown in the cell that started it", async () => {
    const { published } = await frontEnd.execute(
      "setTimeout(() => { throw new Error('late') }); await new Promise((r) => setTimeout(r, 50))",
    );
    expect(ofType(published, "error")[0]?.content).toMatchObject({ evalue: "late" });
  });

  test("replaces a display in place", async () => {
    const { published } = await frontEnd.execute("display('one').update('two')");
    const [shown] = ofType(published, "display_data");
    const [updated] = ofType(published, "update_display_data");
    expect(updated?.content.transient).toEqual(shown?.content.transient);
    expect(updated?.content.data).toEqual({ "text/plain": "'two'" });
  });

  test("is cleared on demand", async () => {
    const { published } = await frontEnd.execute("console.log(1); clearOutput({ wait: true })");
    const types = published.map(({ header }) => header.msg_type);
    expect(types.slice(2, -1)).toEqual(["stream", "clear_output"]);
    expect(ofType(published, "clear_output")[0]?.content).toEqual({ wait: true });
  });
});

describe("while a synchronous cell runs", () => {
  test("other requests are answered, and the kernel still counts as busy", async () => {
    const cell = frontEnd.send(
      "execute_request",
      executeRequest("const end = Date.now() + 1500; while (Date.now() < end);"),
    );
    await frontEnd.published(
      ({ header, parentHeader }) =>
        header.msg_type === "execute_input" && parentHeader.msg_id === cell,
    );
    const replies = await Promise.all([
      frontEnd.request("kernel_info_request"),
      frontEnd.request("kernel_info_request", {}, { channel: "control" }),
      frontEnd.request("complete_request", { code: "Math.sq", cursor_pos: 7 }),
      frontEnd.request("is_complete_request", { code: "1" }),
      frontEnd.request("history_request", { hist_access_type: "tail", n: 1 }),
      frontEnd.request("comm_info_request"),
      frontEnd.request("inspect_request", { code: "Math", cursor_pos: 2, detail_level: 0 }),
    ]);
    expect(await frontEnd.beat("alive")).toBe("alive");
    const done = frontEnd.caused(cell).filter(({ content }) => content.execution_state === "idle");
    expect(done).toEqual([]);
    expect(replies.map(({ reply }) => reply.status)).toEqual([
      "ok",
      "ok",
      "ok",
      "complete",
      "ok",
      "ok",
      "ok",
    ]);
    const latest = await frontEnd.until(() => {
      const [last] = ofType(frontEnd.iopub, "status").slice(-1);
      return last?.content.execution_state === "busy" && last;
    });
    expect(latest.parentHeader.msg_id).toBe(cell);
    await frontEnd.idle(cell);
  });
});

describe("type errors", () => {
  const wrong = "const count: number = 'three'; console.log('ran')";

  test("block the cell and name line, place and reason", async () => {
    const { reply, published } = await frontEnd.execute(wrong);
    expect(reply).toMatchObject({ status: "error", evalue: expect.stringContaining("number") });
    expect(textOf(published)).toBe("");
    expect(ofType(published, "error")).toHaveLength(1);
  });

  test.each([
    ["warn", /is not assignable/],
    ["off", /^$/],
  ])("do not block it when SINAPSE_TYPES is %s", async (types, warning) => {
    const other = await FrontEnd.start({ env: { SINAPSE_TYPES: types } });
    try {
      await other.ready();
      const { reply, published } = await other.execute(wrong);
      expect(reply.status).toBe("ok");
      expect(textOf(published)).toBe("ran\n");
      expect(textOf(published, "stderr")).toMatch(warning);
    } finally {
      await other.shutdown();
    }
  });
});
