/**
 * How messages travel between the supervisor and the child: length-prefixed frames over pipes.
 *
 * The child writes with blocking writes on descriptor 3, so that its messages arrive in order and
 * none is lost when user code never returns, exits or crashes. The supervisor writes on
 * descriptor 4, which the child's control thread reads while user code is busy.
 *
 *     frame := u32 bytes that follow | u32 bytes of header | header (JSON) | buffer | buffer | …
 *
 * The header is the message with its `buffers` replaced by their lengths.
 */
import { Buffer } from "node:buffer";
import type { RuntimeMessage, SessionMessage } from "./messages.ts";

/** The child's descriptor for messages to the supervisor. */
export const CHILD_WRITES = 3;
/** The child's descriptor for messages from the supervisor. */
export const CHILD_READS = 4;

/**
 * Everything written to the raw stdout and stderr so far comes before what follows on the frames:
 * the child writes `mark(number)` to both descriptors first. {@link RawOutput} looks for it.
 */
export interface BarrierMessage {
  type: "barrier";
  number: number;
}

/** A process group of its own that the child has started, or that has ended. */
export interface ProcessGroupMessage {
  type: "process_group";
  id: number;
  lives: boolean;
}

/** What a frame from the child can hold. */
export type ChildFrame = RuntimeMessage | BarrierMessage | ProcessGroupMessage;

/** The bytes that a barrier leaves in the raw stdout and stderr. */
export function mark(number: number): string {
  return `\uE000sinapse ${number}\uE001`;
}

type Frame = ChildFrame | SessionMessage;

const prefix = 8;

/** The bytes of a frame. */
export function encodeFrame(message: Frame): Buffer {
  const buffers = "buffers" in message && message.buffers ? message.buffers : [];
  const json = JSON.stringify(
    buffers.length === 0
      ? message
      : { ...message, buffers: buffers.map((buffer) => buffer.byteLength) },
  );
  const header = Buffer.byteLength(json);
  const size = buffers.reduce((sum, buffer) => sum + buffer.byteLength, prefix + header);
  const frame = Buffer.allocUnsafe(size);
  frame.writeUInt32LE(size - 4, 0);
  frame.writeUInt32LE(header, 4);
  let offset = prefix + frame.write(json, prefix);
  for (const buffer of buffers) {
    frame.set(buffer, offset);
    offset += buffer.byteLength;
  }
  return frame;
}

/** Puts frames together again from the chunks of a pipe. */
export class FrameDecoder<Message extends Frame> {
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** The messages that `chunk` completes, in order. */
  push(chunk: Buffer): Message[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
    const messages: Message[] = [];
    while (this.#bytes >= prefix) {
      const end = 4 + this.#peek();
      if (this.#bytes < end) break;
      const all = this.#joined();
      messages.push(decode<Message>(all.subarray(4, end)));
      this.#chunks = [all.subarray(end)];
      this.#bytes = all.byteLength - end;
    }
    return messages;
  }

  /** The length of the first frame; joins all chunks only when its prefix is split. */
  #peek(): number {
    const first = this.#chunks[0]!;
    return (first.byteLength >= 4 ? first : this.#joined()).readUInt32LE(0);
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!;
  }
}

function decode<Message extends Frame>(frame: Buffer): Message {
  const headerEnd = 4 + frame.readUInt32LE(0);
  const message = JSON.parse(frame.toString("utf8", 4, headerEnd));
  if (message.buffers !== undefined) {
    let offset = headerEnd;
    message.buffers = message.buffers.map((length: number) => {
      offset += length;
      return new Uint8Array(frame.subarray(offset - length, offset));
    });
  }
  return message as Message;
}

/**
 * The raw stdout or stderr of the child: what its own child processes and native code write.
 * Takes the marks of barriers out of it and tells when one was reached.
 */
export class RawOutput {
  #decoder = new TextDecoder();
  #held = "";
  readonly #text: (text: string) => void;
  readonly #reached: (barrier: number) => void;

  constructor(text: (text: string) => void, reached: (barrier: number) => void) {
    this.#text = text;
    this.#reached = reached;
  }

  push(chunk: Uint8Array): void {
    this.#take(this.#held + this.#decoder.decode(chunk, { stream: true }));
  }

  /** The descriptor was closed: gives what was held back. */
  end(): void {
    this.#take(this.#held + this.#decoder.decode());
    if (this.#held) this.#text(this.#held);
    this.#held = "";
  }

  #take(text: string): void {
    let start = 0;
    for (const found of text.matchAll(/\uE000sinapse (\d+)\uE001/g)) {
      if (found.index > start) this.#text(text.slice(start, found.index));
      start = found.index + found[0].length;
      this.#reached(Number(found[1]));
    }
    const rest = text.slice(start);
    // The chunk may have ended in the middle of a mark.
    const cut = /\uE000[sinape 0-9]{0,24}$/.exec(rest)?.index ?? rest.length;
    if (cut > 0) this.#text(rest.slice(0, cut));
    this.#held = rest.slice(cut);
  }
}
