/** `process.exit` in a cell: the cell says what happened, then the process ends. */

import { endCellsNow } from "../cell/execute.ts";
import { ProcessExit } from "../errors/describe.ts";

/** Replaces `process.exit`. */
export function installExit(): void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    endCellsNow(new ProcessExit(code ?? process.exitCode ?? 0));
    return exit(code);
  };
}
