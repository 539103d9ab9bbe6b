/** A stop that comes while the session is being made anew, or before the cell has begun. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { long } from "../../long.ts";
import { executeRequest, FrontEnd } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

const ends = ["%reset", "process.exit(0)", "process.kill(process.pid, 'SIGKILL')"];
// A new process is there after 100 to 300 ms.
const delays = long ? [0, 20, 50, 100, 200, 400] : [0, 100];
const cases = ends.flatMap((end) => delays.map((delay) => [delay, end] as const));

const send = (code: string) =>
  frontEnd.send("execute_request", executeRequest(code, { stop_on_error: false }));

test.each(cases)("one stop %i ms after the cell that ends the session: %s", async (delay, end) => {
  await frontEnd.execute("const before = 1");
  const first = send(end);
  const loop = send("const mine = 1; for (;;) {}");
  const replied = frontEnd.reply(loop);
  await frontEnd.reply(first);
  await new Promise((done) => setTimeout(done, delay));
  await frontEnd.request("interrupt_request", {}, { channel: "control" });
  const { content } = await replied;
  expect(content).toMatchObject({ status: "error", ename: "Interrupted" });
  await frontEnd.idle(loop);
  expect(frontEnd.caused(loop).map(({ header }) => header.msg_type)).toContain("error");
  expect((await frontEnd.execute("1")).reply.status).toBe("ok");
});

test("a stop that finds the session starting is no refusal: the next one does not end it", async () => {
  const first = send("%reset");
  const loop = send("const mine = 1; for (;;) {}");
  const replied = frontEnd.reply(loop);
  await frontEnd.reply(first);
  for (let times = 0; times < 3; times++) {
    await frontEnd.request("interrupt_request", {}, { channel: "control" });
  }
  expect((await replied).content).toMatchObject({ ename: "Interrupted" });
  const after = await frontEnd.execute("const mine = 2; mine");
  expect(after.reply.status).toBe("ok");
});
