/** The shells of a kernel: the main one and those that a front end made; each runs in order. */
import { RequestError } from "../protocol/fields.ts";
import { ExecutionQueue, type QueueOptions } from "./execution-queue.ts";

export class Subshells {
  readonly #main: ExecutionQueue;
  readonly #queues = new Map<string, ExecutionQueue>();
  readonly #options: QueueOptions;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#main = new ExecutionQueue(options);
  }

  /** Makes a subshell; returns its id. */
  create(): string {
    const id = crypto.randomUUID();
    this.#queues.set(id, new ExecutionQueue(this.#options));
    return id;
  }

  /** @throws {RequestError} Where there is no such subshell. */
  delete(id: string): void {
    this.queue(id);
    this.#queues.delete(id);
  }

  list(): string[] {
    return [...this.#queues.keys()];
  }

  /**
   * The queue of a subshell; without an id, that of the main shell.
   * @throws {RequestError} Where there is no such subshell.
   */
  queue(id?: string | null): ExecutionQueue {
    if (id == null) return this.#main;
    const queue = this.#queues.get(id);
    if (!queue) throw new RequestError(`subshell_id: there is no subshell "${id}".`);
    return queue;
  }
}
