/** `process.stdout` and `process.stderr`: what is written becomes stream messages of the cell. */
import { Buffer } from "node:buffer";
import { Writable } from "node:stream";
import { whole } from "../../../lib/interrupts.ts";
import { owner } from "../cell/owner.ts";
import { sendText } from "./sender.ts";

type Name = "stdout" | "stderr";

/** Shows text as output of the cell that the running code belongs to. */
export function writeText(name: Name, text: string): void {
  const cell = owner();
  if (text === "" || cell.silent) return;
  if (cell.places) cell.places.write(text);
  else sendText(cell.id, name, text);
}

/** A stream that reports itself as a colour terminal without being one. */
class OutputStream extends Writable {
  readonly fd: number;
  readonly columns = 80;
  readonly rows = 24;
  readonly #name: Name;
  readonly #decoder = new TextDecoder();

  constructor(name: Name) {
    super({ decodeStrings: false });
    this.#name = name;
    this.fd = name === "stdout" ? 1 : 2;
  }

  // The base class would take itself to be writing for ever after if it were stopped in between.
  override write(...parameters: unknown[]): boolean {
    return whole(() => super.write(...(parameters as Parameters<Writable["write"]>)));
  }

  override _write(chunk: string | Buffer, encoding: BufferEncoding, done: () => void): void {
    const isBytes = typeof chunk === "string" && /^(?:hex|base64|base64url)$/.test(encoding);
    const content = isBytes ? Buffer.from(chunk, encoding) : chunk;
    writeText(
      this.#name,
      typeof content === "string" ? content : this.#decoder.decode(content, { stream: true }),
    );
    done();
  }

  /** Streams of a process are never closed. */
  override _destroy(_error: Error | null, done: (error?: Error | null) => void): void {
    done();
  }

  getColorDepth(): number {
    return 8;
  }

  hasColors(): boolean {
    return true;
  }
}

/** Replaces the process's streams. */
export function installStreams(): void {
  for (const name of ["stdout", "stderr"] as const) {
    let stream: OutputStream | undefined;
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        stream ??= new OutputStream(name);
        return stream;
      },
    });
  }
}
