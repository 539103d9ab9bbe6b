/** Runs a cell from its message to its end. */

import type { ErrorContent } from "../../protocol/iopub.ts";
import type { CellMessage } from "../control/shared.ts";
import { stopLeftovers } from "../control/stop.ts";
import { describeResult } from "../display/describe.ts";
import { describeError, Interrupted } from "../errors/describe.ts";
import { rememberSource } from "../errors/sources.ts";
import type { ExecuteDoneMessage, ExecuteMessage } from "../link/messages.ts";
import { barrier, send } from "../output/sender.ts";
import { answered, begin, run } from "./activity.ts";
import { evaluate, guard, type Outcome } from "./evaluate.ts";
import { type Cell, end, newCell } from "./owner.ts";
import { payloadOf } from "./payload.ts";
import { disposeOf, holdsResources } from "./using.ts";

type UserExpressions = ExecuteDoneMessage["userExpressions"];

/** The cells that run, each in a shell of its own. */
const running = new Set<Cell>();

/** Runs a cell. */
export async function execute(message: CellMessage): Promise<void> {
  const cell = newCell(message.id, message.silent, message.allowStdin);
  begin(cell, () => answer(cell, failed(cell.id, errorOf(cell, { kind: "terminated" }))));
  running.add(cell);
  rememberSource(message.url, message.source, message.sourceMap);
  const wrong = (error: unknown) => failed(cell.id, describeError(error));
  if (message.stopped) {
    answer(cell, failed(cell.id, errorOf(cell, { kind: "terminated" })));
    return;
  }
  const done = await outcomeOfCell(cell, message).catch(wrong);
  try {
    answer(cell, done);
  } catch (error) {
    // What the cell gave is no JSON: a BigInt, an object within itself.
    answer(cell, wrong(error));
  }
}

function answer(cell: Cell, done: ExecuteDoneMessage): void {
  const payload = payloadOf(cell);
  barrier(payload ? { ...done, payload } : done);
  answered(cell);
  running.delete(cell);
  if (cell.interrupted) stopLeftovers(cell);
}

/** Ends the cells that run, as the process is about to end; with an error if there is one. */
export function endCellsNow(error?: Error): void {
  barrier();
  for (const { id } of running) {
    const done: ExecuteDoneMessage = error
      ? failed(id, describeError(error))
      : { type: "execute_done", id, userExpressions: {} };
    send({ ...done, ends: true });
  }
  running.clear();
}

async function outcomeOfCell(cell: Cell, message: ExecuteMessage): Promise<ExecuteDoneMessage> {
  const outcome = await run(cell, evaluate(message.javascript, message.url));
  const ending = isComplete(cell)
    ? ended
    : await run(
        cell,
        guard(() => finish(cell)),
      );
  cell.ended = true;
  if (outcome.kind !== "value") return failed(cell.id, errorOf(cell, outcome));
  if (ending.kind !== "value") return failed(cell.id, errorOf(cell, ending));
  const shown = await show(cell, outcome.value);
  if (shown.kind !== "value") return failed(cell.id, errorOf(cell, shown));
  const result = shown.value as ExecuteDoneMessage["result"];
  const userExpressions = await evaluateExpressions(cell, message.userExpressions);
  return { type: "execute_done", id: cell.id, ...(result && { result }), userExpressions };
}

const ended: Outcome = { kind: "value", value: undefined };

/** Whether the cell began nothing that is to be completed. */
function isComplete(cell: Cell): boolean {
  return cell.atEnd.length === 0 && cell.displays.size === 0 && !holdsResources(cell);
}

/** Describes a value. That runs user code, too, where it has any: symbols, getters, proxies. */
async function show(cell: Cell, value: unknown): Promise<Outcome> {
  if (Object(value) !== value) return { kind: "value", value: await describeResult(value) };
  return run(
    cell,
    guard(() => describeResult(value)),
  );
}

/** Completes what the cell began: `using` at its top level, live figures, late displays. */
async function finish(cell: Cell): Promise<void> {
  try {
    await disposeOf(cell);
  } finally {
    await end(cell);
  }
}

async function evaluateExpressions(
  cell: Cell,
  expressions: Record<string, string>,
): Promise<UserExpressions> {
  const answers: UserExpressions = {};
  for (const [name, javascript] of Object.entries(expressions)) {
    answers[name] = await evaluateExpression(cell, javascript);
  }
  return answers;
}

async function evaluateExpression(
  cell: Cell,
  javascript: string,
): Promise<UserExpressions[string]> {
  const outcome = await run(cell, evaluate(javascript));
  const shown = outcome.kind === "value" ? await show(cell, outcome.value) : outcome;
  if (shown.kind !== "value") return { status: "error", ...errorOf(cell, shown) };
  const nothing = { data: { "text/plain": "undefined" }, metadata: {} };
  return { status: "ok", ...((shown.value as ExecuteDoneMessage["result"]) ?? nothing) };
}

function failed(id: string, error: ErrorContent): ExecuteDoneMessage {
  return { type: "execute_done", id, error, userExpressions: {} };
}

/** The error of a cell's step that gave no value. */
export function errorOf(cell: Cell, outcome: Outcome): ErrorContent {
  if (outcome.kind === "thrown") return describeError(outcome.thrown, outcome.position);
  return describeError(new Interrupted(cell.stoppedAt));
}
