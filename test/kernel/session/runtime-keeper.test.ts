/** The runtime that a session keeps alive: started, stopped, lost, and started again. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { executeRequest, ofType, textOf } from "../client.ts";
import { FakeKernel } from "./fakes/kernel.ts";
import { named } from "./fakes/runtime.ts";

afterEach(() => {
  vi.useRealTimers();
});

const interrupt = (kernel: FakeKernel) =>
  kernel.request("interrupt_request", {}, { channel: "control" });

/** Sends a cell; resolves when it runs. */
async function begun(kernel: FakeKernel, code: string) {
  const id = kernel.send("execute_request", executeRequest(code));
  const reply = kernel.reply(id);
  const isRunning = () => kernel.runtime?.heard.includes(`execute ${code}`);
  if (!isRunning()) await kernel.until(isRunning);
  return { id, reply };
}

describe("a runtime that ends while a cell runs", () => {
  test.each([
    [{ reason: "exit", code: 3 }, "ProcessExit", "process.exit(3)"],
    [{ reason: "crash", signal: "SIGSEGV" }, "Crash", "SIGSEGV"],
    [{ reason: "memory" }, "OutOfMemory", "memory"],
    [{ reason: "killed" }, "SessionKilled", "from outside"],
  ] as const)(
    "%j is an error of the cell, and the next cell runs in a new one",
    async (end, ename, what) => {
      const kernel = new FakeKernel();
      kernel.script.cells.ends = (cell) => cell.runtime.exit(end);
      await kernel.execute("before");
      const { reply, published } = await kernel.execute("ends");
      expect(reply).toMatchObject({ status: "error", ename });
      expect(reply.evalue).toContain(what);
      expect(String(reply.traceback)).toContain("variables are lost");
      expect(ofType(published, "error")).toHaveLength(1);
      expect(textOf(published, "stderr")).toBe("");
      expect(kernel.log).toContain("the session was lost");
      expect(kernel.language.committed).toEqual([]);
      expect((await kernel.execute("after")).reply.status).toBe("ok");
      expect(kernel.runtimes).toHaveLength(2);
      expect(kernel.runtime.heard).toEqual(["execute after"]);
    },
  );

  test("as the cell said, by process.exit: the cell keeps its own error", async () => {
    const kernel = new FakeKernel();
    const error = { ename: "ProcessExit", evalue: "by hand", traceback: [] };
    kernel.script.cells.exits = ({ id, runtime }) => {
      runtime.say({ type: "execute_done", id, ends: true, error, userExpressions: {} });
      runtime.exit({ reason: "exit", code: 0 });
    };
    expect((await kernel.execute("exits")).reply).toMatchObject({ status: "error", ...error });
    expect(kernel.log).toContain("the session was lost");
  });

  test("as %reset wanted: no error, no word in the log, and what is behind it runs in the next", async () => {
    const kernel = new FakeKernel();
    kernel.language.cells["reset, rest"] = { javascript: "resets", rest: "rest" };
    kernel.script.cells.resets = ({ id, runtime }) => {
      runtime.say({ type: "execute_done", id, ends: true, userExpressions: {} });
      runtime.exit({ reason: "exit", code: 0 });
    };
    const { reply, published } = await kernel.execute("reset, rest");
    expect(reply.status).toBe("ok");
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "rest" });
    expect(kernel.runtimes.map(({ heard }) => heard)).toEqual([
      ["execute resets"],
      ["execute rest"],
    ]);
    expect(kernel.language.resets).toBe(1);
    expect(kernel.log).toBe("");
  });

  test("takes the cells of all shells with it, and aborts what waits in them", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.waits = (cell) => cell.stopped;
    const { reply: made } = await kernel.request(
      "create_subshell_request",
      {},
      { channel: "control" },
    );
    const header = { subshell_id: made.subshell_id as string };
    const ids = [
      kernel.send("execute_request", executeRequest("waits")),
      kernel.send("execute_request", executeRequest("behind")),
      kernel.send("execute_request", executeRequest("waits"), { header }),
    ];
    const replies = Promise.all(ids.map((id) => kernel.reply(id)));
    await kernel.until(() => kernel.runtime?.heard.length === 2);
    kernel.runtime.exit({ reason: "crash", signal: "SIGABRT" });
    expect((await replies).map(({ content }) => content.ename ?? content.status)).toEqual([
      "Crash",
      "aborted",
      "Crash",
    ]);
  });

  test("closes its comms for the front ends, and the comm messages that it had", async () => {
    const kernel = new FakeKernel();
    kernel.script.comm = (_message, cell) => cell.stopped;
    kernel.send("comm_open", { comm_id: "a", target_name: "t", data: {} });
    await kernel.until(() => kernel.runtime?.heard.includes("comm_open a"));
    kernel.runtime.exit({ reason: "killed" });
    await kernel.published(({ header }) => header.msg_type === "comm_close");
    expect((await kernel.request("comm_info_request")).reply.comms).toEqual({});
    expect((await kernel.execute("after")).reply.status).toBe("ok");
  });
});

