/** `%exit`, and `exit` or `quit` by itself: ends a console; a notebook's session ends by its menu. */
import { texts } from "../../texts/texts.ts";
import { addPayload } from "../cell/payload.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";

export const command: Command = {
  run() {
    writeText("stdout", `${texts.howToEnd}\n`);
    addPayload({ source: "ask_exit", keepkernel: false });
  },
};
