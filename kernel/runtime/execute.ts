/** Runs a cell from its message to its end. */
import process from "node:process";
import { allowUnbalanced } from "./async-stack.ts";
import { acknowledgeInterrupts } from "./control-thread.ts";
import { describeResult } from "./display/describe.ts";
import { describeError, Interrupted } from "./errors/describe.ts";
import { rememberSource } from "./errors/sources.ts";
import { evaluate, type Outcome } from "./evaluate.ts";
import type { ExecuteDoneMessage, ExecuteMessage } from "./messages.ts";
import { type Cell, own } from "./owner.ts";
import { takePayload } from "./payload.ts";
import { barrier, send } from "./sender.ts";
import { disposeOfCell } from "./using.ts";

/** The cell that runs, and how to end it without waiting for it. */
let running: { cell: Cell; stop(outcome: Outcome): void } | undefined;

/** Runs a cell; cells come one after the other. */
export async function execute(message: ExecuteMessage): Promise<void> {
  const { id, silent, allowStdin } = message;
  const cell: Cell = { id, silent, allowStdin, stopped: false, displays: new Set() };
  rememberSource(message.url, message.source, message.sourceMap);
  const done = await outcomeOfCell(cell, message);
  barrier();
  send({ ...done, payload: takePayload() });
}

/** Ends the cell that awaits something. */
export function interruptCell(): void {
  running?.stop({ kind: "terminated" });
}

/** Ends the running cell, if any, with an error, as the process is about to end. */
export function endCellNow(thrown: unknown): void {
  if (!running) return;
  const { id } = running.cell;
  running = undefined;
  barrier();
  send({ type: "execute_done", id, error: describeError(thrown), userExpressions: {}, ends: true });
}

async function outcomeOfCell(cell: Cell, message: ExecuteMessage): Promise<ExecuteDoneMessage> {
  const { id } = cell;
  const failed = (outcome: Outcome): ExecuteDoneMessage => ({
    type: "execute_done",
    id,
    error: errorOf(outcome),
    userExpressions: {},
  });
  const outcome = await run(cell, async () =>
    disposeOfCell(await evaluate(message.javascript, message.url)),
  );
  if (outcome.kind !== "value") return failed(outcome);
  // Showing a value runs user code, too: symbols, getters, proxies.
  const shown = await run(cell, async () => {
    try {
      const result = await describeResult(outcome.value);
      await Promise.all(cell.displays);
      return { kind: "value", value: result };
    } catch (thrown) {
      return { kind: "thrown", thrown };
    }
  });
  if (shown.kind !== "value") return failed(shown);
  const result = shown.value as ExecuteDoneMessage["result"];
  const userExpressions = await evaluateExpressions(cell, message.userExpressions);
  return { type: "execute_done", id, ...(result && { result }), userExpressions };
}

/** Runs one step of a cell, which an interrupt may end at any time. */
function run(cell: Cell, step: () => Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve) => {
    const stop = (outcome: Outcome) => {
      if (outcome.kind === "terminated") {
        cell.stopped = true;
        acknowledgeInterrupts();
      }
      running = undefined;
      resolve(outcome);
    };
    running = { cell, stop };
    // `stop` may come first, from an interrupt: the later outcome is of no interest then.
    const ran = own(cell, () => {
      allowUnbalanced();
      return step();
    });
    ran.then((outcome) => {
      if (running?.cell === cell) stop(outcome);
    });
  });
}

async function evaluateExpressions(
  cell: Cell,
  expressions: Record<string, string>,
): Promise<ExecuteDoneMessage["userExpressions"]> {
  const answers: ExecuteDoneMessage["userExpressions"] = {};
  for (const [name, javascript] of Object.entries(expressions)) {
    const outcome = await run(cell, () => evaluate(javascript));
    if (outcome.kind !== "value") {
      answers[name] = { status: "error", ...errorOf(outcome) };
      continue;
    }
    const { data, metadata } = (await describeResult(outcome.value)) ?? {
      data: { "text/plain": "undefined" },
      metadata: {},
    };
    answers[name] = { status: "ok", data, metadata };
  }
  return answers;
}

function errorOf(outcome: Outcome) {
  if (outcome.kind === "thrown") return describeError(outcome.thrown, outcome.position);
  return describeError(new Interrupted());
}

/** Errors that no cell awaits are shown in the cell that caused them. */
export function reportLateErrors(ownerId: () => string): void {
  const report = (thrown: unknown) =>
    send({ type: "late_error", parent: ownerId(), ...describeError(thrown) });
  process.on("uncaughtException", report);
  process.on("unhandledRejection", report);
}
