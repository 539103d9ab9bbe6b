import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Message } from "../../../kernel/protocol/message.ts";
import { executeRequest, FrontEnd, ofType, parentOf, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
  await frontEnd.execute(`
    comms.register("echo", (comm, { data }) => {
      comm.onMessage = ({ data, buffers }) => comm.send({ heard: data }, { buffers });
      comm.onClose = () => console.log("closed");
      comm.send({ opened: data });
    });
  `);
});
afterAll(() => frontEnd.shutdown());

const info = async (target_name?: string) =>
  (await frontEnd.request("comm_info_request", { target_name })).reply.comms;

/** Sends a comm message and waits until it was handled; gives what it caused. */
async function say(type: string, content: object, buffers: Uint8Array[] = []): Promise<Message[]> {
  const id = frontEnd.send(type, content, { buffers });
  await frontEnd.idle(id);
  return frontEnd.caused(id);
}

describe("a comm that the front end opens", () => {
  test("reaches the target that user code registered, and can be listed", async () => {
    const caused = await say("comm_open", { comm_id: "a", target_name: "echo", data: { x: 1 } });
    expect(ofType(caused, "comm_msg")[0]?.content).toEqual({
      comm_id: "a",
      data: { opened: { x: 1 } },
    });
    expect(await info("echo")).toEqual({ a: { target_name: "echo" } });
    expect(await info("other")).toEqual({});
  });

  test("carries binary buffers there and back", async () => {
    const buffers = [Buffer.from([0, 255, 10]), Buffer.alloc(0), Buffer.alloc(100_000, 7)];
    const caused = await say("comm_msg", { comm_id: "a", data: "ping" }, buffers);
    const [echo] = ofType(caused, "comm_msg");
    expect(echo?.content.data).toEqual({ heard: "ping" });
    expect(echo?.buffers.map((buffer) => Buffer.from(buffer))).toEqual(buffers);
  });

  test("is heard while a cell awaits, before the cells that wait", async () => {
    const cell = frontEnd.send(
      "execute_request",
      executeRequest("await new Promise((done) => setTimeout(done, 500))"),
    );
    const caused = await say("comm_msg", { comm_id: "a", data: "now" });
    expect(ofType(caused, "comm_msg")).toHaveLength(1);
    const done = frontEnd.caused(cell).some(({ content }) => content.execution_state === "idle");
    expect(done).toBe(false);
    await frontEnd.idle(cell);
  });

  test("shows what its handler prints as caused by the message, and is gone when closed", async () => {
    const caused = await say("comm_close", { comm_id: "a", data: {} });
    expect(textOf(caused)).toBe("closed\n");
    expect(await info()).toEqual({});
  });

  test("is closed at once where nobody registered its target", async () => {
    const caused = await say("comm_open", { comm_id: "b", target_name: "nobody", data: {} });
    expect(ofType(caused, "comm_close")[0]?.content.comm_id).toBe("b");
    expect(await info()).toEqual({});
  });
});

describe("a comm that a cell opens", () => {
  test("is announced with its target, data and buffers", async () => {
    const { published } = await frontEnd.execute(
      "const mine = comms.open('plot', { n: 1 }, { buffers: [new Uint8Array([1, 2])] })",
    );
    const [opened] = ofType(published, "comm_open");
    expect(opened?.content).toMatchObject({ target_name: "plot", data: { n: 1 } });
    expect([...opened!.buffers[0]!]).toEqual([1, 2]);
    expect(Object.values((await info("plot")) as object)).toEqual([{ target_name: "plot" }]);
  });

  test("reports an error of its handler below the cell", async () => {
    await frontEnd.execute("mine.onMessage = () => { throw new Error('in the handler') }");
    const opened = await frontEnd.published(({ content }) => content.target_name === "plot");
    await say("comm_msg", { comm_id: opened.content.comm_id, data: {} });
    const [error] = ofType(frontEnd.caused(parentOf(opened)), "error");
    expect(error?.content.evalue).toBe("in the handler");
  });

  test("is closed for the front end when its session is lost", async () => {
    const { published } = await frontEnd.execute("process.exit()");
    const id = parentOf(published[0]!);
    await frontEnd.until(() => ofType(frontEnd.caused(id), "comm_close").length > 0);
    expect(await info()).toEqual({});
  });
});