describe("a runtime that ends between two cells", () => {
  test("says so below the last one, and is replaced", async () => {
    const kernel = new FakeKernel();
    const { published } = await kernel.execute("cell");
    const id = published[0]!.parentHeader.msg_id!;
    kernel.runtime.exit({ reason: "crash", signal: "SIGABRT" });
    await kernel.until(() => textOf(kernel.caused(id), "stderr").includes("variables are lost"));
    expect(kernel.runtimes).toHaveLength(2);
    expect((await kernel.execute("after")).reply.status).toBe("ok");
  });

  test("and never was ready is started again with the next cell, not without end", async () => {
    const kernel = new FakeKernel();
    kernel.script.starts = false;
    const first = kernel.execute("first");
    await kernel.until(() => kernel.runtimes.length > 0);
    kernel.runtime.exit({ reason: "exit", code: 1 });
    expect((await first).reply).toMatchObject({ status: "error", ename: "ProcessExit" });
    expect(kernel.runtimes).toHaveLength(1);
    kernel.script.starts = true;
    expect((await kernel.execute("second")).reply.status).toBe("ok");
    expect(kernel.runtimes).toHaveLength(2);
  });

  test("starts with the setting of types that holds then", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells["%types off"] = ({ runtime }) =>
      runtime.say({ type: "setting", name: "types", value: "off" });
    await kernel.execute("%types off");
    kernel.runtime.exit({ reason: "killed" });
    await kernel.execute("after");
    expect(kernel.runtimes.map(({ options }) => options.types)).toEqual(["block", "off"]);
    expect(kernel.language.checked).toEqual([true, false]);
  });
});

