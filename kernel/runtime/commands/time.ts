/** `%time`: how long an expression takes, or the rest of the cell. */

import { texts } from "../../texts/texts.ts";
import { owner } from "../cell/owner.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";
import { duration } from "./duration.ts";

export const command: Command = {
  run(_rest, code) {
    if (code === null) throw new Error(texts.commandErrors.measuresNoDeclaration);
    const start = performance.now();
    const report = () => writeText("stdout", `${duration(performance.now() - start)}\n`);
    if (!code) {
      owner().atEnd.push(report);
      return undefined;
    }
    const value = code();
    if (!(value instanceof Promise)) {
      report();
      return value;
    }
    return value.finally(report);
  },
};
