/** Text that waits is written before the main thread ends or sleeps, where nobody could ask for it. */
import { flush, flushUnlessBusy } from "./sender.ts";

/** Changes what ends the process or puts it to sleep. */
export function installLastWords(): void {
  flushBefore(process, "abort");
  flushBefore(process, "kill");
  flushBefore(Atomics, "wait");
  process.on("exit", flush);
  Object.defineProperty(globalThis, "__sinapse_flush__", { value: flushUnlessBusy });
}

function flushBefore<Name extends string>(
  owner: Record<Name, (...values: never[]) => unknown>,
  name: Name,
): void {
  const original = owner[name];
  const replaced = (...values: never[]) => {
    flush();
    return original.apply(owner, values);
  };
  Object.defineProperty(replaced, "name", { value: name });
  owner[name] = replaced as typeof original;
}
