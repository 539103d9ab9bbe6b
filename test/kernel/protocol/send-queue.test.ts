import { expect, test } from "vitest";
import { SendQueue } from "../../../kernel/protocol/send-queue.ts";

/** A socket that is slow, and complains when a second message comes before the first has left. */
class SlowSocket {
  readonly sent: string[] = [];
  #sending = false;

  async send([frame]: Uint8Array[]): Promise<void> {
    if (this.#sending) throw new Error("Socket is busy writing");
    this.#sending = true;
    await new Promise((done) => setImmediate(done));
    this.#sending = false;
    const text = Buffer.from(frame!).toString();
    if (text === "unroutable") throw new Error("Host unreachable");
    this.sent.push(text);
  }
}

const frames = (text: string) => [Buffer.from(text)];

test("sends one message after the other, in the order in which they were pushed", async () => {
  const socket = new SlowSocket();
  const queue = new SendQueue(socket, (error) => {
    throw error;
  });
  const texts = Array.from({ length: 100 }, (_, n) => String(n));
  for (const text of texts) queue.push(frames(text));
  await queue.flushed();
  expect(socket.sent).toEqual(texts);
});

test("goes on after a message that could not be sent, and tells of it", async () => {
  const socket = new SlowSocket();
  const failures: string[] = [];
  const queue = new SendQueue(socket, ({ message }) => failures.push(message));
  for (const text of ["a", "unroutable", "b"]) queue.push(frames(text));
  await queue.flushed();
  expect(socket.sent).toEqual(["a", "b"]);
  expect(failures).toEqual(["Host unreachable"]);
});
