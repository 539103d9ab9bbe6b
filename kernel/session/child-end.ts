/** Why the process that ran user code ended, in the words of the cell's error. */
import type { ErrorContent } from "../runtime/messages.ts";

const bold = (text: string) => `\u001b[1;31m${text}\u001b[0m`;

/** The notice that goes with every lost session. */
export const variablesLost =
  "All variables are lost. A fresh session is ready: run the cells above again.";

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
  const [ename, evalue] = givenUp ? notStopped : reason(code, signal, lastWords);
  return { ename, evalue, traceback: [`${bold(ename)}: ${evalue}`, variablesLost] };
}

const notStopped = [
  "SessionKilled",
  "The cell did not stop when it was asked to, so its session was ended.",
] as const;

function reason(
  code: number | null,
  signal: NodeJS.Signals | null,
  lastWords: string,
): [ename: string, evalue: string] {
  if (/heap out of memory|Array buffer allocation failed/i.test(lastWords)) {
    return ["OutOfMemory", "The cell needed more memory than JavaScript may use."];
  }
  if (signal === "SIGKILL") {
    return ["SessionKilled", "The session was ended from outside, perhaps as memory ran out."];
  }
  if (signal !== null || code === 134 || code === 139) {
    const what = signal ?? (code === 134 ? "SIGABRT" : "SIGSEGV");
    return ["Crash", `Native code crashed the session (${what}).`];
  }
  return ["ProcessExit", `The code ended the session with process.exit(${code ?? 0}).`];
}
