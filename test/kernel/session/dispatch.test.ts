/** A message on its way to its handler: whatever it does, the next one has its turn. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { Entry } from "../../../kernel/session/request.ts";
import { requests } from "../../../kernel/session/requests/index.ts";
import { executeRequest, ofType, parentOf } from "../client.ts";
import { FakeKernel } from "./fakes/kernel.ts";

const everyEntry = (["shell", "control"] as const).flatMap((channel) =>
  Object.keys(requests[channel]).map((type) => [channel, type] as const),
);

/** Puts a handler with a bug in the place of ours while a test runs. */
function replaceEntry(channel: "shell" | "control", type: string, entry: Entry): void {
  const original = requests[channel][type]!;
  requests[channel][type] = entry;
  onTestFinished(() => {
    requests[channel][type] = original;
  });
}

async function expectToLive(kernel: FakeKernel): Promise<void> {
  const { reply, published } = await kernel.execute("1 + 1");
  expect(reply).toMatchObject({ status: "ok" });
  expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "1 + 1" });
}

describe("a handler with a bug gives an error as its reply, and the kernel goes on:", () => {
  const bugs: [what: string, handle: Entry["handle"]][] = [
    [
      "throws",
      () => {
        throw new TypeError("a bug");
      },
    ],
    ["rejects", () => Promise.reject(new TypeError("a bug"))],
    ["rejects with no error", () => Promise.reject("a bug")],
  ];
  const cases = everyEntry.flatMap(([channel, type]) =>
    bugs.map(([what, handle]) => [channel, type, what, handle] as const),
  );

  test.each(cases)("%s %s %s", async (channel, type, _what, handle) => {
    const kernel = new FakeKernel();
    const { inOrder } = requests[channel][type]!;
    replaceEntry(channel, type, { handle, ...(inOrder && { inOrder }) });
    const id = kernel.send(type, executeRequest("1"), { channel });
    if (type.endsWith("_request")) {
      expect((await kernel.reply(id)).content).toMatchObject({ status: "error", evalue: "a bug" });
    }
    await kernel.idle(id);
    expect(kernel.log).toContain(`${type}: `);
    const states = kernel.caused(id).map(({ content }) => content.execution_state);
    expect(states).toEqual(["busy", "idle"]);
    if (type !== "execute_request") await expectToLive(kernel);
  });

  test("who cannot even say whether it waits its turn", async () => {
    const kernel = new FakeKernel();
    replaceEntry("shell", "is_complete_request", {
      inOrder() {
        throw new TypeError("a bug");
      },
      handle: () => ({ status: "complete" }),
    });
    const { reply } = await kernel.request("is_complete_request", { code: "1" });
    expect(reply).toMatchObject({ status: "error", ename: "TypeError", evalue: "a bug" });
    await expectToLive(kernel);
  });

  test("one in the queue does not keep those behind it from running", async () => {
    const kernel = new FakeKernel();
    const handle = () => Promise.reject(new Error("a bug"));
    replaceEntry("shell", "comm_open", { inOrder: () => true, handle });
    kernel.send("comm_open", { comm_id: "a" });
    const behind = kernel.execute("behind");
    kernel.send("comm_open", { comm_id: "b" });
    expect((await behind).reply.status).toBe("ok");
    await expectToLive(kernel);
  });
});

