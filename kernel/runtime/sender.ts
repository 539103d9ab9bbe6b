/** Writes messages to the supervisor: at once and in order. */
import { Buffer } from "node:buffer";
import { writeSync } from "node:fs";
import type { ChildMessage } from "./messages.ts";
import { CHILD_WRITES, type ChildFrame, encodeFrame, mark } from "./transport.ts";

/** Sends a message; returns when the supervisor's pipe has taken all of it. */
export function send(message: ChildMessage): void {
  write(message);
}

let barriers = 0;

/**
 * Puts everything that was written to the descriptors 1 and 2 (by child processes, by native code)
 * before the messages that follow.
 */
export function barrier(): void {
  barriers += 1;
  const bytes = Buffer.from(mark(barriers));
  writeAll(1, bytes);
  writeAll(2, bytes);
  write({ type: "barrier", number: barriers });
}

function write(frame: ChildFrame): void {
  writeAll(CHILD_WRITES, encodeFrame(frame));
}

const pause = new Int32Array(new SharedArrayBuffer(4));

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.byteLength) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The supervisor has gone, and the control thread ends us.
      if (code === "EPIPE" || code === "EBADF") return;
      if (code !== "EAGAIN") throw error;
      // Another process made the pipe non-blocking: wait until there is room again.
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
