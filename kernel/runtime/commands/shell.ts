/** `!command`: runs it in the system's shell. */
import { texts } from "../../texts/texts.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";
import { runInShell } from "./run-process.ts";

export const command: Command = {
  async run(rest) {
    const code = await runInShell(rest);
    if (code !== 0) writeText("stderr", `${texts.exitCode(code)}\n`);
  },
};
