/** `progress`: loops that show how far they are. */
import { randomUUID } from "node:crypto";
import { duration } from "../../../lib/duration.ts";
import { escapeHtml } from "../../../lib/html.ts";
import { owner } from "../cell/owner.ts";
import { sendDisplay } from "../display/send.ts";

interface ProgressOptions {
  label?: string;
  total?: number;
}

/** How often the bar is drawn at most. */
const interval = 100;

/** A bar that is drawn in place. */
class Bar {
  readonly #label: string;
  readonly #total: number | undefined;
  readonly #id = randomUUID();
  readonly #start = performance.now();
  #drawn = -Infinity;
  #count = 0;
  #ended = false;

  constructor(label: string, total: number | undefined) {
    this.#label = label;
    this.#total = total;
    this.#draw(false, false);
    // Of a loop that was stopped, no finally runs.
    owner().atEnd.push(() => {
      if (!this.#ended) this.#draw(true, true);
    });
  }

  step(): void {
    this.#count += 1;
    if (performance.now() - this.#drawn >= interval) this.#draw(true, false);
  }

  /** Draws the last state, also of a loop that was left early. */
  end(): void {
    this.#ended = true;
    this.#draw(true, true);
  }

  #draw(update: boolean, ended: boolean): void {
    this.#drawn = performance.now();
    const text = this.#text(ended);
    const ends = ended && this.#total === undefined;
    const state = ends
      ? 'value="1" max="1"'
      : this.#total === undefined
        ? ""
        : `value="${this.#count}" max="${Math.max(this.#total, 1)}"`;
    const bar = `<progress ${state} style="width: 20em; vertical-align: middle"></progress>`;
    const label = this.#label ? `${escapeHtml(this.#label)} ` : "";
    sendDisplay(
      {
        "text/html": `<div>${label}${bar} ${escapeHtml(text)}</div>`,
        "text/plain": this.#label ? `${this.#label}: ${text}` : text,
      },
      { displayId: this.#id, update },
    );
  }

  /** As in `120/2000 · 6 % · 1.2 s, 18.8 s left`. */
  #text(ended: boolean): string {
    const seconds = (performance.now() - this.#start) / 1000;
    const spent = duration(seconds);
    if (this.#total === undefined) return `${this.#count} · ${spent}`;
    const share = this.#total === 0 ? 1 : this.#count / this.#total;
    const left =
      ended || this.#count === 0 ? "" : `, ${duration((seconds / share) * (1 - share))} left`;
    return `${this.#count}/${this.#total} · ${Math.floor(100 * share)} % · ${spent}${left}`;
  }
}

/** Gives what the iterable gives, and draws a bar. A number n stands for 0, 1, …, n − 1. */
export function progress(count: number, options?: ProgressOptions): Generator<number>;
export function progress<T>(iterable: Iterable<T>, options?: ProgressOptions): Generator<T>;
export function progress<T>(
  iterable: AsyncIterable<T>,
  options?: ProgressOptions,
): AsyncGenerator<T>;
export function progress<T>(
  over: number | Iterable<T> | AsyncIterable<T>,
  options: ProgressOptions = {},
): Generator<T | number> | AsyncGenerator<T> {
  if (typeof over === "number") {
    if (!Number.isInteger(over) || over < 0) {
      throw new RangeError(`progress: expected a whole number of steps, 0 or more, got ${over}`);
    }
    return sync(Array(over).keys(), { total: over, ...options });
  }
  const iterable = over as Partial<Iterable<T> & AsyncIterable<T>> | null | undefined;
  if (iterable?.[Symbol.iterator]) return sync(over as Iterable<T>, options);
  if (iterable?.[Symbol.asyncIterator]) return async(over as AsyncIterable<T>, options);
  throw new TypeError(`progress: expected a number or something to loop over, got ${String(over)}`);
}

function* sync<T>(iterable: Iterable<T>, options: ProgressOptions): Generator<T> {
  const { length, size } = iterable as { length?: number; size?: number };
  const bar = new Bar(options.label ?? "", options.total ?? length ?? size);
  try {
    for (const value of iterable) {
      yield value;
      bar.step();
    }
  } finally {
    bar.end();
  }
}

async function* async<T>(iterable: AsyncIterable<T>, options: ProgressOptions): AsyncGenerator<T> {
  const bar = new Bar(options.label ?? "", options.total);
  try {
    for await (const value of iterable) {
      yield value;
      bar.step();
    }
  } finally {
    bar.end();
  }
}
