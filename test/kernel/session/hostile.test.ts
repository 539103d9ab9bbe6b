/** Whatever one request holds, and however it fails, the next one is answered. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requests } from "../../../kernel/session/requests/index.ts";
import { executeRequest, FrontEnd, ofType } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

type Channel = "shell" | "control";

async function expectToLive(): Promise<void> {
  const { reply, published } = await frontEnd.execute("1 + 1");
  expect(reply.status).toBe("ok");
  const [result] = ofType(published, "execute_result");
  expect(result?.content.data).toEqual({ "text/plain": "2" });
}

/** Sends four parts of JSON as they are, signed. */
function sendParts(parts: string[], channel: Channel = "shell"): void {
  const hmac = createHmac("sha256", frontEnd.connection.key);
  for (const part of parts) hmac.update(part);
  frontEnd.sendFrames(["<IDS|MSG>", hmac.digest("hex"), ...parts], channel);
}

const nested = (depth: number, open = '{"a":', close = "}") =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

const dropped = () => frontEnd.log.split("dropped a message").length - 1;

describe("a message that cannot be read is dropped, and the kernel goes on:", () => {
  const part = (name: string, value: string): string[] => {
    const { header } = frontEnd.message("execute_request");
    const parts = [JSON.stringify(header), "{}", "{}", JSON.stringify(executeRequest("1"))];
    const at = ["header", "parent_header", "metadata", "content"].indexOf(name);
    const json = JSON.stringify(at === 0 ? header : at === 3 ? executeRequest("1") : { x: 1 });
    parts[at] = `${json.slice(0, -1)},"y":${value}}`;
    return parts;
  };
  const all = ["header", "parent_header", "metadata", "content"];

  test.each(
    all.flatMap((name) => [
      [name, "objects 100,000 deep", nested(100_000)],
      [name, "arrays 100,000 deep", nested(100_000, "[", "]")],
      [name, "brackets that are never closed", "[".repeat(100_000)],
    ]),
  )("%s with %s", async (name, _what, value) => {
    const before = dropped();
    sendParts(part(name, value));
    await frontEnd.until(() => dropped() > before);
    await expectToLive();
  });

  test.each(["header", "parent_header"])("%s of a megabyte", async (name) => {
    const before = dropped();
    sendParts(part(name, JSON.stringify("x".repeat(2 ** 20))));
    await frontEnd.until(() => dropped() > before);
    expect(frontEnd.log).toContain("bytes; at most 65536 are read");
    await expectToLive();
  });

  test("brackets inside of texts are not counted", async () => {
    const { reply } = await frontEnd.execute(`"${"[{\\\\".repeat(1000)}".length`);
    expect(reply.status).toBe("ok");
  });
});

describe("two requests with one msg_id, as clones of a client send them, are both answered:", () => {
  const create = async () => {
    const { reply } = await frontEnd.request("create_subshell_request", {}, { channel: "control" });
    return reply.subshell_id as string;
  };

  /** How many replies came to requests with this id. */
  async function replies(id: string, count: number): Promise<string[]> {
    const found: string[] = [];
    for (let n = 0; n < count; n++) found.push((await frontEnd.reply(id)).content.status as string);
    return found;
  }

  test("cells in the main shell and in a subshell at once", async () => {
    const subshell_id = await create();
    const header = { msg_id: "twice" };
    const both = replies("twice", 2);
    const cell = executeRequest("await new Promise((done) => setTimeout(done, 300)); 1");
    frontEnd.send("execute_request", cell, { header });
    frontEnd.send("execute_request", cell, { header: { ...header, subshell_id } });
    expect(await both).toEqual(["ok", "ok"]);
    await expectToLive();
    expect((await frontEnd.execute("3", {}, { subshell_id })).reply.status).toBe("ok");
  });

  test("cells one after the other, and comm messages at once", async () => {
    const header = { msg_id: "again" };
    const both = replies("again", 2);
    for (const code of ["'first'", "'second'"]) {
      frontEnd.send("execute_request", executeRequest(code), { header });
    }
    expect(await both).toEqual(["ok", "ok"]);
    for (const comm_id of ["a", "b", "c"]) {
      frontEnd.send("comm_msg", { comm_id, data: {} }, { header: { msg_id: "comms" } });
    }
    await frontEnd.until(
      () =>
        frontEnd.caused("comms").filter((m) => m.content.execution_state === "idle").length === 3,
    );
    await expectToLive();
  });
});

test("a subshell that is deleted while its cell runs lets the cell end, error or not", async () => {
  const { reply } = await frontEnd.request("create_subshell_request", {}, { channel: "control" });
  const { subshell_id } = reply;
  const header = { subshell_id: subshell_id as string };
  const wait = "await new Promise((done) => setTimeout(done, 300));";
  const ids = [`${wait} 5`, `${wait} throw new Error("own")`].map((code) =>
    frontEnd.send("execute_request", executeRequest(code), { header }),
  );
  const answers = Promise.all(ids.map((id) => frontEnd.reply(id)));
  const running = ({ header, parentHeader }: (typeof frontEnd.iopub)[number]) =>
    header.msg_type === "execute_input" && parentHeader.msg_id === ids[0];
  await frontEnd.published(running);
  await frontEnd.request("delete_subshell_request", { subshell_id }, { channel: "control" });
  const [one, other] = await answers;
  expect(one!.content.status).toBe("ok");
  expect(other!.content.evalue).toBe("own");
  await expectToLive();
});

