import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

/** Frames that are right but for one thing. */
function frames(change: (frames: Uint8Array[]) => (string | Uint8Array)[]) {
  return change(frontEnd.wire.encode(frontEnd.message("kernel_info_request")));
}

describe("a bad message is dropped with a line in the log, and the kernel goes on:", () => {
  test.each<[string, string, () => (string | Uint8Array)[]]>([
    ["a single frame", "no delimiter", () => ["hello"]],
    ["an empty frame", "no delimiter", () => [""]],
    [
      "a wrong signature",
      "wrong signature",
      () => frames((all) => all.with(1, Buffer.alloc(64, "0"))),
    ],
    ["an empty signature", "wrong signature", () => frames((all) => all.with(1, Buffer.alloc(0)))],
    [
      "changed content",
      "wrong signature",
      () => frames((all) => all.with(5, Buffer.from('{"a":1}'))),
    ],
    ["frames missing", "frames after the delimiter", () => frames((all) => all.slice(0, 4))],
    [
      "a type nobody knows",
      'no handler for "toString"',
      () => frontEnd.wire.encode(frontEnd.message("toString")),
    ],
    [
      "a type of another channel",
      'no handler for "create_subshell_request"',
      () => frontEnd.wire.encode(frontEnd.message("create_subshell_request")),
    ],
  ])("%s", async (_name, line, bad) => {
    const before = frontEnd.log.length;
    frontEnd.sendFrames(bad());
    await frontEnd.until(() => frontEnd.log.slice(before).includes(line));
    const published = frontEnd.iopub.length;
    expect((await frontEnd.request("kernel_info_request")).reply.status).toBe("ok");
    // Busy and idle of the request above, and nothing of the bad one.
    expect(frontEnd.iopub.length - published).toBeLessThanOrEqual(2);
  });

  test("a replayed execute request, which runs once", async () => {
    await frontEnd.execute("var runs = 0");
    const message = frontEnd.message("execute_request", { code: "runs++", silent: true });
    const frames = frontEnd.wire.encode(message);
    frontEnd.sendFrames(frames);
    await frontEnd.idle(message.header.msg_id);
    frontEnd.sendFrames(frames);
    await frontEnd.until(() => frontEnd.log.includes("replayed signature"));
    const { reply } = await frontEnd.execute("", { user_expressions: { runs: "runs" } });
    expect(reply.user_expressions).toMatchObject({ runs: { data: { "text/plain": "1" } } });
  });
});

describe("a request whose content is wrong gets an error as its reply:", () => {
  test.each([
    ["execute_request", {}, "code: expected a string; got nothing."],
    ["execute_request", { code: 5 }, "code: expected a string; got 5."],
    ["execute_request", { code: "1", silent: "yes" }, 'silent: expected a boolean; got "yes".'],
    ["complete_request", { code: null }, "code: expected a string; got nothing."],
    ["inspect_request", { code: [] }, "code: expected a string; got []."],
    ["is_complete_request", {}, "code: expected a string; got nothing."],
    ["history_request", { hist_access_type: "all" }, "is not tail, range or search"],
    ["comm_info_request", { target_name: {} }, "target_name: expected a string; got {}."],
  ])("%s %j", async (type, content, message) => {
    const { reply } = await frontEnd.request(type, content);
    expect(reply).toMatchObject({ status: "error", ename: "RequestError" });
    expect(reply.evalue).toContain(message);
  });

  test.each([
    ["beyond the end", 99],
    ["before the start", -5],
  ])("a cursor %s counts as there", async (_where, cursor_pos) => {
    const { reply } = await frontEnd.request("complete_request", { code: "Mat", cursor_pos });
    expect(reply.status).toBe("ok");
  });
});
