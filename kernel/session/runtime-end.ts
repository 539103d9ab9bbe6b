/** Why the runtime ended, in the words of the cell's error. */
import type { ErrorContent } from "../protocol/iopub.ts";
import type { RuntimeEnd } from "../runtime/link/runtime.ts";
import { texts } from "../texts/texts.ts";
import { errorContent } from "./errors.ts";

/**
 * The error for a runtime that ended.
 * @param givenUp Whether we ended it, as its cell did not stop.
 */
export function describeEnd(end: RuntimeEnd, givenUp: boolean): ErrorContent {
  const [ename, evalue] = givenUp ? ["SessionKilled", texts.notStopped] : describe(end);
  return errorContent({ name: ename, message: evalue }, [texts.variablesLost]);
}

function describe(end: RuntimeEnd): [ename: string, evalue: string] {
  switch (end.reason) {
    case "memory":
      return ["OutOfMemory", texts.outOfMemory];
    case "killed":
      return ["SessionKilled", texts.killed];
    case "crash":
      return ["Crash", texts.crashed(end.signal)];
    case "exit":
      return ["ProcessExit", texts.exited(end.code)];
  }
}
