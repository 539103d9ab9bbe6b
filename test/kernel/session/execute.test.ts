/** Cells, from the request to what they give: their order, their outputs, their ends. */
import { describe, expect, test } from "vitest";
import { executeRequest, ofType, textOf } from "../client.ts";
import { FakeKernel } from "./fakes/kernel.ts";
import { wrong } from "./fakes/language.ts";
import { named, type RunningCell } from "./fakes/runtime.ts";

const failing = () => {
  throw named("RangeError", "too far");
};

describe("execute_request", () => {
  test("publishes busy, input, output, result and idle in this order, each once", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.prints = (cell) => {
      cell.print("out\n");
      return 42;
    };
    const { reply, published } = await kernel.execute("prints");
    expect(reply).toEqual({ status: "ok", execution_count: 1, user_expressions: {}, payload: [] });
    expect(published.map(({ header, content }) => [header.msg_type, content])).toEqual([
      ["status", { execution_state: "busy" }],
      ["execute_input", { code: "prints", execution_count: 1 }],
      ["stream", { name: "stdout", text: "out\n" }],
      ["execute_result", { data: { "text/plain": "42" }, metadata: {}, execution_count: 1 }],
      ["status", { execution_state: "idle" }],
    ]);
  });

  test("counts up with each cell that is kept in the history, and names cells after the count", async () => {
    const kernel = new FakeKernel();
    const counts: unknown[] = [];
    for (const options of [{}, { store_history: false }, {}, { silent: true }, {}]) {
      counts.push((await kernel.execute("cell", options)).reply.execution_count);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3]);
    expect(kernel.language.committed.map(({ url }) => url)).toEqual([
      "cell-1.ts",
      "quiet-1.ts",
      "cell-2.ts",
      "quiet-2.ts",
      "cell-3.ts",
    ]);
    const { reply } = await kernel.request("history_request", { output: true });
    expect(reply.history).toEqual([
      [1, 1, ["cell", "cell"]],
      [1, 2, ["cell", "cell"]],
      [1, 3, ["cell", "cell"]],
    ]);
  });

  test("shows nothing of a silent cell, but runs it", async () => {
    const kernel = new FakeKernel();
    let ran = 0;
    kernel.script.cells.quiet = (cell) => {
      cell.print("unheard");
      return ++ran;
    };
    const { reply, published } = await kernel.execute("quiet", { silent: true });
    expect([reply.status, ran]).toEqual(["ok", 1]);
    expect(published.map(({ header }) => header.msg_type)).toEqual(["status", "status"]);
  });

  test("evaluates user_expressions after the cell, each with its own error", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.fails = failing;
    kernel.language.cells.broken = { javascript: undefined, ...wrong("no expression") };
    const user_expressions = { area: "9", missing: "fails", broken: "broken" };
    const { reply } = await kernel.execute("cell", { user_expressions });
    expect(reply.user_expressions).toEqual({
      area: { status: "ok", data: { "text/plain": "9" }, metadata: {} },
      missing: expect.objectContaining({ status: "error", ename: "RangeError" }),
      broken: expect.objectContaining({ status: "error", evalue: "no expression" }),
    });
  });

  test("reports an error on IOPub and in the reply alike", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.fails = failing;
    const { reply, published } = await kernel.execute("fails");
    const [error] = ofType(published, "error");
    expect(error?.content).toMatchObject({ ename: "RangeError", evalue: "too far" });
    expect(reply).toEqual({ status: "error", execution_count: 1, ...error?.content });
  });

  test("says to the runtime whether the front end can be asked", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.asks = (cell) => cell.ask("?");
    kernel.inputs.push(() => "yes");
    const { reply, published } = await kernel.execute("asks");
    expect(reply.status).toBe("ok");
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "yes" });
  });
});

