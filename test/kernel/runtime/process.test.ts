import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { TestSession } from "./session.ts";

test("process.exit becomes an error of the cell before the process ends", async () => {
  const session = new TestSession();
  const { done, stdout } = await session.run("console.log('last words'); process.exit(3)");
  expect(stdout).toBe("last words\n");
  expect(done).toMatchObject({ ends: true, error: { ename: "ProcessExit" } });
  expect(await session.exited).toEqual({ reason: "exit", code: 3 });
});

test("running out of memory ends the process after all that was printed", async () => {
  const session = new TestSession({ heapMegabytes: 32 });
  session.start(
    "console.log('before'); let hoard = []; for (;;) hoard.push(new Array(10_000).fill(0.5))",
  );
  expect(await session.exited).toEqual({ reason: "memory" });
  const text = session.messages
    .map((message) => (message.type === "stream" ? message.text : ""))
    .join("");
  expect(text).toMatch(/^before\n/);
});

test("a crash of native code ends the process after all that was printed", async () => {
  const session = new TestSession();
  session.start("console.log('before'); process.abort()");
  expect(await session.exited).toEqual({ reason: "crash", signal: "SIGABRT" });
  expect(session.messages).toContainEqual(
    expect.objectContaining({ type: "stream", text: "before\n" }),
  );
});

test("a loop over timers stops with its interrupted cell", async () => {
  const session = new TestSession();
  const id = session.start(
    "let turns = 0; for (;;) { turns += 1; console.log(turns); await new Promise((r) => setTimeout(r, 2)) }",
  );
  await session.next("stream", (message) => message.parent === id);
  session.interrupt();
  await session.next("execute_done", (message) => message.id === id);
  const before = (await session.run("turns")).text;
  await session.run("await new Promise((r) => setTimeout(r, 30))");
  expect((await session.run("turns")).text).toBe(before);
  session.close();
});

test("an interrupt stops the cell that runs, and the one that awaits beside it", async () => {
  const session = new TestSession();
  const ids = [
    session.start("await new Promise(() => {})"),
    session.start("console.log('spins'); for (;;);"),
  ];
  await session.next("stream", ({ text }) => text === "spins\n");
  session.interrupt();
  for (const id of ids) {
    const { error } = await session.next("execute_done", (message) => message.id === id);
    expect(error?.ename).toBe("Interrupted");
  }
  session.close();
});

test.each([
  ["the code exits", "process.exit()"],
  ["it crashes", "process.kill(process.pid, 'SIGKILL')"],
  ["it is ended", undefined],
])("what a cell started ends with the process when %s", async (_how, end) => {
  const session = new TestSession();
  const { text } = await session.run(
    "(await __sinapse_import__('child_process')).spawn('sleep', ['100']).pid",
  );
  // A command of the shell prints its process id, and stays.
  session.start("__sinapse_command__('!', 'echo pid $$; exec sleep 100')");
  const printed = await session.next("stream", (message) => message.text.startsWith("pid"));
  if (end) session.start(end);
  else session.close();
  await session.exited;
  for (const pid of [Number(text), Number(printed.text.slice("pid ".length))]) {
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);
  }
});

/** Whether a process runs; one that ended may still be waited for. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
