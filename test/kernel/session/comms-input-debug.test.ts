/** What user code and front ends say to each other through the session: comms, input, debugging. */
import { describe, expect, test } from "vitest";
import type { Message } from "../../../kernel/protocol/message.ts";
import { executeRequest, ofType } from "../client.ts";
import { FakeKernel } from "./fakes/kernel.ts";

describe("a comm", () => {
  /** Sends a comm message and waits until it was handled; gives what it caused. */
  async function say(
    kernel: FakeKernel,
    type: string,
    content: object,
    buffers: Uint8Array[] = [],
  ): Promise<Message[]> {
    const id = kernel.send(type, content, { buffers });
    await kernel.idle(id);
    return kernel.caused(id);
  }

  const info = async (kernel: FakeKernel, target_name?: string) =>
    (await kernel.request("comm_info_request", { target_name })).reply.comms;

  /** Whatever is heard is sent back. */
  function echoing(): FakeKernel {
    const kernel = new FakeKernel();
    kernel.script.comm = ({ commId, data, buffers, type }, { runtime, id }) => {
      if (type === "comm_close")
        return runtime.say({ type: "stream", parent: id, name: "stdout", text: "closed" });
      return runtime.say({
        ...{ type: "comm_msg", parent: id, commId, data: { heard: data } },
        ...(buffers && { buffers }),
      } as never);
    };
    return kernel;
  }

  test("that the front end opens is listed by its target, speaks, and is gone when closed", async () => {
    const kernel = echoing();
    const opened = await say(kernel, "comm_open", {
      comm_id: "a",
      target_name: "t",
      data: { x: 1 },
    });
    expect(ofType(opened, "comm_msg")[0]?.content).toEqual({
      comm_id: "a",
      data: { heard: { x: 1 } },
    });
    expect(await info(kernel, "t")).toEqual({ a: { target_name: "t" } });
    expect(await info(kernel, "other")).toEqual({});
    const closed = await say(kernel, "comm_close", { comm_id: "a", data: {} });
    expect(ofType(closed, "stream")[0]?.content.text).toBe("closed");
    expect(await info(kernel)).toEqual({});
  });

  test("carries binary buffers there and back", async () => {
    const kernel = echoing();
    const buffers = [new Uint8Array([0, 255, 10]), new Uint8Array(0), new Uint8Array(1000).fill(7)];
    const caused = await say(kernel, "comm_open", { comm_id: "a", data: "ping" }, buffers);
    expect(ofType(caused, "comm_msg")[0]?.buffers).toEqual(buffers);
  });

  test("that a cell opens is announced, listed, and closed when the cell says so", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.opens = ({ runtime, id }) =>
      runtime.say({
        ...{ type: "comm_open", parent: id, commId: "mine", targetName: "plot" },
        ...{ data: { n: 1 }, metadata: { version: "2" }, buffers: [new Uint8Array([1])] },
      } as never);
    const { published } = await kernel.execute("opens");
    const [announced] = ofType(published, "comm_open");
    expect(announced).toMatchObject({
      content: { comm_id: "mine", target_name: "plot", data: { n: 1 } },
      metadata: { version: "2" },
      buffers: [new Uint8Array([1])],
    });
    expect(await info(kernel)).toEqual({ mine: { target_name: "plot" } });
    kernel.runtime.say({ type: "comm_close", commId: "mine", data: {} });
    expect(await info(kernel)).toEqual({});
  });

  test("overtakes the cells when it is open; one that is not waits its turn", async () => {
    const kernel = echoing();
    await say(kernel, "comm_open", { comm_id: "a", data: {} });
    let end: () => void = () => {};
    kernel.script.cells.trains = () => new Promise<void>((done) => (end = done));
    const cell = kernel.send("execute_request", executeRequest("trains"));
    kernel.send("comm_msg", { comm_id: "unknown", data: {} });
    await kernel.until(() => kernel.runtime.heard.includes("execute trains"));
    await say(kernel, "comm_msg", { comm_id: "a", data: "now" });
    expect(kernel.runtime.heard).not.toContain("comm_msg unknown");
    const isDone = kernel.caused(cell).some(({ content }) => content.execution_state === "idle");
    expect(isDone).toBe(false);
    end();
    await kernel.until(() => kernel.runtime.heard.includes("comm_msg unknown"));
  });
});

