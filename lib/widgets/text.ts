import { type ControlOptions, ValueControl } from "./value-control.ts";

/** Options of `text`. */
export interface TextOptions extends ControlOptions {
  /** What stands in it first. Default: nothing. */
  value?: string;
  /** What stands in it, pale, while it is empty. */
  placeholder?: string;
  /** Sends each key, not only what was entered at the end. Default false. */
  continuous?: boolean;
}

/**
 * A line of text to type in.
 *
 * @example
 * const name = widgets.text({ label: "your function", value: "x ** 2" });
 * name.observe((source) => console.log(source));
 */
export function text(options: TextOptions = {}): ValueControl<string> {
  const state = {
    placeholder: options.placeholder ?? "",
    continuous_update: options.continuous ?? false,
  };
  const parts = { model: "TextModel", style: "TextStyleModel", state };
  return new ValueControl<string>(parts, options.value ?? "", options);
}
