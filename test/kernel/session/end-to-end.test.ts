/** A real kernel, from ZeroMQ to the process that runs the cells: one example of what the others test apart. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Message } from "../../../kernel/protocol/message.ts";
import { executeRequest, FrontEnd, ofType, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

const resultOf = (published: Message[]) =>
  ofType(published, "execute_result")[0]?.content.data as Record<string, string> | undefined;
const control = async (type: string, content: object = {}) =>
  (await frontEnd.request(type, content, { channel: "control" })).reply;

describe("a cell", () => {
  test("publishes busy, input, output, result and idle in this order, each once", async () => {
    const { published } = await frontEnd.execute("console.log('out'); 6 * 7");
    expect(published.map(({ header }) => header.msg_type)).toEqual([
      "status",
      "execute_input",
      "stream",
      "execute_result",
      "status",
    ]);
    expect(resultOf(published)).toEqual({ "text/plain": "42" });
  });

  test("has its user_expressions evaluated in it, each with its own error", async () => {
    const { reply } = await frontEnd.execute("const side = 3", {
      user_expressions: { area: "side ** 2", missing: "nothing.here", broken: "1 +" },
    });
    expect(reply.user_expressions).toMatchObject({
      area: { status: "ok", data: { "text/plain": "9" }, metadata: {} },
      missing: { status: "error", ename: "ReferenceError" },
      broken: { status: "error" },
    });
  });

  test("with a type error is blocked, and says the reason", async () => {
    const { reply, published } = await frontEnd.execute("const count: number = 'three'; 1");
    expect(reply).toMatchObject({ status: "error", evalue: expect.stringContaining("number") });
    expect(ofType(published, "error")).toHaveLength(1);
  });

  test("that fails aborts those that were sent before it failed", async () => {
    // It fails only once the others have surely arrived, however busy the machine is.
    const first = "await new Promise((done) => setTimeout(done, 300)); throw new Error('first')";
    const ids = [first, "console.log('second')", "3"].map((code) =>
      frontEnd.send("execute_request", executeRequest(code)),
    );
    const replies = await Promise.all(ids.map((id) => frontEnd.reply(id)));
    expect(replies.map(({ content }) => content.status)).toEqual(["error", "aborted", "aborted"]);
    expect((await frontEnd.execute("'runs'")).reply.status).toBe("ok");
  });

  test("in a subshell shares the variables, and runs while one of the main shell awaits", async () => {
    const { subshell_id } = (await control("create_subshell_request")) as { subshell_id: string };
    const main = frontEnd.send(
      "execute_request",
      executeRequest("await new Promise((go) => { (globalThis as any).go = go; })"),
    );
    const replied = frontEnd.reply(main);
    const isInput = ({ header, parentHeader }: Message) =>
      header.msg_type === "execute_input" && parentHeader.msg_id === main;
    await frontEnd.published(isInput);
    const go = "(globalThis as any).go(); side";
    const { published } = await frontEnd.execute(go, {}, { subshell_id });
    expect(resultOf(published)).toEqual({ "text/plain": "3" });
    expect((await replied).content.status).toBe("ok");
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

  test("that looks like a crash of Node's is shown when a cell writes it", async () => {
    const words = "FATAL ERROR: the optimizer gave up\n";
    const { published } = await frontEnd.execute(`process.stderr.write(${JSON.stringify(words)})`);
    expect(textOf(published, "stderr")).toBe(words);
  });

  test("that comes late, and an error in a timer, go to the cell that started them", async () => {
    const first = frontEnd.send(
      "execute_request",
      executeRequest("setTimeout(() => { console.log('late'); throw new Error('too') }, 30); 0"),
    );
    await frontEnd.reply(first);
    const second = await frontEnd.execute("await new Promise((done) => setTimeout(done, 100))");
    expect(textOf(frontEnd.caused(first))).toBe("late\n");
    expect(ofType(frontEnd.caused(first), "error")[0]?.content).toMatchObject({ evalue: "too" });
    expect(textOf(second.published)).toBe("");
  });
});

test("while a synchronous cell runs, everything else is answered, and the kernel counts as busy", async () => {
  const cell = frontEnd.send(
    "execute_request",
    executeRequest(
      "console.log('spins'); const end = Date.now() + 1500; while (Date.now() < end);",
    ),
  );
  await frontEnd.published(({ content }) => content.text === "spins\n");
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
  expect(replies[2].reply.matches).toContain("sqrt");
  const latest = await frontEnd.until(() => {
    const [last] = ofType(frontEnd.iopub, "status").slice(-1);
    return last?.content.execution_state === "busy" && last;
  });
  expect(latest.parentHeader.msg_id).toBe(cell);
  await frontEnd.idle(cell);
});

test("a comm carries binary buffers from the front end to a cell's handler and back", async () => {
  await frontEnd.execute(`
    comms.register("echo", (comm) => {
      comm.onMessage = ({ data, buffers }) => comm.send({ heard: data }, { buffers });
    });
  `);
  await frontEnd.idle(frontEnd.send("comm_open", { comm_id: "a", target_name: "echo", data: {} }));
  const buffers = [Buffer.from([0, 255, 10]), Buffer.alloc(0), Buffer.alloc(100_000, 7)];
  const id = frontEnd.send("comm_msg", { comm_id: "a", data: "ping" }, { buffers });
  await frontEnd.idle(id);
  const [echo] = ofType(frontEnd.caused(id), "comm_msg");
  expect(echo?.content.data).toEqual({ heard: "ping" });
  expect(echo?.buffers.map((buffer) => Buffer.from(buffer))).toEqual(buffers);
});

test.each([
  ["process.exit", "process.exit(3)", "ProcessExit"],
  ["a crash", "process.abort()", "Crash"],
])("the kernel survives %s of the process that runs the cells", async (_what, code, ename) => {
  const { reply, published } = await frontEnd.execute(code);
  expect(reply).toMatchObject({ status: "error", ename });
  expect(String(reply.traceback)).toMatch(/variables are lost/);
  expect(textOf(published, "stderr")).toBe("");
  const { published: after } = await frontEnd.execute("1 + 1");
  expect(resultOf(after)).toEqual({ "text/plain": "2" });
});

test("takes its settings from the environment, and keeps its history where that says", async () => {
  const data = mkdtempSync(join(tmpdir(), "sinapse-data-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const env = { SINAPSE_TYPES: "warn", SINAPSE_OUTPUT_LIMIT: "1000", SINAPSE_DATA_DIR: data };
  const other = await FrontEnd.start({ env });
  onTestFinished(() => other.shutdown());
  await other.ready();
  const { reply, published } = await other.execute("const count: number = 'three'; count");
  expect(reply.status).toBe("ok");
  expect(textOf(published, "stderr")).toMatch(/is not assignable/);
  const long = await other.execute("for (let i = 0; i < 1e4; i++) console.log('line', i)");
  expect(textOf(long.published)).toHaveLength(1000);
  expect(textOf(long.published, "stderr")).toContain("longer than 1,000 characters");
  expect(existsSync(join(data, "history", "1.jsonl"))).toBe(true);
});
