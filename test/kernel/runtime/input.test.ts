import { afterAll, beforeAll, expect, test } from "vitest";
import { TestSession } from "./session.ts";

let session: TestSession;
beforeAll(() => {
  session = new TestSession();
});
afterAll(() => session.close());

/** Runs a cell that asks once, and answers. */
async function answered(javascript: string, value: string) {
  const id = session.start(javascript);
  const request = await session.next("input_request", ({ parent }) => parent === id);
  session.child.answer(value);
  const done = await session.next("execute_done", (message) => message.id === id);
  return { request, text: done.result?.data["text/plain"] };
}

test("input waits for the line that the user types", async () => {
  const { request, text } = await answered("input('Name? ')", "Ada");
  expect(request).toMatchObject({ prompt: "Name? ", password: false });
  expect(text).toBe("'Ada'");
});

test("getpass hides what is typed", async () => {
  expect((await answered("getpass()", "secret")).request).toMatchObject({ password: true });
});

test.each([
  ["prompt('x', 'fallback')", "", "'fallback'"],
  ["prompt('x')", "", "null"],
  ["prompt('x')", "y", "'y'"],
  ["confirm('Sure?')", "y", "true"],
  ["confirm('Sure?')", "n", "false"],
])("%s answered with '%s' gives %s", async (javascript, answer, text) => {
  expect((await answered(javascript, answer)).text).toBe(text);
});

test("an interrupt ends the waiting", async () => {
  const id = session.start("input('never answered')");
  await session.next("input_request", ({ parent }) => parent === id);
  session.interrupt();
  const done = await session.next("execute_done", (message) => message.id === id);
  expect(done.error?.ename).toBe("Interrupted");
  expect((await session.run("1 + 1")).text).toBe("2");
});

test("input says so where nobody can answer", async () => {
  const { done } = await session.run("input('Name? ')", { allowStdin: false });
  expect(done.error?.evalue).toMatch(/nobody to answer "Name\? "/);
});