const hostile: unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  1e308,
  "",
  "\0",
  "__proto__",
  "../../x",
  "`",
  "x".repeat(100_000),
  [],
  [null, [1]],
  {},
  { toString: 1, valueOf: 1 },
  JSON.parse('{"__proto__":{"status":"ok"},"constructor":null,"length":1e9}'),
  JSON.parse(nested(150)),
];

/** What each request may hold, right; a field at a time is replaced by something hostile. */
const contents: Record<string, Record<string, unknown>> = {
  kernel_info_request: { x: 1 },
  execute_request: executeRequest("1", {
    user_expressions: { a: "1" },
    stop_on_error: false,
  }) as Record<string, unknown>,
  complete_request: { code: "Math.", cursor_pos: 5 },
  inspect_request: { code: "Math", cursor_pos: 2, detail_level: 0 },
  is_complete_request: { code: "1" },
  history_request: {
    ...{ hist_access_type: "search", output: true, raw: true, session: 0, start: 0, stop: 9 },
    ...{ n: 9, pattern: "*", unique: true },
  },
  comm_info_request: { target_name: "t" },
  connect_request: {},
  comm_open: { comm_id: "c", target_name: "t", data: {} },
  comm_msg: { comm_id: "c", data: {} },
  comm_close: { comm_id: "c", data: {} },
  interrupt_request: { x: 1 },
  // With `restart` as it should be, this one ends the kernel.
  shutdown_request: { restart: "x" },
  debug_request: { type: "request", seq: 1, command: "debugInfo", arguments: {} },
  create_subshell_request: { x: 1 },
  delete_subshell_request: { subshell_id: "x" },
  list_subshell_request: { x: 1 },
};

const debugCommands =
  "initialize attach evaluate setBreakpoints setExceptionBreakpoints dumpCell source stackTrace scopes variables inspectVariables richInspectVariables copyToGlobals modules debugInfo configurationDone threads continue next stepIn stepOut disconnect nonsense".split(
    " ",
  );

describe("the kernel answers 1 + 1 after each request with a hostile field:", () => {
  const types = (["shell", "control"] as const).flatMap((channel) =>
    Object.keys(requests[channel]).map((type) => [channel, type] as const),
  );

  test.each(types)("%s %s", async (channel, type) => {
    const right = contents[type]!;
    const variants = Object.keys(right).flatMap((name) =>
      hostile.map((value) => ({ ...right, [name]: value })),
    );
    for (const content of variants) {
      if (type === "shutdown_request" && typeof (content.restart ?? true) === "boolean") continue;
      await frontEnd.idle(frontEnd.send(type, content, { channel }));
      // An interrupt may reach the process of user code when the next cell has begun.
      if (type === "interrupt_request") await frontEnd.execute("0");
      await expectToLive();
    }
  });

  test("debug commands with hostile arguments", async () => {
    for (const [n, command] of debugCommands.entries()) {
      for (const [m, value] of hostile.entries()) {
        const fields = ["code", "expression", "source", "breakpoints", "variablesReference"];
        const names = [...fields, "frameId", "threadId", "filters", "path", "variableName"];
        const args = Object.fromEntries(names.map((name) => [name, value]));
        const content = { type: "request", seq: n * 100 + m, command, arguments: args };
        frontEnd.send("debug_request", content, { channel: "control" });
      }
      await expectToLive();
    }
  });

  test.each(["session", "username", "date", "version", "subshell_id", "msg_id", "msg_type", "x"])(
    "header.%s",
    async (name) => {
      for (const value of hostile) {
        for (const type of ["execute_request", "comm_msg", "kernel_info_request"]) {
          const content = contents[type]!;
          frontEnd.send(type, content, { header: { [name]: value } });
        }
        await expectToLive();
      }
    },
  );

  test("metadata, parent headers and buffers", async () => {
    for (const value of hostile) {
      const { header } = frontEnd.message("comm_msg");
      const parts = [header, { msg_id: value }, { x: value }, { comm_id: "c", data: value }];
      sendParts(parts.map((part) => JSON.stringify(part)));
      const buffers = [new Uint8Array(0), new Uint8Array(100_000)];
      frontEnd.send("execute_request", contents.execute_request!, { buffers });
      await expectToLive();
    }
  });
});

test("nothing of that was an error that nobody had expected", () => {
  expect(frontEnd.log).not.toMatch(/uncaught|unhandled|a request failed|Cannot read properties/);
  expect(frontEnd.process.exitCode).toBeNull();
});
