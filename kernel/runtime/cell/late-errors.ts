/** Errors that no cell awaits are shown in the cell that caused them. */
import { describeError } from "../errors/describe.ts";
import { send } from "../output/sender.ts";
import { owner } from "./owner.ts";

/** Reports them from now on; the process goes on. */
export function reportLateErrors(): void {
  process.on("uncaughtException", reportLateError);
  process.on("unhandledRejection", reportLateError);
}

/** Reports an error of the cell that the running code belongs to. */
export function reportLateError(thrown: unknown): void {
  send({ type: "late_error", parent: owner().id, ...describeError(thrown) });
}
