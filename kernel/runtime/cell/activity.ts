/** What user code is doing: steps of cells and handlers of comms, which an interrupt ends. */
import { restoreAfterInterrupt } from "../../../lib/interrupts.ts";
import { allowUnbalanced } from "../control/async-stack.ts";
import { acknowledgeInterrupts, waiting } from "../control/main-thread.ts";
import type { Outcome, Work } from "./evaluate.ts";
import { type Cell, own } from "./owner.ts";

interface Step {
  cell: Cell;
  /** False while it waits for its turn. */
  started: boolean;
  start(): void;
  end(outcome: Outcome): void;
}

const active = new Set<Step>();

/** Runs a step, to its end or to an interrupt. */
export function run(cell: Cell, work: Work): Promise<Outcome> {
  return new Promise((resolve) => {
    const step: Step = {
      cell,
      started: false,
      start() {
        if (step.started) return;
        step.started = true;
        own(cell, () => {
          allowUnbalanced();
          work(step.end);
        });
      },
      end(outcome) {
        // An interrupt may have ended the step already.
        if (!active.delete(step)) return;
        if (outcome.kind === "terminated") {
          restoreAfterInterrupt();
          cell.interrupted = true;
          for (const callback of cell.atInterrupt.splice(0)) callback();
          acknowledgeInterrupts();
          // Code that ran on the thread was stopped: what other cells await ends with it.
          for (const other of [...active]) if (other.started) other.end(outcome);
        }
        resolve(outcome);
      },
    };
    active.add(step);
    // An interrupt takes down all that is on the stack: let nothing of ours be on it.
    queueMicrotask(step.start);
  });
}

/** Ends all steps: those that are at an `await` would not notice an interrupt. */
export function interruptAll(): void {
  for (const step of [...active]) step.end({ kind: "terminated" });
}

/** Ends what a cell awaits with an error, as it would never come. */
export function fail(cell: Cell, thrown: unknown): void {
  for (const step of [...active]) if (step.cell === cell) step.end({ kind: "thrown", thrown });
}

/** What was begun and is to be answered, and the answer in case it cannot go on. */
const begun = new Map<Cell, () => void>();

/**
 * The first of the waiting messages is being handled; `abandon` answers it where a termination
 * drops the rest. V8 terminates where functions begin: either both is done here or nothing.
 */
export function begin(cell: Cell, abandon: () => void): void {
  begun.set(cell, abandon);
  waiting.shift();
}

/** The message was answered. */
export function answered(cell: Cell): void {
  begun.delete(cell);
}

/**
 * Goes on where a termination has dropped promise callbacks: starts what was about to start, and
 * abandons what was begun but does nothing. Call it where no promise callback is due.
 */
export function recover(): void {
  for (const step of active) if (!step.started) queueMicrotask(step.start);
  const busy = new Set([...active].map(({ cell }) => cell));
  for (const [cell, abandon] of begun) if (!busy.has(cell)) abandon();
}

/** Whether user code runs, is awaited, or is to be answered. */
export function isActive(): boolean {
  return active.size > 0 || begun.size > 0;
}
