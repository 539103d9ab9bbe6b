import { type ControlOptions, ValueControl } from "./value-control.ts";

/** Options of `checkbox`. */
export interface CheckboxOptions extends ControlOptions {
  /** Whether it is checked first. Default false. */
  value?: boolean;
}

/**
 * A box to check: true or false.
 *
 * @example
 * const momentum = widgets.checkbox({ label: "momentum", value: true });
 * momentum.value   // true
 */
export function checkbox(options: CheckboxOptions = {}): ValueControl<boolean> {
  const parts = { model: "CheckboxModel", style: "CheckboxStyleModel", state: { indent: false } };
  return new ValueControl<boolean>(parts, options.value ?? false, options);
}
