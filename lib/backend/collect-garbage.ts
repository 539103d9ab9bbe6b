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
    const v8 = process.getBuiltinModule("node:v8");
    const vm = process.getBuiltinModule("node:vm");
    v8.setFlagsFromString("--expose-gc"); // only contexts made from now on have it
    const found: unknown = vm.runInNewContext("gc");
    v8.setFlagsFromString("--no-expose-gc");
    if (typeof found === "function") return () => void found();
  } catch {
    // Another platform than Node.
  }
  return () => {};
}
