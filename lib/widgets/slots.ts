import { type DisplayOptions, displayBundle, type MimeBundle, newDisplayId } from "../display.ts";

/** Text waits for so many milliseconds, as each piece that is sent has all of it. */
const period = 50;

/** Places below a cell whose outputs are replaced each time some code runs again. */
export class Slots {
  readonly #ids: string[] = [];
  #used = 0;
  /** Where outputs with an id of their own stand. */
  readonly #places = new Map<string, string>();
  #text = "";
  #textAt = -1;
  #sent = 0;

  /** The code begins anew. */
  begin(): void {
    this.#used = 0;
    this.#textAt = -1;
    this.#places.clear();
  }

  /** Shows text: in one place until something else is shown. */
  write(text: string): void {
    if (this.#textAt < 0) {
      this.#textAt = this.#used++;
      this.#text = "";
      this.#sent = 0;
    }
    this.#text += text;
    if (performance.now() - this.#sent >= period) this.#sendText();
  }

  /** Shows something in the next place, or in place of what it replaces. */
  display(
    data: MimeBundle,
    { displayId, update = false, metadata = {} }: DisplayOptions = {},
  ): void {
    if (update) {
      const place = this.#places.get(displayId ?? "") ?? displayId ?? "";
      displayBundle(data, { displayId: place, update, metadata, placed: true });
      return;
    }
    this.#endText();
    const at = this.#used++;
    this.#send(at, data, metadata);
    if (displayId !== undefined) this.#places.set(displayId, this.#ids[at]!);
  }

  /** The code has ended: what it showed last time and not now is taken away. */
  end(): void {
    this.#endText();
    for (let at = this.#used; at < this.#ids.length; at++) this.#send(at, { "text/plain": "" });
  }

  #endText(): void {
    if (this.#textAt < 0) return;
    this.#sendText();
    this.#textAt = -1;
  }

  #sendText(): void {
    this.#sent = performance.now();
    this.#send(this.#textAt, { "text/plain": this.#text.replace(/\n$/, "") });
  }

  #send(at: number, data: MimeBundle, metadata: Record<string, unknown> = {}): void {
    const update = at in this.#ids;
    this.#ids[at] ??= newDisplayId();
    const displayId = this.#ids[at];
    // By its id a page that was reloaded finds the place again.
    const sinapse = { display_id: displayId };
    displayBundle(data, { displayId, update, metadata: { ...metadata, sinapse }, placed: true });
  }
}
