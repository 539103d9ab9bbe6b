import { afterAll, beforeAll, expect, test } from "vitest";
import { TestSession } from "./session.ts";

let session: TestSession;
let openedBy: string | undefined;
beforeAll(() => {
  session = new TestSession();
});
afterAll(() => session.close());

test("a cell opens a comm, hears the page and answers, with bytes", async () => {
  await session.run(
    `let comm = comms.open("slider", { value: 1 }, { id: "c1" });
     comm.onMessage = ({ data, buffers }) => {
       console.log("got", data.value, buffers[0][1]);
       comm.send({ value: data.value + 1 }, { buffers: [new Uint8Array([7, 8, 9])] });
     }`,
  );
  const opened = await session.next("comm_open");
  openedBy = opened.parent;
  expect(opened).toMatchObject({ commId: "c1", targetName: "slider", data: { value: 1 } });
  session.child.comm({
    type: "comm_msg",
    parent: "m1",
    commId: "c1",
    data: { value: 5 },
    buffers: [new Uint8Array([1, 2])],
  });
  await session.next("comm_done", ({ parent }) => parent === "m1");
  const answer = await session.next("comm_msg");
  expect(answer).toMatchObject({ parent: "m1", commId: "c1", data: { value: 6 } });
  expect([...(answer.buffers?.[0] ?? [])]).toEqual([7, 8, 9]);
  expect((await session.next("stream")).parent).toBe(opened.parent);
});

test("the page opens a comm of a registered target", async () => {
  await session.run(
    "let openedWith; comms.register('page', (comm, { data }) => { openedWith = [comm.id, data] })",
  );
  session.child.comm({
    type: "comm_open",
    parent: "m2",
    commId: "p1",
    targetName: "page",
    data: 3,
  });
  await session.next("comm_done", ({ parent }) => parent === "m2");
  expect((await session.run("openedWith")).text).toBe("[ 'p1', 3 ]");
});

test("a target that nobody registered is closed again", async () => {
  session.child.comm({
    type: "comm_open",
    parent: "m3",
    commId: "p2",
    targetName: "nobody",
    data: {},
  });
  const closed = await session.next("comm_close", ({ commId }) => commId === "p2");
  expect(closed.parent).toBe("m3");
});

test("an error in a handler is shown below the cell that opened the comm", async () => {
  await session.run("comm.onMessage = () => { throw new Error('in handler') }");
  session.child.comm({ type: "comm_msg", parent: "m4", commId: "c1", data: {} });
  expect(await session.next("late_error")).toMatchObject({
    parent: openedBy,
    evalue: "in handler",
  });
  await session.next("comm_done", ({ parent }) => parent === "m4");
});

test("a handler that never ends can be interrupted", async () => {
  await session.run("comm.onMessage = () => { console.log('spinning'); while (true) {} }");
  session.child.comm({ type: "comm_msg", parent: "m5", commId: "c1", data: {} });
  await session.next("stream", ({ text }) => text === "spinning\n");
  session.interrupt();
  await session.next("comm_done", ({ parent }) => parent === "m5");
  expect((await session.run("1 + 1")).text).toBe("2");
});