describe("what is sent", () => {
  test.each([
    [{ deep: nested(300) }, "deeper than 200 levels"],
    [{ big: 1n }, "BigInt"],
  ])("and cannot be written as JSON is answered with the reason", async (content, reason) => {
    const kernel = new FakeKernel();
    replaceEntry("shell", "kernel_info_request", { handle: () => content });
    const { reply } = await kernel.request("kernel_info_request");
    expect(reply).toMatchObject({ status: "error", evalue: expect.stringContaining(reason) });
    await expectToLive(kernel);
  });

  test("by a cell and cannot be written as JSON is said in its place", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.deep = (cell) =>
      cell.runtime.say({
        ...{ type: "display_data", parent: cell.id, metadata: {} },
        data: { "application/json": nested(300) },
      } as never);
    const { published } = await kernel.execute("deep");
    expect(ofType(published, "stream")[0]?.content.text).toContain("deeper than 200 levels");
    await expectToLive(kernel);
  });

  test("by the runtime and is no message of ours is dropped alone", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.odd = (cell) => {
      cell.runtime.say({ type: "debug" } as never);
      cell.print("after it");
    };
    const { published } = await kernel.execute("odd");
    expect(ofType(published, "stream")[0]?.content.text).toBe("after it");
    expect(kernel.log).toContain("dropped a debug of the session");
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

describe("a message", () => {
  test.each(everyEntry)(
    "%s %s is answered between busy and idle, by a handler without a bug",
    async (channel, type) => {
      const kernel = new FakeKernel();
      kernel.script.debug = ({ seq, command }, runtime) =>
        runtime.say({
          type: "debug",
          message: { type: "response", seq: 1, request_seq: seq, command, success: true },
        });
      const content = { ...executeRequest("1"), comm_id: "c", seq: 1, command: "debugInfo" };
      const id = kernel.send(type, { ...content, subshell_id: "none" }, { channel });
      await kernel.idle(id);
      const states = ofType(kernel.caused(id), "status").map(
        (each) => each.content.execution_state,
      );
      expect(states).toEqual(["busy", "idle"]);
      // What a handler throws is in the log: nothing, or what it says of the request.
      expect(kernel.log).toMatch(/^(\w+: RequestError: |$)/);
    },
  );

  test.each([
    ["shell", "toString"],
    ["shell", "__proto__"],
    ["shell", "create_subshell_request"],
    ["control", "execute_request"],
  ] as const)("%s %s that nobody handles there is dropped", async (channel, type) => {
    const kernel = new FakeKernel();
    const id = kernel.send(type, { code: "1" }, { channel });
    expect(kernel.log).toBe(`dropped a message on ${channel}: no handler for "${type}"\n`);
    await expectToLive(kernel);
    expect(kernel.caused(id)).toEqual([]);
  });

  test("answered while a cell runs leaves the kernel busy", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.waits = (cell) => cell.stopped;
    const cell = kernel.send("execute_request", executeRequest("waits"));
    await kernel.until(() => kernel.runtime?.heard.includes("execute waits"));
    await kernel.request("kernel_info_request");
    const last = kernel.iopub.at(-1)!;
    expect([parentOf(last), last.content]).toEqual([cell, { execution_state: "busy" }]);
    await kernel.request("interrupt_request", {}, { channel: "control" });
    await kernel.idle(cell);
    expect(kernel.iopub.at(-1)?.content).toEqual({ execution_state: "idle" });
  });
});

describe("a request whose content is wrong gets an error as its reply:", () => {
  test.each([
    ["execute_request", {}, "code: expected a string; got nothing."],
    ["execute_request", { code: 5 }, "code: expected a string; got 5."],
    ["execute_request", { code: "1", silent: "yes" }, 'silent: expected a boolean; got "yes".'],
    ["complete_request", { code: null }, "code: expected a string; got nothing."],
    ["inspect_request", { code: [] }, "code: expected a string; got []."],
    ["is_complete_request", {}, "code: expected a string; got nothing."],
    ["history_request", { hist_access_type: "all" }, "is not tail, range or search"],
    ["comm_info_request", { target_name: {} }, "target_name: expected a string; got {}."],
  ])("%s %j", async (type, content, message) => {
    const kernel = new FakeKernel();
    const { reply } = await kernel.request(type, content);
    expect(reply).toMatchObject({ status: "error", ename: "RequestError" });
    expect(reply.evalue).toContain(message);
    await expectToLive(kernel);
  });
});