describe("cells that are sent at once", () => {
  const send = (kernel: FakeKernel, codes: string[], options = {}, header = {}) =>
    codes.map((code) => kernel.send("execute_request", executeRequest(code, options), { header }));
  const statuses = async (kernel: FakeKernel, ids: string[]) =>
    (await Promise.all(ids.map((id) => kernel.reply(id)))).map(({ content }) => content.status);

  test("run in their order, one after the other", async () => {
    const kernel = new FakeKernel();
    const steps: string[] = [];
    const codes = Array.from({ length: 50 }, (_, n) => `cell ${n}`);
    for (const code of codes) {
      kernel.script.cells[code] = async () => {
        steps.push(`${code} begins`);
        await new Promise((done) => setImmediate(done));
        steps.push(`${code} ends`);
      };
    }
    await statuses(kernel, send(kernel, codes));
    expect(steps).toEqual(codes.flatMap((code) => [`${code} begins`, `${code} ends`]));
  });

  test("are prepared while the one before them runs, up to the first that is not counted", async () => {
    const kernel = new FakeKernel();
    const ids = send(kernel, ["a", "b", "c"]);
    ids.push(...send(kernel, ["quiet", "d"], { store_history: false }));
    await statuses(kernel, ids);
    expect(kernel.language.prepared[0]).toEqual([
      { source: "b", url: "cell-2.ts" },
      { source: "c", url: "cell-3.ts" },
    ]);
  });

  test("are aborted when one before them fails, whatever they are, and those sent later run", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.fails = failing;
    const ids = send(kernel, ["fails", "second", "third"]);
    expect(await statuses(kernel, ids)).toEqual(["error", "aborted", "aborted"]);
    const types = kernel.caused(ids[1]!).map(({ header }) => header.msg_type);
    expect(types).toEqual(["status", "status"]);
    expect(kernel.runtime.heard).toEqual(["execute fails"]);
    expect((await kernel.execute("runs")).reply).toMatchObject({
      status: "ok",
      execution_count: 2,
    });
  });

  test("run on behind a failed one where stop_on_error is off", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.fails = failing;
    const ids = send(kernel, ["fails", "second"], { stop_on_error: false });
    expect(await statuses(kernel, ids)).toEqual(["error", "ok"]);
  });

  test("are aborted behind one with a type error and behind one that does not parse", async () => {
    const kernel = new FakeKernel();
    kernel.language.cells.wrong = wrong("not a number");
    kernel.language.cells.broken = { javascript: undefined, ...wrong("} expected") };
    expect(await statuses(kernel, send(kernel, ["wrong", "a"]))).toEqual(["error", "aborted"]);
    expect(await statuses(kernel, send(kernel, ["broken", "a"]))).toEqual(["error", "aborted"]);
    expect(kernel.runtimes.flatMap(({ heard }) => heard)).toEqual([]);
  });

  test("with one msg_id, as clones of a client send them, are both answered", async () => {
    const kernel = new FakeKernel();
    const header = { msg_id: "twice" };
    send(kernel, ["a"], {}, header);
    await kernel.reply("twice");
    send(kernel, ["b"], {}, header);
    await kernel.reply("twice");
    const results = ofType(kernel.caused("twice"), "execute_result");
    expect(results.map(({ content }) => content.execution_count)).toEqual([1, 2]);
  });
});

