/** `%types`: what type errors do. */
import { writeText } from "../output/streams.ts";
import { send } from "../sender.ts";
import type { Command } from "./catalogue.ts";

const meanings = {
  block: "Type errors stop the cell before it runs.",
  warn: "Type errors are shown, and the cell runs.",
  off: "Types are not checked.",
};

export const command: Command = {
  run(rest) {
    const value = rest.trim();
    if (!isSetting(value)) {
      throw new Error(`%types: expected block, warn or off, got "${value}".`);
    }
    send({ type: "setting", name: "types", value });
    writeText("stdout", `${meanings[value]}\n`);
  },
};

function isSetting(value: string): value is keyof typeof meanings {
  return Object.hasOwn(meanings, value);
}
