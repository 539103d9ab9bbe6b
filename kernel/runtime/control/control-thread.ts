/**
 * The control thread: reads what the supervisor sends, also while user code keeps the main thread
 * busy. Forwards messages to the main thread, stops it on an interrupt and wakes it with input.
 */
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { workerData } from "node:worker_threads";
import type { Debugger } from "../debugger/debugger.ts";
import type { RanCell } from "../debugger/sources.ts";
import type { DebugRequest, ExecuteMessage, SessionMessage } from "../link/messages.ts";
import { CHILD_READS, encodeFrame, FrameDecoder } from "../link/transport.ts";
import { type ControlData, type ForMain, type Numbered, Shared } from "./shared.ts";

const { state, wake, queue, input } = workerData as ControlData;

const socket = new Socket({ fd: CHILD_READS, readable: true, writable: true });
const decoder = new FrameDecoder<SessionMessage>();
socket.on("data", (chunk: Buffer) => {
  for (const message of decoder.push(chunk)) handle(message);
});
// Without a supervisor there is nobody to work for.
socket.on("close", () => process.kill(process.pid, "SIGKILL"));
socket.on("error", () => {});

function handle(message: SessionMessage): void {
  switch (message.type) {
    case "interrupt":
      if (preparing.size === 0) interrupt();
      // Those cells were sent before it.
      else void Promise.all(preparing).then(interrupt);
      break;
    case "input_reply":
      answer(message.value);
      break;
    case "execute":
      prepare(message);
      break;
    case "debug_request":
      answerDebugger(message.request);
      break;
    default:
      forward(message);
  }
}

/** Cells that are about to be passed on. */
const preparing = new Set<Promise<void>>();

function prepare(message: ExecuteMessage): void {
  const prepared = beforeCell(message)
    .catch(() => {})
    .then(() => {
      preparing.delete(prepared);
      forward(message);
    });
  preparing.add(prepared);
}

/** The cells so far: a debugger may be attached later. */
const cells: RanCell[] = [];
let debug: Promise<Debugger> | undefined;
let isPaused = () => false;

/** What the debugger was told to do before the next cell runs. */
let preparations: Promise<unknown> = Promise.resolve();

function answerDebugger(request: DebugRequest): void {
  debug ??= startDebugger();
  const answered = debug.then((started) => started.request(request));
  if (/^(?:attach|set\w+)$/.test(request.command)) {
    preparations = Promise.all([preparations, answered]);
  }
}

async function beforeCell({ url, source, javascript, sourceMap }: ExecuteMessage): Promise<void> {
  const cell: RanCell = { url, source, javascript, ...(sourceMap && { sourceMap }) };
  cells.push(cell);
  await preparations;
  if (debug) await (await debug).beforeCell(cell);
}

/** Off, the debugger costs nothing. */
async function startDebugger(): Promise<Debugger> {
  const { Debugger } = await import("../debugger/debugger.ts");
  const started = new Debugger({
    send: (message) => socket.write(encodeFrame({ type: "debug", message })),
    onAttached: (attached) => Atomics.store(state, Shared.debugging, Number(attached)),
  });
  isPaused = () => started.isPaused;
  for (const cell of cells) await started.beforeCell(cell);
  return started;
}

/** Messages that the main thread may not have yet; they are numbered from 1. */
let sent: Numbered[] = [];
let last = 0;

/** The queue holds the message; the wake call only says that there is one, and may get lost. */
function forward(message: ForMain): void {
  last += 1;
  sent = [...unconfirmed(), { number: last, message }];
  queue.postMessage(sent.at(-1));
  wake.postMessage(null);
}

/** A termination can hit the main thread as it takes a message, which is lost then. */
function forwardAgain(): void {
  for (const each of unconfirmed()) queue.postMessage(each);
  wake.postMessage(null);
}

function unconfirmed(): Numbered[] {
  const received = Atomics.load(state, Shared.received);
  return sent.filter(({ number }) => number > received);
}