describe("an interrupt", () => {
  test("stops the running cell and aborts those that wait; the runtime lives on", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.waits = (cell) => cell.stopped;
    const { reply } = await begun(kernel, "waits");
    const waiting = kernel.reply(kernel.send("execute_request", executeRequest("behind")));
    expect((await interrupt(kernel)).reply).toEqual({ status: "ok" });
    expect((await reply).content).toMatchObject({ status: "error", ename: "Interrupted" });
    expect((await waiting).content.status).toBe("aborted");
    expect((await kernel.execute("after")).reply.status).toBe("ok");
    expect(kernel.runtimes).toHaveLength(1);
  });

  test("is answered, also when nothing runs and nothing was started", async () => {
    const kernel = new FakeKernel();
    expect((await interrupt(kernel)).reply).toEqual({ status: "ok" });
    expect(kernel.runtimes).toEqual([]);
    expect((await kernel.execute("after")).reply.status).toBe("ok");
  });

  test("stops the cell that is compiled, for which no runtime is started then", async () => {
    const kernel = new FakeKernel();
    const first = kernel.execute("first");
    await interrupt(kernel);
    expect((await first).reply).toMatchObject({ status: "error", ename: "Interrupted" });
    expect(kernel.runtimes).toEqual([]);
    expect(kernel.language.committed).toEqual([]);
  });

  test("stops the cell that waits for its runtime to start, however often it comes", async () => {
    const kernel = new FakeKernel();
    kernel.script.starts = false;
    const first = kernel.execute("first");
    await kernel.until(() => kernel.runtimes.length > 0);
    for (let times = 0; times < 3; times++) await interrupt(kernel);
    kernel.runtime.say({ type: "ready" });
    expect((await first).reply).toMatchObject({ status: "error", ename: "Interrupted" });
    expect((await kernel.execute("second")).reply.status).toBe("ok");
    expect(kernel.runtimes.map(({ heard }) => heard)).toEqual([["execute second"]]);
    expect(kernel.language.committed.map(({ source }) => source)).toEqual(["second"]);
  });

  test("that comes just when its cell ends does not reach the next one", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.waits = (cell) => cell.stopped;
    const { reply } = await begun(kernel, "waits");
    await interrupt(kernel);
    await reply;
    const sent = Date.now();
    expect((await kernel.execute("next")).reply.status).toBe("ok");
    expect(kernel.runtime.heard).toEqual(["execute waits", "interrupt", "execute next"]);
    // 40 ms after the interrupt; the clock of timers may be a millisecond off.
    expect(Date.now() - sent).toBeGreaterThanOrEqual(20);
  });

  test("that is repeated after three seconds ends a runtime that did not stop", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.deaf = () => new Promise(() => {});
    const { reply } = await begun(kernel, "deaf");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    await interrupt(kernel);
    vi.advanceTimersByTime(3001);
    expect(kernel.runtime.heard).not.toContain("end");
    await interrupt(kernel);
    expect((await reply).content).toMatchObject({
      status: "error",
      ename: "SessionKilled",
      evalue: expect.stringContaining("did not stop when it was asked to"),
    });
  });

  test("that is repeated at once ends it some seconds later, unless the cell has ended by then", async () => {
    const kernel = new FakeKernel();
    let end: () => void = () => {};
    kernel.script.cells.slow = () => new Promise<void>((done) => (end = done));
    kernel.script.cells.deaf = () => new Promise(() => {});
    const { reply: slow } = await begun(kernel, "slow");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    await interrupt(kernel);
    await interrupt(kernel);
    vi.advanceTimersByTime(4000);
    end();
    expect((await slow).content.status).toBe("ok");
    vi.advanceTimersByTime(60_000);
    expect(kernel.runtime.heard).not.toContain("end");

    const { reply: deaf } = await begun(kernel, "deaf");
    await interrupt(kernel);
    await interrupt(kernel);
    expect(kernel.runtime.heard).not.toContain("end");
    vi.advanceTimersByTime(5000);
    expect((await deaf).content).toMatchObject({ ename: "SessionKilled" });
  });
});

describe("shutdown", () => {
  test.each([true, false])(
    "with restart %s: reply, IOPub, and everything ends",
    async (restart) => {
      const kernel = new FakeKernel();
      kernel.script.cells.waits = (cell) => cell.stopped;
      await begun(kernel, "waits");
      const { reply } = await kernel.request(
        "shutdown_request",
        { restart },
        { channel: "control" },
      );
      expect(reply).toEqual({ status: "ok", restart });
      expect(ofType(kernel.iopub, "shutdown_reply")[0]?.content).toEqual(reply);
      await kernel.until(() => kernel.ended);
      expect(kernel.runtimes).toHaveLength(1);
      expect(kernel.runtime.heard.at(-1)).toBe("end");
      expect(kernel.language.closed).toBe(true);
      expect(kernel.log).toBe("");
    },
  );

  test("before anything was started starts nothing", async () => {
    const kernel = new FakeKernel();
    await kernel.request("shutdown_request", {}, { channel: "control" });
    await kernel.until(() => kernel.ended);
    expect(kernel.runtimes).toEqual([]);
  });
});

test("an error of a cell ends with it: the next cell has the same runtime", async () => {
  const kernel = new FakeKernel();
  kernel.script.cells.fails = () => {
    throw named("RangeError", "too far");
  };
  await kernel.execute("fails");
  expect((await kernel.execute("after")).reply.status).toBe("ok");
  expect(kernel.runtimes).toHaveLength(1);
});
