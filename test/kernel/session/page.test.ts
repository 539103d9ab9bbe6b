/** The session where there is no Node: bundled as for a page, in a context with what a page has. */
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { ofType } from "../client.ts";
import { FakeKernel } from "./fakes/kernel.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const contents = `
  export { StoredHistory } from "./kernel/history/stored-history.ts";
  export { dispatch } from "./kernel/session/dispatch.ts";
  export { Session } from "./kernel/session/session.ts";
`;

test("the session and its history run in a page, without a shim", async () => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    ...{ bundle: true, platform: "browser", format: "iife", globalName: "code", write: false },
    logLevel: "silent",
  });
  const page = createContext({ setTimeout, clearTimeout, performance, crypto });
  runInContext(outputFiles[0]!.text, page);
  const kernel = new FakeKernel({}, page.code);
  kernel.script.cells.fails = () => {
    throw new RangeError("too far");
  };
  const { published } = await kernel.execute("1 + 1");
  expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "1 + 1" });
  expect((await kernel.execute("fails")).reply).toMatchObject({ ename: "RangeError" });
  const made = await kernel.request("create_subshell_request", {}, { channel: "control" });
  const header = { subshell_id: made.reply.subshell_id as string };
  expect((await kernel.execute("in it", {}, header)).reply.status).toBe("ok");
  kernel.runtime.exit({ reason: "memory" });
  expect((await kernel.execute("after")).reply.status).toBe("ok");
  const { reply } = await kernel.request("history_request", { hist_access_type: "tail", n: 9 });
  expect(reply.history).toHaveLength(4);
  await kernel.request("shutdown_request", {}, { channel: "control" });
  await kernel.until(() => kernel.ended);
});
