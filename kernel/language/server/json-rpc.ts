/** JSON-RPC with a language server, over its pipes. */

import { Buffer } from "node:buffer";
import type { Readable, Writable } from "node:stream";

interface Incoming {
  id?: number | string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

interface Pending {
  resolve(result: never): void;
  reject(error: Error): void;
}

/** A request leaves at once: the server works while we go on. */
export class JsonRpc {
  readonly #output: Writable;
  readonly #answer: (method: string, params: unknown) => unknown;
  readonly #pending = new Map<number, Pending>();
  #received: Buffer[] = [];
  #bytes = 0;
  /** How many bytes the message that is being received needs. */
  #needed = 0;
  #last = 0;
  #closed = false;
  /** Notifications that leave with the next request, in one write. */
  #waiting = "";

  /** @param answer answers the requests of the server */
  constructor(
    input: Readable,
    output: Writable,
    answer: (method: string, params: unknown) => unknown,
  ) {
    this.#output = output;
    this.#answer = answer;
    input.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  /** @throws {Error} Where the server refuses, or ends before it answers. */
  request<Result>(method: string, params: unknown): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#closed) throw new Error(`${method}: the language server has ended`);
      this.#pending.set(++this.#last, { resolve, reject });
      this.#send({ id: this.#last, method, params });
    });
  }

  /** The server is told before the next request. */
  notify(method: string, params: unknown): void {
    this.#waiting += frame({ method, params });
  }

  /** No answer will come any more. */
  close(): void {
    this.#closed = true;
    const ended = new Error("the language server has ended");
    for (const { reject } of this.#pending.values()) reject(ended);
    this.#pending.clear();
  }

  #send(message: object): void {
    this.#output.write(this.#waiting + frame(message));
    this.#waiting = "";
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes > 0 && this.#bytes >= this.#needed) {
      const all = Buffer.concat(this.#received);
      const start = all.indexOf("\r\n\r\n") + 4;
      const header = all.toString("latin1", 0, start);
      const length = Number(/Content-Length: *(\d+)/i.exec(header)?.[1]);
      // Without the whole header, another byte may complete it.
      this.#needed = start < 4 ? this.#bytes + 1 : start + length;
      const complete = this.#bytes >= this.#needed;
      const rest = complete ? all.subarray(this.#needed) : all;
      this.#received = [rest];
      this.#bytes = rest.length;
      if (!complete) return;
      const message = JSON.parse(all.toString("utf8", start, this.#needed)) as Incoming;
      this.#needed = 0;
      this.#handle(message);
    }
  }

  #handle({ id, method, params, result, error }: Incoming): void {
    if (method !== undefined) {
      if (id !== undefined) this.#send({ id, result: this.#answer(method, params) ?? null });
      return;
    }
    const pending = this.#pending.get(id as number);
    this.#pending.delete(id as number);
    if (error) pending?.reject(new Error(error.message));
    else pending?.resolve(result as never);
  }
}

function frame(message: object): string {
  const json = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}
