/** `%types`: what type errors do. */
import { texts } from "../../texts/texts.ts";
import { send } from "../output/sender.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";

const meanings = texts.typesSettings;

export const command: Command = {
  run(rest) {
    const value = rest.trim();
    if (!isSetting(value)) {
      throw new Error(texts.commandErrors.types(value));
    }
    send({ type: "setting", name: "types", value });
    writeText("stdout", `${meanings[value]}\n`);
  },
};

function isSetting(value: string): value is keyof typeof meanings {
  return Object.hasOwn(meanings, value);
}
