import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd, ofType } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

const byMessage = () => frontEnd.request("interrupt_request", {}, { channel: "control" });
const bySignal = async () => void frontEnd.process.kill("SIGINT");

/** Runs a cell, stops it when it has printed, and gives its reply. */
async function stopped(code: string, interrupt: () => Promise<unknown>) {
  const running = frontEnd.execute(code);
  const printed = frontEnd.iopub.length;
  await frontEnd.until(() => ofType(frontEnd.iopub.slice(printed), "stream").length > 0);
  await interrupt();
  return (await running).reply;
}

describe("an interrupt", () => {
  test.each([
    ["a spin", "by message", "while (true) {}"],
    ["a spin", "by signal", "while (true) {}"],
    ["a hung await", "by message", "await new Promise(() => {})"],
    ["a hung await", "by signal", "await new Promise(() => {})"],
  ])("stops %s %s and keeps the state", async (_what, how, code) => {
    await frontEnd.execute("kept = 0; var kept: number");
    const reply = await stopped(
      `kept = 42; console.log('runs'); ${code}`,
      how === "by signal" ? bySignal : byMessage,
    );
    expect(reply).toMatchObject({ status: "error", ename: "Interrupted" });
    const { published } = await frontEnd.execute("kept");
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "42" });
  });

  test("ends the program that a cell waits for", async () => {
    const reply = await stopped(
      "import { execSync } from 'node:child_process'; console.log('runs'); execSync('sleep 60')",
      byMessage,
    );
    expect(reply.status).toBe("error");
    expect((await frontEnd.execute("1")).reply.status).toBe("ok");
  });

  test("that is repeated when native code did not stop ends the process", async () => {
    const running = frontEnd.execute(
      "import { execSync as run } from 'node:child_process'; console.log('deaf');" +
        "run(\"trap '' INT; sleep 60\")",
    );
    await frontEnd.published(({ content }) => content.text === "deaf\n");
    let ended = false;
    running.then(() => {
      ended = true;
    });
    while (!ended) {
      await byMessage();
      await new Promise((done) => setTimeout(done, 500));
    }
    expect((await running).reply).toMatchObject({ status: "error", ename: "SessionKilled" });
    expect((await frontEnd.execute("1")).reply.status).toBe("ok");
  }, 15_000);

  test("that comes just when its cell ends leaves nothing hanging", async () => {
    for (let early = 0; early < 20; early++) {
      const running = frontEnd.execute(
        "{ const end = Date.now() + 40; while (Date.now() < end); }",
      );
      await new Promise((done) => setTimeout(done, 30 + early));
      await byMessage();
      await running;
      expect((await frontEnd.execute("1")).reply.status).toBe("ok");
    }
  });
});
