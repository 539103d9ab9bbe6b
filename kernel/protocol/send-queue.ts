/** One serial queue for each socket: messages leave in order, and none is dropped. */

/** A socket that messages can be sent on. */
interface Sendable {
  send(frames: Uint8Array[]): Promise<void>;
}

export class SendQueue {
  readonly #socket: Sendable;
  readonly #failed: (error: Error) => void;
  #waiting: Uint8Array[][] = [];
  #drained: Promise<void> = Promise.resolve();
  #draining = false;

  /** @param failed Told of a message that could not be sent, as its receiver is gone. */
  constructor(socket: Sendable, failed: (error: Error) => void) {
    this.#socket = socket;
    this.#failed = failed;
  }

  push(frames: Uint8Array[]): void {
    this.#waiting.push(frames);
    if (this.#draining) return;
    this.#draining = true;
    this.#drained = this.#drain();
  }

  /** Resolves when everything pushed so far was handed to ZeroMQ. */
  async flushed(): Promise<void> {
    await this.#drained;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const frames of batch) {
        try {
          await this.#socket.send(frames);
        } catch (error) {
          this.#failed(error as Error);
        }
      }
    }
    this.#draining = false;
  }
}
