import { describe, expect, test } from "vitest";
import { executeRequest } from "../client.ts";
import { FakeKernel } from "./fakes/kernel.ts";
import { named } from "./fakes/runtime.ts";

const control = (kernel: FakeKernel, type: string, content: object = {}) =>
  kernel.request(type, content, { channel: "control" });
const create = async (kernel: FakeKernel) =>
  (await control(kernel, "create_subshell_request")).reply.subshell_id as string;
const list = async (kernel: FakeKernel) =>
  (await control(kernel, "list_subshell_request")).reply.subshell_id;

/** A kernel whose cell `waits` goes on when `go` is called. */
function waiting(): { kernel: FakeKernel; go(): void } {
  const kernel = new FakeKernel();
  let go: () => void = () => {};
  kernel.script.cells.waits = () => new Promise<void>((done) => (go = done));
  kernel.script.cells.fails = () => {
    throw named("Error", "own");
  };
  return { kernel, go: () => go() };
}

describe("subshells", () => {
  test("are created, listed and deleted on the control channel", async () => {
    const kernel = new FakeKernel();
    const [one, other] = [await create(kernel), await create(kernel)];
    expect(await list(kernel)).toEqual([one, other]);
    for (const subshell_id of [one, other]) {
      const { reply } = await control(kernel, "delete_subshell_request", { subshell_id });
      expect(reply).toEqual({ status: "ok" });
    }
    expect(await list(kernel)).toEqual([]);
  });

  test("run their cells, and answer other requests, while a cell of the main shell awaits", async () => {
    const { kernel, go } = waiting();
    const header = { subshell_id: await create(kernel) };
    const main = kernel.reply(kernel.send("execute_request", executeRequest("waits")));
    await kernel.until(() => kernel.runtime?.heard.includes("execute waits"));
    expect((await kernel.execute("meanwhile", {}, header)).reply.status).toBe("ok");
    for (const type of ["complete_request", "is_complete_request", "kernel_info_request"]) {
      const { reply } = await kernel.request(type, { code: "1" }, { header });
      expect(["ok", "complete"]).toContain(reply.status);
    }
    go();
    expect((await main).content.status).toBe("ok");
  });

  test("run their own cells in order", async () => {
    const { kernel, go } = waiting();
    const header = { subshell_id: await create(kernel) };
    const ids = ["waits", "behind"].map((code) =>
      kernel.send("execute_request", executeRequest(code), { header }),
    );
    const replies = Promise.all(ids.map((id) => kernel.reply(id)));
    await kernel.until(() => kernel.runtime?.heard.includes("execute waits"));
    expect(kernel.runtime.heard).not.toContain("execute behind");
    go();
    await replies;
    expect(kernel.runtime.heard).toEqual(["execute waits", "execute behind"]);
  });

  test("do not abort the cells of another shell", async () => {
    const { kernel } = waiting();
    const header = { subshell_id: await create(kernel) };
    const failing = kernel.reply(kernel.send("execute_request", executeRequest("fails")));
    const other = kernel.reply(kernel.send("execute_request", executeRequest("1"), { header }));
    expect((await failing).content.status).toBe("error");
    expect((await other).content.status).toBe("ok");
  });

  test("run a cell with the msg_id of one in the main shell, and both are answered", async () => {
    const { kernel, go } = waiting();
    const header = { subshell_id: await create(kernel), msg_id: "twice" };
    kernel.send("execute_request", executeRequest("waits"), { header: { msg_id: "twice" } });
    const first = await kernel.execute("waits not", {}, header);
    expect(first.reply.status).toBe("ok");
    const second = kernel.reply("twice");
    go();
    expect((await second).content.status).toBe("ok");
  });

  test("that are deleted let their cells end, error or not", async () => {
    const { kernel, go } = waiting();
    const subshell_id = await create(kernel);
    const ids = ["waits", "fails"].map((code) =>
      kernel.send("execute_request", executeRequest(code), { header: { subshell_id } }),
    );
    const replies = Promise.all(ids.map((id) => kernel.reply(id)));
    await kernel.until(() => kernel.runtime?.heard.includes("execute waits"));
    await control(kernel, "delete_subshell_request", { subshell_id });
    go();
    const [one, other] = await replies;
    expect(one!.content.status).toBe("ok");
    expect(other!.content.evalue).toBe("own");
  });

  test.each(["nowhere", 5, {}, "__proto__"])(
    "that do not exist, as %j, answer with an error",
    async (id) => {
      const kernel = new FakeKernel();
      const { reply } = await kernel.execute("1", {}, { subshell_id: id as string });
      expect(reply).toMatchObject({ status: "error", ename: "RequestError" });
      const deleted = await control(kernel, "delete_subshell_request", { subshell_id: "nowhere" });
      expect(deleted.reply.evalue).toContain('there is no subshell "nowhere"');
    },
  );
});
