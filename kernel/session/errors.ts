/** Errors of the session itself, as Jupyter shows them. */
import type { ErrorContent } from "../protocol/iopub.ts";

/** The content for an error that user code did not cause: no stack, which would be ours. */
export function errorContent(error: unknown): ErrorContent {
  const { name: ename, message: evalue } =
    error instanceof Error ? error : new Error(String(error));
  return { ename, evalue, traceback: [`\u001b[1m${ename}\u001b[0m: ${evalue}`] };
}
