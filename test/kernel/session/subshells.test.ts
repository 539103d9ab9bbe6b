import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executeRequest, FrontEnd, ofType, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

const control = (type: string, content: object = {}) =>
  frontEnd.request(type, content, { channel: "control" });
const create = async () => (await control("create_subshell_request")).reply.subshell_id as string;

describe("subshells", () => {
  test("are created, listed and deleted on the control channel", async () => {
    const [one, other] = [await create(), await create()];
    expect((await control("list_subshell_request")).reply.subshell_id).toEqual([one, other]);
    for (const subshell_id of [one, other]) {
      const { reply } = await control("delete_subshell_request", { subshell_id });
      expect(reply).toEqual({ status: "ok" });
    }
    expect((await control("list_subshell_request")).reply.subshell_id).toEqual([]);
  });

  test("share the variables of the main shell", async () => {
    const subshell_id = await create();
    await frontEnd.execute("var shared = 7");
    const { published } = await frontEnd.execute("shared", {}, { subshell_id });
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "7" });
  });

  test("run their cells while a cell of the main shell awaits", async () => {
    const subshell_id = await create();
    const main = frontEnd.send(
      "execute_request",
      executeRequest("await new Promise((go) => { (globalThis as any).go = go; })"),
    );
    await frontEnd.published(
      ({ header, parentHeader }) =>
        header.msg_type === "execute_input" && parentHeader.msg_id === main,
    );
    const { published } = await frontEnd.execute("console.log('meanwhile')", {}, { subshell_id });
    expect(textOf(published)).toBe("meanwhile\n");
    const done = frontEnd.reply(main);
    await frontEnd.execute("(globalThis as any).go()", {}, { subshell_id });
    expect((await done).content.status).toBe("ok");
    expect(textOf(frontEnd.caused(main))).toBe("");
  });

  // JavaScript has one thread: a cell of a subshell waits until the main one awaits or ends.
  test("answer what runs no code while a cell of the main shell spins", async () => {
    const subshell_id = await create();
    const main = frontEnd.execute("console.log('spins'); for (;;);");
    await frontEnd.published(({ content }) => content.text === "spins\n");
    const ask = async (type: string, content: object) =>
      (await frontEnd.request(type, content, { header: { subshell_id } })).reply;
    const code = "Math.hypo";
    const { matches } = await ask("complete_request", { code, cursor_pos: code.length });
    expect(matches).toContain("hypot");
    expect(await ask("is_complete_request", { code: "if (1) {" })).toMatchObject({
      status: "incomplete",
    });
    expect((await ask("kernel_info_request", {})).status).toBe("ok");
    await control("interrupt_request");
    expect((await main).reply.ename).toBe("Interrupted");
  });

  test("do not abort the cells of another shell", async () => {
    const subshell_id = await create();
    const failing = frontEnd.send("execute_request", executeRequest("throw new Error('main')"));
    const other = frontEnd.send("execute_request", executeRequest("1"), {
      header: { subshell_id },
    });
    const replies = await Promise.all([frontEnd.reply(failing), frontEnd.reply(other)]);
    expect(replies.map(({ content }) => content.status)).toEqual(["error", "ok"]);
  });

  test("that do not exist answer with an error", async () => {
    const { reply } = await frontEnd.execute("1", {}, { subshell_id: "nowhere" });
    expect(reply).toMatchObject({ status: "error" });
    expect(reply.evalue).toContain('there is no subshell "nowhere"');
    const deleted = await control("delete_subshell_request", { subshell_id: "nowhere" });
    expect(deleted.reply.status).toBe("error");
  });
});
