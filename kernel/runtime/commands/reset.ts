/** `%reset`: a fresh session. */
import { texts } from "../../texts/texts.ts";
import { endCellsNow } from "../cell/execute.ts";
import { end, owner } from "../cell/owner.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";

export const command: Command = {
  async run() {
    await end(owner());
    writeText("stdout", `${texts.variablesGone}\n`);
    // V8 does not forget a declaration: another process takes over.
    endCellsNow();
    process.exit(0);
  },
};
