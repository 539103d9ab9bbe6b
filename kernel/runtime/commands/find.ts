/** The command that a name stands for. */
import { type CatalogueEntry, catalogue, entryOf } from "../../commands/catalogue.ts";
import { nearest } from "../../texts/nearest.ts";
import { texts } from "../../texts/texts.ts";

/**
 * The entry of a command.
 *
 * @throws Error if there is no such command, with the nearest name.
 */
export function find(name: string): CatalogueEntry {
  const entry = entryOf(name);
  if (entry) return entry;
  const names = catalogue.map((each) => each.name).filter((each) => each !== "!");
  throw new Error(texts.noCommand(name, nearest(name, names)));
}
