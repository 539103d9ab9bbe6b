import { describe, expect, test } from "vitest";
import type { Message } from "../../../kernel/protocol/message.ts";
import { Wire, WireError } from "../../../kernel/protocol/wire.ts";

const key = "a0436f6c-1916-498b-8eb9-e81ab9368e84";

function message(content = {}): Message {
  return {
    identities: [Buffer.from("client")],
    header: {
      msg_id: "1",
      msg_type: "execute_request",
      session: "s",
      username: "u",
      date: "2024-01-01T00:00:00.000Z",
      version: "5.5",
    },
    parentHeader: {},
    metadata: {},
    content,
    buffers: [Buffer.from([1, 2, 3])],
  };
}

const wire = () => new Wire(key, "hmac-sha256");

describe("the wire", () => {
  test("decodes what it encodes, binary buffers included", () => {
    const sent = message({ code: "ŷ = θ11 🎉" });
    expect(wire().decode(wire().encode(sent))).toEqual(sent);
  });

  test("signs the four JSON frames with HMAC-SHA256 as hexadecimal digits", () => {
    // Computed with Python's hmac over the four frames.
    const expected = "77a6b377867ad5241a27048627e256fffbb8f985b95c8f9d661e0245467c160c";
    const [, , signature] = wire().encode(message());
    expect(Buffer.from(signature!).toString()).toBe(expected);
  });

  test.each([
    ["a wrong signature", (frames: Uint8Array[]) => frames.with(2, Buffer.alloc(64, "0"))],
    ["a signature of another length", (frames: Uint8Array[]) => frames.with(2, Buffer.from("00"))],
    ["changed content", (frames: Uint8Array[]) => frames.with(6, Buffer.from("{ }"))],
    ["no delimiter", (frames: Uint8Array[]) => frames.slice(2)],
    ["missing frames", (frames: Uint8Array[]) => frames.slice(0, 5)],
    ["nothing at all", () => []],
  ])("refuses %s", (_name, change) => {
    expect(() => wire().decode(change(wire().encode(message())))).toThrow(WireError);
  });

  test.each([
    ["broken JSON", "{"],
    ["an array", "[]"],
    ["null", "null"],
    ["bytes that are no UTF-8", "\xff"],
  ])("refuses content that is %s, even when it is signed", (_name, text) => {
    const open = new Wire("", "hmac-sha256");
    const frames = open.encode(message()).with(6, Buffer.from(text, "latin1"));
    expect(() => open.decode(frames)).toThrow(/content is not/);
  });

  test("refuses a header without a message type", () => {
    const open = new Wire("", "hmac-sha256");
    const frames = open.encode(message()).with(3, Buffer.from('{"msg_id":"1"}'));
    expect(() => open.decode(frames)).toThrow("header.msg_type is a string; got undefined");
  });

  test("refuses a message that it has seen before", () => {
    const receiver = wire();
    const frames = wire().encode(message());
    receiver.decode(frames);
    expect(() => receiver.decode(frames)).toThrow("replayed signature");
  });

  test("signs nothing without a key", () => {
    const [, , signature] = new Wire("", "hmac-sha256").encode(message());
    expect(signature).toHaveLength(0);
  });

  test("names a signature scheme that it does not know", () => {
    expect(() => new Wire(key, "none")).toThrow('"none" is unknown; expected "hmac-sha256"');
  });
});
