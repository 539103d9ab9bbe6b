import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Asks the engine for a garbage collection, so that finalizers of what nobody holds run in one of
 * the next turns. It sees only the small objects in front of tensors, not their gigabytes, so by
 * itself it may not collect for minutes. Does nothing where the platform has no way to ask.
 */
export function collectGarbage(): void {
  collector ??= findCollector();
  collector();
}

let collector: (() => void) | undefined;

function findCollector(): () => void {
  try {
    setFlagsFromString("--expose-gc"); // only contexts made from now on have it
    const found: unknown = runInNewContext("gc");
    setFlagsFromString("--no-expose-gc");
    if (typeof found === "function") return () => void found();
  } catch {
    // An engine without the flag.
  }
  return () => {};
}
