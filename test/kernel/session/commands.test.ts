import { afterAll, beforeAll, expect, test } from "vitest";
import { FrontEnd, ofType, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

test("%types says what type errors do", async () => {
  const wrong = 'const half: number = "0.5"; half';
  expect((await frontEnd.execute(wrong)).reply.status).toBe("error");
  await frontEnd.execute("%types warn");
  const warned = await frontEnd.execute(wrong);
  expect(warned.reply.status).toBe("ok");
  expect(textOf(warned.published, "stderr")).toContain("TS2322");
  await frontEnd.execute("%types off");
  expect(textOf((await frontEnd.execute(wrong)).published, "stderr")).toBe("");
  await frontEnd.execute("%types block");
  expect((await frontEnd.execute(wrong)).reply.status).toBe("error");
});

test("%time gives the value of its expression", async () => {
  const { published } = await frontEnd.execute("%time 6 * 7");
  expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "42" });
});

test("%reset forgets all variables, and the kernel goes on", async () => {
  await frontEnd.execute("const kept = 1;");
  expect((await frontEnd.execute("%reset")).reply.status).toBe("ok");
  const { reply } = await frontEnd.execute("typeof kept");
  expect(reply.status).toBe("error");
  expect((await frontEnd.execute("1 + 1")).reply.status).toBe("ok");
});

test("%reset leaves the terminal alone: the session was not lost but given up", async () => {
  const before = frontEnd.log.length;
  await frontEnd.execute("%reset");
  await frontEnd.execute("1 + 1");
  expect(frontEnd.log.slice(before)).toBe("");
  await frontEnd.execute("process.exit(0)");
  await frontEnd.until(() => frontEnd.log.slice(before).includes("the session was lost"));
});
