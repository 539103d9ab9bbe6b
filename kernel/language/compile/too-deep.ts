/** Programs on which a compiler itself gives up. */

import { texts } from "../../texts/texts.ts";

/** Whether a compiler ran out of stack: V8's, WebAssembly's own, or acorn as it noticed. */
export function isTooDeep(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, message } = error;
  return (
    name === "RangeError" ||
    (name === "RuntimeError" && message.includes("out of bounds")) ||
    (name === "SyntaxError" && message.startsWith("Not enough stack space"))
  );
}

/** Why a compiler gave up and what to do, for what it threw. */
export function whyUncompilable(error: Error): string {
  return isTooDeep(error)
    ? texts.tooDeep
    : texts.compilerFailed(error.message.split("\n")[0] ?? "");
}
