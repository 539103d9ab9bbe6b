import { atCellEnd, displayBundle, displayHost, newDisplayId } from "../display.ts";
import { duration } from "../duration.ts";
import { rounded } from "./history.ts";

const PAUSE = 100; // milliseconds between two updates: faster ones only flicker
const CELLS = 20; // characters of the bar in plain text

/** A progress bar of a loop, shown in the notebook; in plain Node it stays silent. */
export class Progress {
  readonly #total: number;
  readonly #displayId = newDisplayId();
  readonly #start = performance.now();
  #shown = Number.NEGATIVE_INFINITY;
  /** Shows the state that was not the last one as the last: the loop was stopped. */
  #end: (() => void) | undefined;

  constructor(total: number) {
    this.#total = total;
    atCellEnd(() => this.#end?.());
  }

  /**
   * Shows that `done` of the total are done, with some numbers; at most ten times a second.
   *
   * @param last whether this is the last state, which is shown in any case.
   */
  update(done: number, numbers: Readonly<Record<string, number>>, last: boolean): void {
    const now = performance.now();
    this.#end = last ? undefined : () => this.update(done, numbers, true);
    if (!displayHost() || (!last && now - this.#shown < PAUSE)) return;
    const seconds = ((now - this.#start) / 1000 / Math.max(1, done)) * (this.#total - done);
    const values = Object.entries(numbers).map(([name, value]) => `${name} ${rounded(value)}`);
    const words = [`${done}/${this.#total}`, ...values];
    if (!last) words.push(`${duration(seconds)}…`);
    const text = words.join(" · ");
    const filled = Math.round((CELLS * done) / this.#total);
    displayBundle(
      {
        "text/plain": `${"█".repeat(filled)}${"░".repeat(CELLS - filled)} ${text}`,
        "text/html": `<progress value="${done}" max="${this.#total}"></progress> ${text}`,
      },
      { displayId: this.#displayId, update: this.#shown > Number.NEGATIVE_INFINITY },
    );
    this.#shown = now;
  }
}
