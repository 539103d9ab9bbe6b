/** Runs what must run in order, one after the other; there is one for each shell. */

/** A request that waits for its turn. */
export interface Job {
  run(): Promise<void>;
  /** Does beforehand what needs nothing of the jobs before it but that they have begun. */
  prepare?(): void;
  /** An earlier cell failed: say that this one was not run. */
  abort(): void;
}

export class ExecutionQueue {
  #waiting: Job[] = [];
  #aborted: Job[] = [];
  #running = false;
  #preparing = false;

  add(job: Job): void {
    this.#waiting.push(job);
    if (!this.#running) void this.#run();
    else if (this.#preparing && this.#waiting.length === 1) job.prepare?.();
  }

  /** The running job lets the next one prepare itself, now or when it comes. */
  prepareNext(): void {
    this.#preparing = true;
    this.#waiting[0]?.prepare?.();
  }

  /** The running job failed: what waits is aborted once that is said. */
  async abortWaiting(): Promise<void> {
    // What was sent before the error may still stand in the socket.
    for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
    this.#aborted = this.#waiting.splice(0);
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      this.#preparing = false;
      await job.run();
      for (const aborted of this.#aborted.splice(0)) aborted.abort();
    }
    this.#running = false;
  }
}
