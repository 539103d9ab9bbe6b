/** Text that follows other text at once may wait for more of it, but never for long. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plain, TestSession } from "./session.ts";

let session: TestSession;
beforeEach(() => {
  session = new TestSession();
});
afterEach(() => session.close());

/** What was shown so far. */
const shown = () =>
  session.messages.map((message) => (message.type === "stream" ? message.text : "")).join("");

const twoLines = "console.log('one'); console.log('two');";

describe("a line right after another is shown", () => {
  test.each([
    ["a loop that never ends", "for (;;);"],
    ["a sleep that never ends", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
    ["an await that never ends", "await new Promise(() => {})"],
    ["awaits without end", "for (;;) await null"],
  ])("during %s", async (_what, code) => {
    session.start(`${twoLines} ${code}`);
    await session.next("stream", () => shown() === "one\ntwo\n");
  });

  test.each([
    ["process.abort", "process.abort()"],
    ["process.kill", "process.kill(process.pid, 'SIGKILL')"],
    ["process.exit", "process.exit()"],
  ])("before %s", async (_what, code) => {
    session.start(`for (let line = 0; line < 1000; line++) console.log(line); ${code}`);
    const lines = Array.from({ length: 1000 }, (_, line) => line);
    await session.exited;
    expect(plain(shown())).toContain(lines.join("\n"));
  });

  test("before what a child process prints", async () => {
    session.start(
      `const { execSync } = await __sinapse_import__("node:child_process"); ${twoLines} execSync("echo three", { stdio: "inherit" }); console.log("four")`,
    );
    await session.next("execute_done");
    expect(shown()).toBe("one\ntwo\nthree\nfour\n");
  });
});

test("text on both streams stays in order", async () => {
  const { messages } = await session.run(
    "for (let n = 0; n < 3; n++) { console.log(n); console.error(n) }",
  );
  const streams = messages.flatMap((message) => (message.type === "stream" ? [message.name] : []));
  expect(streams).toEqual(["stdout", "stderr", "stdout", "stderr", "stdout", "stderr"]);
});

test("promises wait for the end of a loop in the middle of which its text is written", async () => {
  session.start(
    `let order = ""; void Promise.resolve().then(() => { order += "promise" }); ${twoLines}
     const stop = new Int32Array(new SharedArrayBuffer(4)); const end = Date.now() + 200;
     while (Date.now() < end) stop[0]++;
     order += "loop ";`,
  );
  await session.next("execute_done");
  expect((await session.run("order")).text).toBe("'loop promise'");
});

test("a loop that prints without end can be interrupted again and again", async () => {
  for (let round = 0; round < 10; round++) {
    const id = session.start("for (let n = 0; ; n++) console.log(n)");
    await session.next("stream", ({ parent }) => parent === id);
    session.interrupt();
    const { error } = await session.next("execute_done", (message) => message.id === id);
    expect(error?.ename).toMatch(/Interrupt/);
  }
  expect((await session.run("console.log('kept')")).stdout).toBe("kept\n");
});

test("text in hex or base64 is shown as what it stands for", async () => {
  // "hé" in UTF-8, in both.
  const { stdout } = await session.run(
    "process.stdout.write('68c3a9', 'hex'); process.stdout.write('aMOp', 'base64')",
  );
  expect(stdout).toBe("héhé");
});
