/** Runs commands: a line `%name rest` of a cell is compiled to a call of {@link runCommand}. */
import { texts } from "../../texts/texts.ts";
import { type CatalogueEntry, catalogue } from "./catalogue.ts";
import { nearest } from "./nearest.ts";

/**
 * Runs a command.
 *
 * @throws Error if there is no such command, with the nearest name.
 */
export async function runCommand(
  name: string,
  rest: string,
  code?: () => unknown,
): Promise<unknown> {
  const { command } = await find(name).load();
  return command.run(rest, code);
}

/** The entry of a command. */
export function find(name: string): CatalogueEntry {
  const entry = catalogue.find((each) => each.name === name);
  if (entry) return entry;
  const names = catalogue.map((each) => each.name).filter((each) => each !== "!");
  throw new Error(texts.noCommand(name, nearest(name, names)));
}
