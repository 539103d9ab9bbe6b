/** The main thread's side of the control thread. */
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { restoreAfterInterrupt } from "../../../lib/interrupts.ts";
import { runtimeUrl } from "../paths.ts";
import { clearAsyncStack } from "./async-stack.ts";
import { type ControlData, type ForMain, type Numbered, Shared, sharedPlaces } from "./shared.ts";

const state = new Int32Array(new SharedArrayBuffer(4 * sharedPlaces));
const wake = new MessageChannel();
const queue = new MessageChannel();
const input = new MessageChannel();

/** Starts the control thread. */
export function startControlThread(): void {
  const ports = [wake.port2, queue.port2, input.port2] as const;
  const workerData: ControlData = { state, wake: ports[0], queue: ports[1], input: ports[2] };
  new Worker(new URL("control-thread.js", runtimeUrl), {
    workerData,
    transferList: [...ports],
    stdout: true,
    stderr: true,
    // A heap limit of user code is not the control thread's.
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  }).unref();
}

/** What the main thread does about what the control thread says. */
interface MainThread {
  /** Handles the messages that wait. */
  receive(): void;
  /** Writes the text that waits. */
  flush(): void;
  /** Ends the code that awaits something. */
  interrupt(): void;
  /** Gives up what cannot go on, as running code was stopped in its middle. */
  stopped(): void;
  /** Goes on where a termination has dropped the promise callbacks that would have. */
  recover(): void;
}

/** The supervisor's messages that nobody has begun to handle. */
export const waiting: ForMain[] = [];

/** How many terminations have ended a step of user code, which then told so itself. */
let consumed = 0;

/** Whether any code was stopped so far. */
export function wasTerminated(): boolean {
  return consumed > 0;
}

/** A termination has ended a step of user code. */
export function consumeTermination(): void {
  consumed += 1;
}

/** Receives the supervisor's messages from now on, and the interrupts of code that awaits. */
export function onControl({ receive, flush, interrupt, stopped, recover }: MainThread): void {
  let seen = 0;
  wake.port1.on("message", () => {
    // A termination may have kept it from being reset.
    Atomics.store(state, Shared.inUserCode, 0);
    const asked = Atomics.load(state, Shared.interrupts);
    if (asked > Atomics.load(state, Shared.handled)) {
      acknowledgeInterrupts();
      clearAsyncStack();
      restoreAfterInterrupt();
      interrupt();
    }
    const terminations = Atomics.load(state, Shared.terminations);
    if (terminations > seen) {
      seen = terminations;
      clearAsyncStack();
      restoreAfterInterrupt();
      stopped();
      // It came too late for the code that it was meant for, and may have hit any other.
      if (terminations > consumed) interrupt();
      consumed = terminations;
      // When all promise callbacks that are due have run.
      setImmediate(recover);
    }
    for (;;) {
      const next = receiveMessageOnPort(queue.port1);
      if (!next) break;
      const { number, message } = next.message as Numbered;
      // Each once and in order; one that is missing comes again, with those behind it.
      if (number !== Atomics.load(state, Shared.received) + 1) continue;
      if (message.type === "execute" && number <= Atomics.load(state, Shared.stopped)) {
        message.stopped = true;
      }
      // No call of a function in between, where a termination would part the two.
      waiting.push(message);
      Atomics.store(state, Shared.received, number);
    }
    flush();
    receive();
  });
}

let flushesAsked = 0;

/** There is text to write, which can wait some milliseconds. */
export function askToFlush(): void {
  if (Atomics.load(state, Shared.unwritten) > 0) return;
  flushesAsked += 1;
  Atomics.store(state, Shared.unwritten, flushesAsked);
  wake.port1.postMessage(null);
}

/** There is none any more. */
export function flushed(): void {
  Atomics.store(state, Shared.unwritten, 0);
}

/** Runs what begins with synchronous code of the user. */
export function inUserCode(action: () => void): void {
  const outer = Atomics.load(state, Shared.inUserCode);
  Atomics.store(state, Shared.inUserCode, 1);
  action();
  Atomics.store(state, Shared.inUserCode, outer);
}

/** Whether a debugger is attached. */
export function isDebugging(): boolean {
  return Atomics.load(state, Shared.debugging) === 1;
}

/** Whether the synchronous part of a cell or of a handler runs. */
export function isInUserCode(): boolean {
  return Atomics.load(state, Shared.inUserCode) === 1;
}

/** Tells how many milliseconds the control thread waits at most before it stops what runs. */
export function tellPatience(milliseconds: number): void {
  Atomics.store(state, Shared.patience, milliseconds);
  Atomics.notify(state, Shared.patience);
}

/** Marks all interrupts so far as acted upon. */
export function acknowledgeInterrupts(): void {
  Atomics.store(state, Shared.handled, Atomics.load(state, Shared.interrupts));
  Atomics.notify(state, Shared.handled);
  tellPatience(0);
}

/** Blocks until the user answered; `undefined` where an interrupt came instead. */
export function waitForAnswer(ask: () => void): string | undefined {
  const before = Atomics.load(state, Shared.answers);
  Atomics.store(state, Shared.asking, 1);
  try {
    ask();
    while (Atomics.load(state, Shared.answers) === before) {
      Atomics.wait(state, Shared.answers, before);
    }
    return receiveMessageOnPort(input.port1)?.message;
  } finally {
    Atomics.store(state, Shared.asking, 0);
  }
}
