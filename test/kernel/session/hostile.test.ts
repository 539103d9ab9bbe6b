/** Whatever one request holds, and however it fails, the next one is answered. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requests } from "../../../kernel/session/requests/index.ts";
import { sample } from "../../long.ts";
import { executeRequest, FrontEnd, ofType } from "../front-end.ts";
import { contents, hostile, nested, variantsOf } from "./hostile-requests.ts";

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

/** The session alone gets all of them (hostile-session.test.ts). */
const values = sample(hostile, 5);

const debugCommands =
  "initialize attach evaluate setBreakpoints setExceptionBreakpoints dumpCell source stackTrace scopes variables inspectVariables richInspectVariables copyToGlobals modules debugInfo configurationDone threads continue next stepIn stepOut disconnect nonsense".split(
    " ",
  );

describe("the kernel answers 1 + 1 after each request with a hostile field:", () => {
  const types = (["shell", "control"] as const).flatMap((channel) =>
    Object.keys(requests[channel]).map((type) => [channel, type] as const),
  );

  test.each(types)("%s %s", async (channel, type) => {
    for (const content of variantsOf(type, values)) {
      await frontEnd.idle(frontEnd.send(type, content, { channel }));
      // An interrupt may reach the process of user code when the next cell has begun.
      if (type === "interrupt_request") await frontEnd.execute("0");
      await expectToLive();
    }
  });

  test("debug commands with hostile arguments", async () => {
    for (const [n, command] of debugCommands.entries()) {
      for (const [m, value] of values.entries()) {
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
      for (const value of values) {
        for (const type of ["execute_request", "comm_msg", "kernel_info_request"]) {
          const content = contents[type]!;
          frontEnd.send(type, content, { header: { [name]: value } });
        }
        await expectToLive();
      }
    },
  );

  test("metadata, parent headers and buffers", async () => {
    for (const value of values) {
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