function answer(value: string | undefined): void {
  input.postMessage(value);
  Atomics.add(state, Shared.answers, 1);
  Atomics.notify(state, Shared.answers);
}

/**
 * How long the main thread's event loop may take to stop a cell that awaits something. More where
 * it may be between two callbacks: to terminate Node's own code there can damage its timers.
 */
const patience = () => (Atomics.load(state, Shared.inUserCode) === 1 ? 8 : 25);

/** Text waits for so many milliseconds; then again as many until the main thread is interrupted. */
const period = 10;

// The main thread has text that it will write when it next comes back from user code.
wake.on("message", () => {
  const text = Atomics.load(state, Shared.unwritten);
  const later = (action: () => void) =>
    setTimeout(() => {
      if (text > 0 && Atomics.load(state, Shared.unwritten) === text) action();
    }, period);
  const inUserCode = () => flushInUserCode(() => later(inUserCode));
  later(() => {
    wake.postMessage(null);
    later(inUserCode);
  });
});

/** Synchronous code runs for long: has its text written in the middle of it. */
function flushInUserCode(done: () => void): void {
  // Of what is stopped no text is left, and stopping this would not stop the rest.
  if (Atomics.load(state, Shared.handled) < Atomics.load(state, Shared.interrupts)) return;
  callInBetween("__sinapse_flush__()", done);
}

/** Waits for the call below to end. */
let afterCall: (() => void)[] | undefined;

/** Has the main thread call something of ours in the middle of what it runs; one at a time. */
function callInBetween(expression: string, done: () => void): void {
  if (afterCall) {
    afterCall.push(() => callInBetween(expression, done));
    return;
  }
  afterCall = [];
  const parameters = { expression, silent: true, disableBreaks: true };
  mainThread().post("Runtime.evaluate", parameters, () => {
    const next = afterCall ?? [];
    afterCall = undefined;
    done();
    for (const action of next) action();
  });
}

let session: Session | undefined;

function mainThread(): Session {
  if (!session) {
    session = new Session();
    session.connectToMainThread();
  }
  return session;
}

function interrupt(): void {
  if (Atomics.load(state, Shared.asking) === 1) {
    answer(undefined);
    return;
  }
  if (isPaused()) {
    void debug?.then((started) => started.terminate());
    return;
  }
  // The main thread may not have begun with the last cell.
  Atomics.store(state, Shared.stopped, last);
  const number = Atomics.add(state, Shared.interrupts, 1) + 1;
  wake.postMessage(null);
  Atomics.wait(state, Shared.handled, number - 1, patience());
  if (Atomics.load(state, Shared.handled) >= number) return;
  // No answer: synchronous code is running. It is to say where it was stopped.
  callInBetween("__sinapse_here__()", () => terminate(number));
  // What was stopped may have been the handling of a message.
  for (const delay of [15, 50]) setTimeout(forwardAgain, delay);
  setTimeout(() => {
    if (Atomics.load(state, Shared.handled) < number) interruptChildProcesses();
  }, 30);
}

/** Stops the JavaScript that the main thread runs, for an interrupt that was not acted upon. */
function terminate(number: number): void {
  const patience = Atomics.load(state, Shared.patience);
  if (patience > 0) Atomics.wait(state, Shared.patience, patience, patience);
  if (Atomics.load(state, Shared.handled) >= number) return;
  mainThread().post("Runtime.terminateExecution", (failure) => {
    if (failure) return;
    Atomics.add(state, Shared.terminations, 1);
    wake.postMessage(null);
  });
}

/** The main thread waits for a process that it started: ends it as Ctrl+C in a terminal would. */
function interruptChildProcesses(): void {
  if (process.platform === "win32") return;
  try {
    // We are the leader of our group, and do not listen to this signal.
    process.kill(-process.pid, "SIGINT");
  } catch {
    // We are not the leader: somebody else started us.
  }
}
