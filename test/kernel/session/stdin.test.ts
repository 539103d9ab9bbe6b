import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd, ofType } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

const result = async (code: string) =>
  ofType((await frontEnd.execute(code)).published, "execute_result")[0]?.content.data;

describe("stdin", () => {
  test("a cell asks, the front end answers, the cell goes on", async () => {
    let asked: unknown;
    frontEnd.inputs.push(({ content }) => {
      asked = content;
      return "Ada";
    });
    expect(await result("'Hello ' + input('Name? ')")).toEqual({ "text/plain": "'Hello Ada'" });
    expect(asked).toEqual({ prompt: "Name? ", password: false });
  });

  test("a password is asked for as one", async () => {
    let asked: unknown;
    frontEnd.inputs.push(({ content }) => {
      asked = content;
      return "🔑 ñ";
    });
    expect(await result("getpass('Key? ')")).toEqual({ "text/plain": "'🔑 ñ'" });
    expect(asked).toEqual({ prompt: "Key? ", password: true });
  });

  test.each([
    [
      "readline's promises",
      `import * as readline from "node:readline/promises";
       const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
       const first = await rl.question("First? ");
       const second = await rl.question("Second? ");
       rl.close();
       first + second`,
    ],
    [
      "readline's callbacks",
      `import { createInterface } from "node:readline";
       const asks = createInterface(process.stdin, process.stdout);
       const line = (text: string) => new Promise<string>((done) => asks.question(text, done));
       const both = await line("First? ") + await line("Second? ");
       asks.close();
       both`,
    ],
    [
      "lines of process.stdin",
      `import { createInterface as reader } from "node:readline";
       let read = "";
       for await (const line of reader({ input: process.stdin })) {
         read += line;
         if (read.length === 2) break;
       }
       read`,
    ],
  ])("%s ask as well, one line each", async (_what, code) => {
    frontEnd.inputs.push(
      () => "a",
      () => "b",
    );
    expect(await result(code)).toEqual({ "text/plain": "'ab'" });
    // No question was asked that nobody wanted an answer to.
    expect(frontEnd.inputs).toEqual([]);
    expect(await result("input.length")).toEqual({ "text/plain": "0" });
  });

  test("a front end that cannot answer does not keep readline waiting", async () => {
    const { reply } = await frontEnd.execute(
      `import { createInterface as open } from "node:readline/promises";
       await open({ input: process.stdin, output: process.stdout }).question("Who? ")`,
      { allow_stdin: false },
    );
    expect(reply).toMatchObject({ status: "error", evalue: expect.stringContaining("nobody") });
  });

  test("an interrupt ends the question of readline, too", async () => {
    const asked = () => ofType(frontEnd.iopub, "input_request").length;
    const before = asked();
    const running = frontEnd.execute(
      `import { createInterface as ask } from "node:readline/promises";
       const question = ask({ input: process.stdin, output: process.stdout });
       await question.question("never answered, either")`,
    );
    await frontEnd.until(() => asked() > before);
    await frontEnd.request("interrupt_request", {}, { channel: "control" });
    expect((await running).reply.status).toBe("error");
    expect(await result("1 + 1")).toEqual({ "text/plain": "2" });
  });

  test("a question after the end of its cell is an error, and the kernel goes on", async () => {
    const { reply } = await frontEnd.execute("setTimeout(() => input('late?'), 20); 1");
    expect(reply.status).toBe("ok");
    await frontEnd.published(
      ({ header, content }) =>
        header.msg_type === "error" && String(content.evalue).includes("after the cell has ended"),
    );
    expect(await result("1 + 1")).toEqual({ "text/plain": "2" });
  });

  test("what the cell printed before comes before the question", async () => {
    frontEnd.inputs.push(() => "x");
    const start = frontEnd.iopub.length;
    await frontEnd.execute("console.log('before'); input('?')");
    const types = frontEnd.iopub.slice(start).map(({ header }) => header.msg_type);
    expect(types.indexOf("stream")).toBeLessThan(types.indexOf("input_request"));
  });

  test("a front end that cannot answer is not asked", async () => {
    const { reply } = await frontEnd.execute("input('?')", { allow_stdin: false });
    expect(reply.status).toBe("error");
  });

  test("an interrupt ends the question; the answer that comes afterwards is dropped", async () => {
    const running = frontEnd.execute("input('never answered')");
    const asked = await frontEnd.published(({ content }) => content.prompt === "never answered");
    await frontEnd.request("interrupt_request", {}, { channel: "control" });
    expect((await running).reply.status).toBe("error");
    frontEnd.sendFrames(
      frontEnd.wire.encode({
        ...frontEnd.message("input_reply", { value: "late" }),
        parentHeader: asked.header,
      }),
      "stdin",
    );
    await frontEnd.until(() => frontEnd.log.includes("no cell waits for input"));
    expect(await result("1 + 1")).toEqual({ "text/plain": "2" });
  });
});
