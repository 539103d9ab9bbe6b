import { displayBundle, displaySymbol, type MimeBundle, newDisplayId } from "../display.ts";
import { afterInterrupt } from "../interrupts.ts";
import { column } from "./box.ts";
import { checkbox } from "./checkbox.ts";
import { dropdown } from "./dropdown.ts";
import { bundleNow, bundleOf } from "./shown.ts";
import { integerSlider, slider } from "./slider.ts";
import { text } from "./text.ts";
import { ValueControl } from "./value-control.ts";

/**
 * What makes a control: a control; `[min, max]` or `[min, max, step]` for a slider (whole numbers
 * where all are); true or false for a checkbox; a text; or a list of texts for a dropdown.
 */
export type ControlSource =
  | ValueControl<unknown>
  | ValueControl<number>
  | ValueControl<boolean>
  | ValueControl<string>
  | readonly [min: number, max: number, step?: number]
  | readonly string[]
  | boolean
  | string;

/** The values of controls, by name. */
export type Values<Controls extends Record<string, ControlSource>> = {
  [Name in keyof Controls]: Controls[Name] extends ValueControl<infer Value>
    ? Value
    : Controls[Name] extends readonly [number, number, number?]
      ? number
      : Controls[Name] extends boolean
        ? boolean
        : string;
};

/**
 * Shows controls, and what a function makes of their values; each change shows the new result in
 * place of the old one, which stays in the saved notebook and in the handout.
 *
 * @param make From the values, by name, to a figure or any other value.
 * @param controls A control for each name: `[min, max]`, `[min, max, step]`, true or false, a text,
 *   a list of texts, or a control of your own.
 * @throws TypeError for what makes no control.
 * @example
 * widgets.interact(
 *   ({ weight }) => plot.functionPlot((z) => Math.tanh(weight * z), { yRange: [-1, 1] }),
 *   { weight: [-5, 5, 0.1] },
 * );
 */
export function interact<const Controls extends Record<string, ControlSource>>(
  make: (values: Values<Controls>) => unknown,
  controls: Controls,
): void {
  const made = Object.entries(controls).map(
    ([name, source]) => [name, controlFrom(name, source)] as const,
  );
  const values = () =>
    Object.fromEntries(made.map(([name, control]) => [name, control.value])) as Values<Controls>;
  const displayId = newDisplayId();
  const first = make(values());
  displayBundle(column(...made.map(([, control]) => control))[displaySymbol]());
  let working: Promise<void> | undefined;
  let again = false;
  /** Grows where an interrupt came: what goes on nevertheless must not show old values. */
  let interrupts = 0;
  const free = () => {
    working = undefined;
    interrupts += 1;
  };
  // Values that come in while one is worked on are skipped, but for the last one.
  const change = (): Promise<void> => {
    again = true;
    stoppable.add(free);
    working ??= (async () => {
      const before = interrupts;
      try {
        while (again && before === interrupts) {
          again = false;
          const bundle = await bundleOf(await make(values()));
          if (before === interrupts) displayBundle(bundle, { displayId, update: true });
        }
      } finally {
        if (before === interrupts) {
          working = undefined;
          stoppable.delete(free);
        }
      }
    })();
    return working;
  };
  const bundle = (value: unknown) =>
    displayBundle(value as MimeBundle, { displayId, update: false });
  const shown = bundleNow(first);
  if (shown) bundle(shown);
  else {
    stoppable.add(free);
    working = bundleOf(first)
      .then(bundle)
      .finally(() => {
        working = undefined;
        stoppable.delete(free);
      });
  }
  for (const [, control] of made) control.observe(change);
}

/** What lets controls go on whose last change was never done with, as it was stopped. */
const stoppable = new Set<() => void>();
afterInterrupt(() => {
  for (const free of stoppable) free();
  stoppable.clear();
});

function controlFrom(name: string, source: ControlSource): ValueControl<unknown> {
  if (source instanceof ValueControl) return source as ValueControl<unknown>;
  if (typeof source === "boolean") return checkbox({ label: name, value: source }) as never;
  if (typeof source === "string") return text({ label: name, value: source }) as never;
  if (Array.isArray(source) && source.length > 0) {
    if (source.every((choice) => typeof choice === "string")) {
      return dropdown(source as string[], { label: name }) as never;
    }
    const [min, max, step] = source as number[];
    if (typeof min === "number" && typeof max === "number") {
      const whole = source.every(Number.isInteger);
      const options = { label: name, min, max, ...(step === undefined ? {} : { step }) };
      return (whole ? integerSlider(options) : slider(options)) as never;
    }
  }
  throw new TypeError(
    `interact: ${name} makes no control. Give [min, max, step], true or false, a text, a list of texts, or a control.`,
  );
}