describe("a question of a cell", () => {
  test("reaches the front end that sent the cell, after what was printed; the answer comes back", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.asks = async (cell) => {
      cell.print("before");
      return `Hello ${await cell.ask("Name? ", true)}`;
    };
    kernel.inputs.push(() => "Ada");
    const { published } = await kernel.execute("asks");
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({
      "text/plain": "Hello Ada",
    });
    const [asked] = ofType(published, "input_request");
    expect(asked?.content).toEqual({ prompt: "Name? ", password: true });
    const types = published.map(({ header }) => header.msg_type);
    expect(types.indexOf("stream")).toBeLessThan(types.indexOf("input_request"));
  });

  test("ends with an interrupt: the answer that comes afterwards is dropped", async () => {
    const kernel = new FakeKernel();
    kernel.script.cells.asks = (cell) => cell.ask("never answered");
    const running = kernel.execute("asks");
    await kernel.published(({ header }) => header.msg_type === "input_request");
    await kernel.request("interrupt_request", {}, { channel: "control" });
    expect((await running).reply.ename).toBe("Interrupted");
    kernel.send("input_reply", { value: "late" }, { channel: "stdin" });
    expect(kernel.log).toContain("no cell waits for input");
    expect(kernel.runtime.heard).not.toContain("answer late");
  });

  test.each([{}, { value: 5 }, { value: null }])("is not answered by %j", async (content) => {
    const kernel = new FakeKernel();
    kernel.script.cells.asks = (cell) => cell.ask("?");
    const running = kernel.execute("asks");
    await kernel.published(({ header }) => header.msg_type === "input_request");
    kernel.send("input_reply", content, { channel: "stdin" });
    kernel.send("input_reply", { value: "right" }, { channel: "stdin" });
    expect((await running).reply.status).toBe("ok");
    expect(kernel.runtime.heard).toEqual(["execute asks", "answer right"]);
  });
});

describe("the debugger", () => {
  const ask = (kernel: FakeKernel, seq: number, command: string, given = {}) =>
    kernel.request(
      "debug_request",
      { type: "request", seq, command, arguments: given },
      { channel: "control" },
    );

  function answering(): FakeKernel {
    const kernel = new FakeKernel();
    kernel.script.debug = ({ seq, command }, runtime) => {
      const message = {
        type: "response",
        seq: 1,
        request_seq: seq,
        command,
        success: true,
      } as const;
      runtime.say({ type: "debug", message });
    };
    return kernel;
  }

  test("gets its requests with numbers of ours, and each front end its own back", async () => {
    const kernel = answering();
    for (const seq of [7, 7, 1]) {
      const { reply } = await ask(kernel, seq, "threads");
      expect(reply).toMatchObject({ type: "response", request_seq: seq, success: true });
    }
  });

  test("publishes what happens for the request that came last", async () => {
    const kernel = answering();
    await ask(kernel, 1, "attach");
    kernel.runtime.say({ type: "debug", message: { type: "event", seq: 1, event: "stopped" } });
    const [event] = ofType(kernel.iopub, "debug_event");
    expect(event?.content).toMatchObject({ event: "stopped" });
    expect(event?.parentHeader.msg_type).toBe("debug_request");
  });

  test("of a new runtime learns the breakpoints of a lost one, and open requests fail", async () => {
    const kernel = answering();
    await ask(kernel, 1, "attach");
    const breakpoints = { source: { path: "a" }, breakpoints: [{ line: 2 }] };
    await ask(kernel, 2, "setBreakpoints", breakpoints);
    kernel.script.debug = () => {};
    const open = ask(kernel, 3, "stackTrace");
    await kernel.until(() => kernel.runtime.heard.includes("debug stackTrace"));
    kernel.runtime.exit({ reason: "killed" });
    expect((await open).reply).toMatchObject({
      success: false,
      command: "stackTrace",
      message: "The session ended before the debugger answered.",
    });
    await kernel.until(() => kernel.runtime.heard.length === 2);
    expect(kernel.runtime.heard).toEqual(["debug attach", "debug setBreakpoints"]);
  });

  test("of a new runtime learns nothing where it was off", async () => {
    const kernel = answering();
    await ask(kernel, 1, "attach");
    await ask(kernel, 2, "disconnect");
    kernel.runtime.exit({ reason: "killed" });
    await kernel.execute("after");
    expect(kernel.runtime.heard).toEqual(["execute after"]);
  });
});
