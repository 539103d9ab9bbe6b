/** Runs what must run in order, one after the other; there is one for each shell. */

/** A request that waits for its turn. */
export interface Job {
  run(): Promise<void>;
  /** An earlier cell failed: say that this one was not run. */
  abort(): void;
}

export class ExecutionQueue {
  #waiting: Job[] = [];
  #running = false;
  #aborting = false;

  /** Whether something runs or waits. */
  get busy(): boolean {
    return this.#running;
  }

  add(job: Job): void {
    this.#waiting.push(job);
    if (!this.#running) void this.#run();
  }

  /** Aborts what waits now, once the running job is done. */
  abortWaiting(): void {
    this.#aborting = true;
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      await job.run();
      if (this.#aborting) await this.#abort();
    }
    this.#running = false;
  }

  async #abort(): Promise<void> {
    // What was sent before the error may still stand in the socket.
    for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
    this.#aborting = false;
    for (const job of this.#waiting.splice(0)) job.abort();
  }
}