describe("what is wrong in a cell", () => {
  test.each([
    ["block", "error", "", []],
    ["warn", "ok", "cell-1.ts: wrong: not a number\n", ["wrong"]],
    ["off", "ok", "", ["wrong"]],
  ] as const)("with types %s: %s", async (types, status, stderr, ran) => {
    const kernel = new FakeKernel({ settings: { types, outputLimit: 1000, serverPath: "/" } });
    if (types !== "off") kernel.language.cells.wrong = wrong("not a number");
    const { reply, published } = await kernel.execute("wrong");
    expect(reply.status).toBe(status);
    expect(textOf(published, "stderr")).toBe(stderr);
    expect(kernel.language.checked).toEqual([types !== "off"]);
    expect(kernel.runtimes.flatMap(({ heard }) => heard)).toEqual(
      ran.map((code) => `execute ${code}`),
    );
    // Later cells see only what has begun to run.
    expect(kernel.language.committed).toHaveLength(ran.length);
  });

  test("can only be a warning: the cell runs, and stderr shows it", async () => {
    const kernel = new FakeKernel();
    kernel.language.cells.odd = wrong("never used", "warning");
    const { reply, published } = await kernel.execute("odd");
    expect(reply.status).toBe("ok");
    expect(textOf(published, "stderr")).toContain("never used");
  });

  test("is told with what became of the folder, where a module is missing", async () => {
    const trouble = "the folder was moved";
    const kernel = new FakeKernel({ folder: { trouble, news: () => undefined } });
    kernel.language.cells.missing = wrong("no module", "error", "TS2307");
    const { reply } = await kernel.execute("missing");
    expect(reply.traceback).toContain(trouble);
  });

  test("is a bug of the language: the cell fails with it, the next one is tried again", async () => {
    const kernel = new FakeKernel();
    const { compile } = kernel.language;
    kernel.language.compile = () => Promise.reject(new Error("lost"));
    expect((await kernel.execute("a")).reply).toMatchObject({ status: "error", evalue: "lost" });
    kernel.language.compile = compile;
    expect((await kernel.execute("a")).reply.status).toBe("ok");
  });

  test("is that no language starts: the cell fails with the reason, the next one tries again", async () => {
    let tries = 0;
    const kernel: FakeKernel = new FakeKernel({
      async startLanguage() {
        if (++tries === 1) throw new Error("no thread");
        return kernel.language;
      },
    });
    expect((await kernel.execute("a")).reply).toMatchObject({ evalue: "no thread" });
    expect((await kernel.execute("a")).reply.status).toBe("ok");
  });
});

describe("output", () => {
  test("that comes late goes to the cell that caused it, also an error", async () => {
    const kernel = new FakeKernel();
    let late: RunningCell | undefined;
    kernel.script.cells.starts = (cell) => {
      late = cell;
    };
    const { published } = await kernel.execute("starts");
    const first = published[0]!.parentHeader.msg_id!;
    const second = await kernel.execute("second");
    late!.print("late\n");
    const { runtime, id } = late!;
    runtime.say({ type: "late_error", parent: id, ename: "Error", evalue: "late", traceback: [] });
    expect(textOf(kernel.caused(first))).toBe("late\n");
    expect(ofType(kernel.caused(first), "error")[0]?.content.evalue).toBe("late");
    expect(textOf(second.published)).toBe("");
  });

  test("replaces a display in place, and is cleared on demand", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.shows = ({ runtime, id }) => {
      const display = { parent: id, metadata: {}, displayId: "d" };
      runtime.say({ type: "display_data", ...display, data: { "text/plain": "one" } });
      runtime.say({ type: "update_display_data", ...display, data: { "text/plain": "two" } });
      runtime.say({ type: "clear_output", parent: id, wait: true });
    };
    const { published } = await kernel.execute("shows");
    const transient = { display_id: "d" };
    expect(published.slice(2, -1).map(({ header, content }) => [header.msg_type, content])).toEqual(
      [
        ["display_data", { data: { "text/plain": "one" }, metadata: {}, transient }],
        ["update_display_data", { data: { "text/plain": "two" }, metadata: {}, transient }],
        ["clear_output", { wait: true }],
      ],
    );
  });

  test("is cut at the limit of the settings", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.writes = (cell) => {
      for (let line = 0; line < 1000; line++) cell.print("line\n");
    };
    const { published } = await kernel.execute("writes");
    expect(textOf(published)).toHaveLength(1000);
    expect(textOf(published, "stderr")).toContain("longer than 1,000 characters");
  });
});
