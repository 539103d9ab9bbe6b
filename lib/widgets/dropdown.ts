import { type ControlOptions, ValueControl } from "./value-control.ts";

/** Options of `dropdown`. */
export interface DropdownOptions<Value> extends ControlOptions {
  /** What is chosen first. Default: the first choice. */
  value?: Value;
}

/**
 * A list to choose from.
 *
 * @param choices The values, or an object with a name for each.
 * @throws RangeError where there is no choice, or `value` is none of them.
 * @example
 * widgets.dropdown(["sigmoid", "tanh", "relu"], { label: "activation" })
 * widgets.dropdown({ small: 0.01, large: 1 }, { label: "rate" })
 */
export function dropdown<const Value>(
  choices: readonly Value[] | Readonly<Record<string, Value>>,
  options: DropdownOptions<Value> = {},
): ValueControl<Value> {
  const named: [string, Value][] = Array.isArray(choices)
    ? choices.map((choice) => [String(choice), choice])
    : Object.entries(choices as Record<string, Value>);
  if (named.length === 0) throw new RangeError("dropdown: no choice was given.");
  const values = named.map(([, value]) => value);
  const first = options.value ?? values[0]!;
  if (!values.includes(first)) {
    throw new RangeError(
      `dropdown: ${String(first)} is none of ${named.map(([name]) => name).join(", ")}.`,
    );
  }
  return new ValueControl<Value>(
    {
      model: "DropdownModel",
      style: "DescriptionStyleModel",
      entry: "index",
      state: { _options_labels: named.map(([name]) => name) },
      write: (value) => Math.max(0, values.indexOf(value)),
      read: (index) => values[Number(index)]!,
    },
    first,
    options,
  );
}
