/** `process.stdin`: whoever reads it asks the user, line by line, as `readline` does. */
import { Readable } from "node:stream";
import { fail, interruptAll } from "../cell/activity.ts";
import { knownOwner } from "../cell/owner.ts";
import { Interrupted } from "../errors/describe.ts";
import { input } from "./input.ts";

/**
 * How long after a line the next one is asked for: by then whoever has what they wanted has closed
 * their interface. What they print meanwhile stands above the question.
 */
const pause = 10;

class InputStream extends Readable {
  readonly fd = 0;
  #asked = false;

  constructor() {
    // Nothing is read ahead: each line is a question.
    super({ highWaterMark: 0, encoding: "utf8" });
    this.on("resume", () => this.#askSoon());
  }

  override _read(): void {
    this.#askSoon();
  }

  #askSoon(): void {
    if (this.#asked) return;
    this.#asked = true;
    setTimeout(() => {
      this.#asked = false;
      if (!this.isPaused()) this.#ask();
    }, pause);
  }

  #ask(): void {
    const cell = knownOwner();
    if (!cell || cell.ended) {
      this.push(null);
      return;
    }
    try {
      this.push(`${input()}\n`);
    } catch (error) {
      // The cell awaits a line that will not come: it would see neither interrupt nor error.
      this.destroy();
      if (error instanceof Interrupted) interruptAll();
      else fail(cell, error);
    }
  }
}

/** Replaces the process's stream; one that has ended is followed by a new one. */
export function installStdin(): void {
  let stream: InputStream | undefined;
  Object.defineProperty(process, "stdin", {
    configurable: true,
    enumerable: true,
    get: () => {
      if (!stream || stream.readableEnded || stream.destroyed) stream = new InputStream();
      return stream;
    },
  });
}
