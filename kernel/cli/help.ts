/** What `sinapse --help` and `sinapse COMMAND --help` print. */
import { texts } from "../bootstrap/texts.mjs";
import { type CommandName, commandNames } from "./option-tables.ts";

/** Every command with what it does. */
export function helpOfAll(): string {
  return texts.help(commandNames.map((name) => texts.usage[name]).join("\n"));
}

/** One command with what each of its options does. */
export function helpOf(name: CommandName): string {
  return `${texts.usage[name]}\n\n${texts.options[name]}`;
}
