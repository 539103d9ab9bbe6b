/** The shells of a kernel: the main one and those that a front end made; each runs in order. */
import { randomUUID } from "node:crypto";
import { ExecutionQueue } from "./execution-queue.ts";
import { RequestError } from "./fields.ts";

export class Subshells {
  readonly #main: ExecutionQueue;
  readonly #queues = new Map<string, ExecutionQueue>();
  readonly #failed: (error: unknown) => void;

  constructor(log: (line: string) => void) {
    this.#failed = (error) => log(`a request failed: ${(error as Error)?.stack ?? error}`);
    this.#main = new ExecutionQueue(this.#failed);
  }

  /** Makes a subshell; returns its id. */
  create(): string {
    const id = randomUUID();
    this.#queues.set(id, new ExecutionQueue(this.#failed));
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
