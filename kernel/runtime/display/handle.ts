/** What `display` returns. */
import type { DisplayHandle, DisplayOptions } from "./types.ts";

/** A display that can be updated in place. */
export class Handle implements DisplayHandle {
  readonly id: string;
  readonly #show: (value: unknown, options: DisplayOptions) => void;

  constructor(id: string, show: (value: unknown, options: DisplayOptions) => void) {
    this.id = id;
    this.#show = show;
  }

  update(value: unknown): void {
    this.#show(value, { id: this.id, update: true });
  }
}
