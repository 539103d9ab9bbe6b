/**
 * Writes messages to the supervisor: at once and in order. Only text that follows other text within
 * milliseconds waits, as a loop that prints would spend most of its time on writing line by line.
 * An interrupt waits for what is being written: half a message would spoil all that follow.
 */
import { Buffer } from "node:buffer";
import { writeSync } from "node:fs";
import { afterInterrupt, whole } from "../../../lib/interrupts.ts";
import { askToFlush, flushed } from "../control/main-thread.ts";
import type { RuntimeMessage, StreamMessage } from "../link/messages.ts";
import { CHILD_WRITES, type ChildFrame, encodeFrame, mark } from "../link/transport.ts";

/** Sends a message; returns when the supervisor's pipe has taken all of it. */
export function send(message: RuntimeMessage): void {
  write(message);
}

/** Text waits for so many milliseconds after the last write, and for so many characters. */
const period = 10;
const most = 16_000;

let waiting: StreamMessage | undefined;
let lastWrite = 0;
/** What is done here may be interrupted by {@link flushUnlessBusy}. */
let isBusy = false;
afterInterrupt(() => {
  isBusy = false;
});

function busily(action: () => void): void {
  whole(() => {
    isBusy = true;
    action();
    isBusy = false;
  });
}

/** Sends text: at once, or with what follows it. */
export function sendText(parent: string, name: StreamMessage["name"], text: string): void {
  busily(() => {
    if (waiting?.parent === parent && waiting.name === name) {
      waiting.text += text;
    } else {
      writeWaiting();
      waiting = { type: "stream", parent, name, text };
    }
    if (performance.now() - lastWrite >= period || waiting.text.length > most) writeWaiting();
    else askToFlush();
  });
}

/** Writes the text that waits. */
export function flush(): void {
  busily(writeWaiting);
}

/** Writes the text that waits, in the middle of code that runs for long. */
export function flushUnlessBusy(): void {
  if (!isBusy) flush();
}

function writeWaiting(): void {
  if (!waiting) return;
  const frame = encodeFrame(waiting);
  waiting = undefined;
  flushed();
  writeAll(CHILD_WRITES, frame);
  lastWrite = performance.now();
}

let barriers = 0;

/**
 * Puts everything that was written to the descriptors 1 and 2 (by child processes, by native code)
 * before the messages that follow, of which this may be the first.
 */
export function barrier(first?: RuntimeMessage): void {
  whole(() => {
    barriers += 1;
    const bytes = Buffer.from(mark(barriers));
    writeAll(1, bytes);
    writeAll(2, bytes);
    const frame: ChildFrame = { type: "barrier", number: barriers };
    write(...(first ? [frame, first] : [frame]));
  });
}

/** Tells which process groups are to end with this process, however that ends. */
export function tellGroup(id: number, lives: boolean): void {
  write({ type: "process_group", id, lives });
}

function write(...frames: ChildFrame[]): void {
  const bytes = Buffer.concat(frames.map(encodeFrame));
  busily(() => {
    writeWaiting();
    writeAll(CHILD_WRITES, bytes);
  });
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
