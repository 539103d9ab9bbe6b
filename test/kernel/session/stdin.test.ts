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
