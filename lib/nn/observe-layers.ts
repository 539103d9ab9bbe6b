/** Sees what the layers of a model give while it computes, as its summary does. */
import { afterInterrupt } from "../interrupts.ts";
import type { Tensor } from "../tensor/index.ts";
import type { Layer } from "./layer.ts";

/** Called with every layer that has computed an output, while `observeLayers` runs. */
let observer: ((layer: Layer, output: Tensor) => void) | undefined;
afterInterrupt(() => {
  observer = undefined;
});

/** Runs `run` while `see` is called with each layer's output, innermost layers first. */
export function observeLayers<T>(see: (layer: Layer, output: Tensor) => void, run: () => T): T {
  const outer = observer;
  observer = see;
  try {
    return run();
  } finally {
    observer = outer;
  }
}

/** A layer has computed its output. */
export function tellObserver(layer: Layer, output: Tensor): void {
  observer?.(layer, output);
}
