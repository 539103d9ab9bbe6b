/** The main thread's side of the control thread. */
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { clearAsyncStack } from "./async-stack.ts";
import type { CommMessage, ExecuteMessage } from "./messages.ts";
import { type ControlData, Shared, sharedPlaces } from "./shared.ts";

const state = new Int32Array(new SharedArrayBuffer(4 * sharedPlaces));
const wake = new MessageChannel();
const queue = new MessageChannel();
const input = new MessageChannel();

/** Starts the control thread. */
export function startControlThread(): void {
  const ports = [wake.port2, queue.port2, input.port2] as const;
  const workerData: ControlData = { state, wake: ports[0], queue: ports[1], input: ports[2] };
  new Worker(new URL("./control.js", import.meta.url), {
    workerData,
    transferList: [...ports],
    stdout: true,
    stderr: true,
    // A heap limit of user code is not the control thread's.
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  }).unref();
}

/** Receives the supervisor's messages from now on, and the interrupts of code that awaits. */
export function onControl(
  message: (message: ExecuteMessage | CommMessage) => void,
  interrupt: () => void,
): void {
  wake.port1.on("message", () => {
    const asked = Atomics.load(state, Shared.interrupts);
    if (asked > Atomics.load(state, Shared.handled)) {
      acknowledgeInterrupts();
      clearAsyncStack();
      interrupt();
    }
    for (;;) {
      const next = receiveMessageOnPort(queue.port1);
      if (!next) break;
      message(next.message);
    }
  });
}

/** Whether a debugger is attached. */
export function isDebugging(): boolean {
  return Atomics.load(state, Shared.debugging) === 1;
}

/** Marks all interrupts so far as acted upon. */
export function acknowledgeInterrupts(): void {
  Atomics.store(state, Shared.handled, Atomics.load(state, Shared.interrupts));
  Atomics.notify(state, Shared.handled);
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
