/** Finds out how a value wants to be shown. */
import type { MimeBundle } from "../link/messages.ts";
import { conventions } from "./conventions.ts";
import { Handle } from "./handle.ts";
import { plainText } from "./text.ts";

export interface Description {
  data: MimeBundle;
  metadata: Record<string, unknown>;
}

/** The value as a MIME bundle; a promise where the value makes it asynchronously. */
export function describe(value: unknown): Description | Promise<Description> {
  for (const convention of conventions) {
    const bundle = convention(value);
    if (bundle instanceof Promise) return bundle.then((data) => complete(value, data));
    if (bundle) return complete(value, bundle);
  }
  return complete(value, {});
}

/** The result of a cell; nothing for `undefined`, and for a display that was shown already. */
export async function describeResult(value: unknown): Promise<Description | undefined> {
  return value === undefined || value instanceof Handle ? undefined : describe(value);
}

/** Every bundle has a text, for front ends that show nothing else. */
function complete(value: unknown, data: MimeBundle): Description {
  const bundle = "text/plain" in data ? data : { ...data, "text/plain": plainText(value) };
  return { data: bundle, metadata: {} };
}
