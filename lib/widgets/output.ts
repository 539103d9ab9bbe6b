import type { MimeBundle } from "../display.ts";
import { bundleOf } from "./shown.ts";
import { Control, layoutReference, Widget } from "./widget.ts";

/** A place in the page where values are shown. */
export class Output extends Control {
  readonly widget: Widget;
  #shown: MimeBundle = { "text/plain": "" };

  /** @internal */
  constructor() {
    super();
    this.widget = new Widget(
      { model: "OutputModel", module: "@jupyter-widgets/output" },
      { msg_id: "", outputs: [], layout: layoutReference() },
    );
  }

  /** Shows a value in place of the one before, as a cell's last line would show it. */
  async put(value: unknown): Promise<void> {
    this.#shown = await bundleOf(value);
    const output = { output_type: "display_data", data: this.#shown, metadata: {} };
    this.widget.set({ outputs: [output] });
  }

  /** Shows nothing any more. */
  clear(): void {
    this.#shown = { "text/plain": "" };
    this.widget.set({ outputs: [] });
  }

  /** @internal */
  text(): string {
    return String(this.#shown["text/plain"] ?? "");
  }
}

/**
 * A place for values, to stand beside controls.
 *
 * @example
 * const place = widgets.output();
 * rate.observe((value) => place.put(plot.line(losses(value))));
 * widgets.column(rate, place)
 */
export function output(): Output {
  return new Output();
}
