import {
  atCellEnd,
  displayBundle,
  displaySymbol,
  type MimeBundle,
  newDisplayId,
} from "../../display.ts";
import { afterInterrupt, whole } from "../../interrupts.ts";
import type { Drawing } from "../parts/drawing.ts";
import { kind } from "../parts/expected.ts";
import type { Figure } from "../parts/figure.ts";

/** What a live output shows. */
export type Picture = Figure | Drawing;

/** Options of `live`. */
export interface LiveOptions {
  /** At most so many updates a second. Default 20. */
  rate?: number;
  /** At most this share of the time goes into drawing; updates get rarer beyond. Default 0.03. */
  share?: number;
}

const greatestStride = 32;

/** What makes outputs show their last state that wait for the end of a cell. */
const waiting = new Set<() => void>();
afterInterrupt(() => {
  for (const end of waiting) end();
});

/**
 * An output that changes in place while a loop runs. The first `update` shows it; further ones
 * replace the figure, at most 20 times a second; the last state is always shown.
 */
export class Live {
  readonly #interval: number;
  readonly #share: number;
  readonly #displayId = newDisplayId();
  #shown = false;
  #due = 0;
  #pending: Picture | (() => Picture) | undefined;
  #awaitsEnd = false;
  /** How many updates pass from one look at the clock to the next, and how many of them are left. */
  #stride = 1;
  #skips = 0;
  #lookedAt = 0;
  #latest: Picture | undefined;

  constructor(options: LiveOptions = {}) {
    this.#interval = 1000 / (options.rate ?? 20);
    this.#share = options.share ?? 0.03;
  }

  /**
   * Shows a new state.
   *
   * @param picture The figure or drawing, or a function that makes it: called only when it will be shown.
   */
  update(picture: Picture | (() => Picture)): void {
    this.#pending = picture;
    if (this.#skips > 0) {
      this.#skips -= 1;
      return;
    }
    this.#lookAtClock();
    this.#awaitEnd();
  }

  /** Shows what has not been shown yet, without waiting. */
  flush(): void {
    if (this.#pending) this.#draw();
  }

  /** The figure as it was last shown. */
  [displaySymbol](): MimeBundle {
    this.flush();
    return this.#latest?.[displaySymbol]() ?? { "text/plain": "Nothing to show yet." };
  }

  /** Draws when it is time. In a fast loop even the clock costs: it is read about once in 1 ms. */
  #lookAtClock(): void {
    const now = performance.now();
    const passed = now - this.#lookedAt;
    this.#lookedAt = now;
    if (passed > 1) this.#stride = 1;
    else if (passed < 0.5) this.#stride = Math.min(2 * this.#stride, greatestStride);
    if (now >= this.#due) this.#draw();
    // What is passed over is shown at the end; until that is arranged, nothing is.
    this.#skips = this.#awaitsEnd ? this.#stride - 1 : 0;
  }

  /** Sees to it that the last state is shown: at the cell's end, or soon where none is running. */
  #awaitEnd(): void {
    if (this.#awaitsEnd) return;
    const end = () => {
      waiting.delete(end);
      this.#awaitsEnd = false;
      this.#skips = 0;
      this.flush();
    };
    waiting.add(end);
    this.#awaitsEnd = atCellEnd(end);
    if (this.#awaitsEnd) return;
    if (!this.#pending) {
      waiting.delete(end);
      return;
    }
    this.#awaitsEnd = true;
    setTimeout(end, this.#due - performance.now());
  }

  #draw(): void {
    const start = performance.now();
    const picture = typeof this.#pending === "function" ? this.#pending() : this.#pending!;
    this.#pending = undefined;
    if (typeof picture?.[displaySymbol] !== "function") {
      throw new TypeError(
        `live: update was given ${kind(picture)}, a figure or drawing was expected. Is a "return" missing?`,
      );
    }
    this.#latest = picture;
    const bundle = picture[displaySymbol]();
    whole(() => {
      displayBundle(bundle, { displayId: this.#displayId, update: this.#shown });
      this.#shown = true;
    });
    const end = performance.now();
    this.#due = end + Math.max(this.#interval, (end - start) / this.#share);
  }
}

/**
 * An output that changes in place while a training loop runs.
 *
 * @example
 * const picture = plot.live();
 * for (let epoch = 0; epoch < 500; epoch++) {
 *   train();
 *   picture.update(() => plot.decisionBoundary(model, x, y));
 * }
 */
export function live(options: LiveOptions = {}): Live {
  return new Live(options);
}
