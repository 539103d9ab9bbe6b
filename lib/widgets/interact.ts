import {
  displayBundle,
  displaySymbol,
  errorText,
  type MimeBundle,
  placeOutputs,
} from "../display.ts";
import { afterInterrupt } from "../interrupts.ts";
import { column } from "./box.ts";
import { checkbox } from "./checkbox.ts";
import { dropdown } from "./dropdown.ts";
import { bundleNow, bundleOf } from "./shown.ts";
import { integerSlider, slider } from "./slider.ts";
import { Slots } from "./slots.ts";
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
 * Shows controls, and what a function makes of their values. Each change shows what the function
 * prints, displays and gives in place of what it did before, or its error; the last of it stays in
 * the saved notebook and in the handout.
 *
 * @param make From the values, by name, to a figure or any other value.
 * @param controls A control for each name: `[min, max]`, `[min, max, step]`, true or false, a text,
 *   a list of texts, or a control of your own.
 * @throws TypeError for what makes no control, and what the function throws for the first values.
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
  const slots = new Slots();
  /** Grows where an interrupt came: what goes on nevertheless must not show old values. */
  let interrupts = 0;
  let isWorking = false;
  let again = false;
  const free = () => {
    isWorking = false;
    interrupts += 1;
    slots.end();
  };
  const run = () => {
    slots.begin();
    return placeOutputs(slots, () => make(values()));
  };
  /** Shows a result, or the error in its place. */
  const show = async (result: () => unknown): Promise<void> => {
    const before = interrupts;
    const bundle = await bundleOfResult(result).catch(errorBundle);
    if (before !== interrupts) return;
    // A function that only prints or displays gives nothing more to show.
    if (bundle["text/plain"] !== "") slots.display(bundle);
    slots.end();
  };
  /** Works on the values until they are the last that came in: those in between are skipped. */
  const work = async (first: () => unknown): Promise<void> => {
    const before = interrupts;
    isWorking = true;
    again = false;
    stoppable.add(free);
    await show(first);
    while (again && before === interrupts) {
      again = false;
      await show(run);
    }
    if (before !== interrupts) return;
    isWorking = false;
    stoppable.delete(free);
  };
  displayBundle(column(...made.map(([, control]) => control))[displaySymbol]());
  for (const [, control] of made) {
    control.observe(() => {
      again = true;
      return isWorking ? undefined : work(run);
    });
  }
  const first = run();
  const shown = bundleNow(first);
  if (shown) {
    slots.display(shown);
    slots.end();
  } else void work(() => first);
}

async function bundleOfResult(result: () => unknown): Promise<MimeBundle> {
  return bundleOf(await result());
}

function errorBundle(error: unknown): MimeBundle {
  return { "text/plain": errorText(error) };
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
