/** Why the process that ran user code ended, in the words of the cell's error. */
import type { ErrorContent } from "../protocol/iopub.ts";
import { texts } from "../texts/texts.ts";

const bold = (text: string) => `\u001b[1m${text}\u001b[0m`;

/**
 * The error for a process that ended.
 * @param lastWords What it printed when it crashed.
 * @param givenUp Whether we ended it, as its cell did not stop.
 */
export function describeEnd(
  code: number | null,
  signal: NodeJS.Signals | null,
  lastWords: string,
  givenUp = false,
): ErrorContent {
  const [ename, evalue] = givenUp
    ? ["SessionKilled", texts.notStopped]
    : reason(code, signal, lastWords);
  return { ename, evalue, traceback: [`${bold(ename)}: ${evalue}`, texts.variablesLost] };
}

function reason(
  code: number | null,
  signal: NodeJS.Signals | null,
  lastWords: string,
): [ename: string, evalue: string] {
  if (/heap out of memory|Array buffer allocation failed/i.test(lastWords)) {
    return ["OutOfMemory", texts.outOfMemory];
  }
  if (signal === "SIGKILL") {
    return ["SessionKilled", texts.killed];
  }
  if (signal !== null || code === 134 || code === 139) {
    const what = signal ?? (code === 134 ? "SIGABRT" : "SIGSEGV");
    return ["Crash", texts.crashed(what)];
  }
  return ["ProcessExit", texts.exited(code ?? 0)];
}
