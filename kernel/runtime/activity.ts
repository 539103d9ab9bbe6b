/** What user code is doing: steps of cells and handlers of comms, which an interrupt ends. */
import { allowUnbalanced } from "./async-stack.ts";
import { acknowledgeInterrupts } from "./control-thread.ts";
import type { Outcome } from "./evaluate.ts";
import { type Cell, own } from "./owner.ts";

interface Step {
  cell: Cell;
  end(outcome: Outcome): void;
}

const active = new Set<Step>();

/** Runs a step, to its end or to an interrupt. */
export function run(cell: Cell, step: () => Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve) => {
    const entry: Step = {
      cell,
      end(outcome) {
        // An interrupt may have ended the step already.
        if (!active.delete(entry)) return;
        if (outcome.kind === "terminated") {
          cell.interrupted = true;
          for (const callback of cell.atInterrupt.splice(0)) callback();
          acknowledgeInterrupts();
        }
        resolve(outcome);
      },
    };
    active.add(entry);
    // An interrupt takes down all that is on the stack: let nothing of ours be on it.
    queueMicrotask(() =>
      own(cell, () => {
        allowUnbalanced();
        step().then(entry.end);
      }),
    );
  });
}

/** Ends all steps: those that are at an `await` would not notice an interrupt. */
export function interruptAll(): void {
  for (const step of [...active]) step.end({ kind: "terminated" });
}

/** What was begun and is to be answered, and the answer in case it cannot go on. */
const begun = new Map<Cell, () => void>();

/** A message is being handled; `abandon` answers it where a termination has dropped the rest. */
export function begin(cell: Cell, abandon: () => void): void {
  begun.set(cell, abandon);
}

/** The message was answered. */
export function answered(cell: Cell): void {
  begun.delete(cell);
}

/** Abandons what was begun but does nothing: call it where no promise callback is due. */
export function abandonIdle(): void {
  const busy = new Set([...active].map(({ cell }) => cell));
  for (const [cell, abandon] of begun) if (!busy.has(cell)) abandon();
}

/** Whether user code runs, is awaited, or is to be answered. */
export function isActive(): boolean {
  return active.size > 0 || begun.size > 0;
}
