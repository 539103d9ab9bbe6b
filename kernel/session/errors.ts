/** Errors of the session itself, as Jupyter shows them. */
import type { ErrorContent } from "../protocol/iopub.ts";
import { bold } from "../texts/style.ts";

/**
 * The content for an error that user code did not cause: no stack, which would be ours.
 * @param more Lines below the error's own.
 */
export function errorContent(error: unknown, more: string[] = []): ErrorContent {
  const { name: ename, message: evalue } = isNamed(error) ? error : new Error(String(error));
  return { ename, evalue, traceback: [`${bold(ename)}: ${evalue}`, ...more] };
}

function isNamed(error: unknown): error is Pick<Error, "name" | "message"> {
  return typeof error === "object" && error !== null && "name" in error && "message" in error;
}
