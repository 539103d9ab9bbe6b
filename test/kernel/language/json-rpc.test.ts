import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { JsonRpc } from "../../../kernel/language/server/json-rpc.ts";

const frame = (message: object) => {
  const json = JSON.stringify({ jsonrpc: "2.0", ...message });
  return Buffer.from(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
};

function connect(answer: (method: string, params: unknown) => unknown = () => null) {
  const fromServer = new PassThrough();
  const toServer = new PassThrough();
  return { fromServer, toServer, rpc: new JsonRpc(fromServer, toServer, answer) };
}

test("a request is framed by its length in bytes", () => {
  const { rpc, toServer } = connect();
  void rpc.request("m", { text: "ŷ😀" });
  expect(toServer.read()).toEqual(frame({ id: 1, method: "m", params: { text: "ŷ😀" } }));
});

test("answers find their requests, in any order and cut anywhere", async () => {
  const { rpc, fromServer } = connect();
  const answers = Promise.all([rpc.request("a", {}), rpc.request("b", {})]);
  const bytes = Buffer.concat([frame({ id: 2, result: "ŷ" }), frame({ id: 1, result: [1] })]);
  for (const byte of bytes) fromServer.write(Buffer.of(byte));
  expect(await answers).toEqual([[1], "ŷ"]);
});

test("an error of the server rejects its request", async () => {
  const { rpc, fromServer } = connect();
  const answer = rpc.request("a", {});
  fromServer.write(frame({ id: 1, error: { code: -32601, message: "no such method" } }));
  await expect(answer).rejects.toThrow("no such method");
});

test("a request of the server is answered under its id", () => {
  const { fromServer, toServer } = connect((method) => [method]);
  fromServer.write(frame({ id: "s1", method: "workspace/configuration", params: {} }));
  return new Promise<void>((resolve) =>
    toServer.once("data", (bytes: Buffer) => {
      expect(bytes).toEqual(frame({ id: "s1", result: ["workspace/configuration"] }));
      resolve();
    }),
  );
});

test("a server that ends rejects what waits and what comes after", async () => {
  const { rpc } = connect();
  const waiting = rpc.request("a", {});
  rpc.close();
  await expect(waiting).rejects.toThrow("has ended");
  await expect(rpc.request("b", {})).rejects.toThrow("has ended");
});
