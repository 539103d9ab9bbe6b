/** Why a process of Node's ended, by how it ended and what it printed at last. */
import type { RuntimeEnd } from "./runtime.ts";

// What V8 and Node print when they give up: it tells the reason, but does not help the user.
const lastWords =
  /\n?(<--- Last few GCs --->|FATAL ERROR: |#\n# Fatal error in |----- Native stack trace -----)/;

// What Node says at the end of a process that was interrupted or debugged.
const inspectorWords = "Waiting for the debugger to disconnect...\n";

export class ProcessEnd {
  #lastWords = "";

  /** Keeps what a process prints on its stderr when it crashes; gives the rest. */
  withoutLastWords(printed: string): string {
    const text = printed.replace(inspectorWords, "");
    const start = this.#lastWords ? 0 : text.search(lastWords);
    if (start < 0) return text;
    this.#lastWords += text.slice(start);
    return text.slice(0, start);
  }

  /** The reason, once the process told all. */
  reason(code: number | null, signal: NodeJS.Signals | null): RuntimeEnd {
    if (/heap out of memory|Array buffer allocation failed/i.test(this.#lastWords)) {
      return { reason: "memory" };
    }
    if (signal === "SIGKILL") return { reason: "killed" };
    if (signal !== null) return { reason: "crash", signal };
    // Of a shell between us, its codes for signals.
    if (code === 134) return { reason: "crash", signal: "SIGABRT" };
    if (code === 139) return { reason: "crash", signal: "SIGSEGV" };
    return { reason: "exit", code: code ?? 0 };
  }
}
