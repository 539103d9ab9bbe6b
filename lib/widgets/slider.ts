import { type ControlOptions, ValueControl } from "./value-control.ts";

/** Options of `slider` and `integerSlider`. */
export interface SliderOptions extends ControlOptions {
  /** Where it stands first. Default: the middle, on a step. */
  value?: number;
  /** Default 0. */
  min?: number;
  /** Default 1; for integers 10. */
  max?: number;
  /** Default: a hundredth of the way; for integers 1. */
  step?: number;
  /** Sends values while it is dragged, not only at the end. Default true. */
  continuous?: boolean;
}

/**
 * A slider for a number.
 *
 * @throws RangeError where `min` is not below `max`.
 * @example
 * const rate = widgets.slider({ label: "learning rate", max: 0.5 });
 * rate.observe((value) => console.log(value));
 * rate
 */
export function slider(options: SliderOptions = {}): ValueControl<number> {
  const { min = 0, max = 1 } = options;
  const step = options.step ?? (max - min) / 100;
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return numberSlider("FloatSliderModel", { ...options, min, max, step }, `.${digits}f`);
}

/**
 * A slider for a whole number.
 *
 * @throws RangeError where `min` is not below `max`.
 * @example
 * widgets.integerSlider({ label: "hidden neurons", min: 1, max: 20, value: 3 })
 */
export function integerSlider(options: SliderOptions = {}): ValueControl<number> {
  const { min = 0, max = 10, step = 1 } = options;
  return numberSlider("IntSliderModel", { ...options, min, max, step }, "d");
}

function numberSlider(
  model: string,
  options: SliderOptions & { min: number; max: number; step: number },
  format: string,
): ValueControl<number> {
  const { min, max, step, continuous = true } = options;
  if (!(min < max)) {
    throw new RangeError(`slider: min ${min} is not below max ${max}. Exchange them?`);
  }
  const middle = min + step * Math.round((max - min) / 2 / step);
  const value = Math.min(max, Math.max(min, options.value ?? Number(middle.toPrecision(12))));
  const state = {
    min,
    max,
    step,
    orientation: "horizontal",
    readout: true,
    readout_format: format,
    continuous_update: continuous,
  };
  return new ValueControl({ model, style: "SliderStyleModel", state }, value, options);
}
