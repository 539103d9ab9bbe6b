/** Runs what must run in order, one after the other; there is one for each shell. */

import type { Message } from "../protocol/message.ts";

/** A request that waits for its turn. */
interface Job {
  message: Message;
  /** However it ends, the next job has its turn. */
  run(): Promise<void>;
  /** An earlier cell failed: say that this one was not run. */
  abort(): void;
}

/** Hears what waits, the next one first. */
type Prepare = (waiting: Message[]) => void;

export interface QueueOptions {
  /** Resolves when what has arrived so far was added. */
  received(): Promise<void>;
  /** Hears of jobs that failed without saying so themselves. */
  log(line: string): void;
}

/** Nobody prepares more cells than this. */
const mostPrepared = 32;

export class ExecutionQueue {
  #waiting: Job[] = [];
  #aborted: Job[] = [];
  #running = false;
  #prepare: Prepare | undefined;
  readonly #options: QueueOptions;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  add(job: Job): void {
    this.#waiting.push(job);
    if (this.#running) this.#tellWaiting();
    else void this.#run();
  }

  /** The running job has what waits prepared, now and whenever more comes while it runs. */
  prepareWaiting(prepare: Prepare): void {
    this.#prepare = prepare;
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    if (!this.#prepare || this.#waiting.length === 0) return;
    this.#prepare(this.#waiting.slice(0, mostPrepared).map(({ message }) => message));
  }

  /** The running job failed: what waits is aborted once that is said. */
  async abortWaiting(): Promise<void> {
    // What was sent before the error may still be on its way.
    await this.#options.received();
    this.#aborted = this.#waiting.splice(0);
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      this.#prepare = undefined;
      await job.run().catch((error) => {
        this.#options.log(`a request failed: ${(error as Error)?.stack ?? error}`);
      });
      for (const aborted of this.#aborted.splice(0)) aborted.abort();
    }
    this.#running = false;
  }
}
