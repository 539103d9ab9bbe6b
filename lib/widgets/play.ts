import { type ControlOptions, ValueControl } from "./value-control.ts";

/** Options of `play`. */
export interface PlayOptions extends ControlOptions {
  /** Where it stands first. Default: `min`. */
  value?: number;
  /** Default 0. */
  min?: number;
  /** Default 100. */
  max?: number;
  /** Default 1. */
  step?: number;
  /** Milliseconds between two values. Default 100. */
  interval?: number;
  /** Begins again at the end. Default false. */
  repeat?: boolean;
}

/**
 * Buttons that let a whole number run from `min` to `max`: observe it to draw one state after the
 * other.
 *
 * @example
 * const epoch = widgets.play({ max: 50 });
 * epoch.observe((value) => curve.add({ loss: train(value) }));
 */
export function play(options: PlayOptions = {}): ValueControl<number> {
  const { min = 0, max = 100, step = 1, interval = 100, repeat = false } = options;
  const state = { min, max, step, interval, repeat, playing: false, show_repeat: true };
  const parts = { model: "PlayModel", style: "DescriptionStyleModel", state };
  return new ValueControl<number>(parts, options.value ?? min, options);
}
