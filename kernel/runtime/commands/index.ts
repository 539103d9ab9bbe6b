/** Runs commands: a line `%name rest` of a cell is compiled to a call of {@link runCommand}. */
import type { CommandName } from "../../commands/catalogue.ts";
import type { Command } from "./command.ts";
import { find } from "./find.ts";

/** The file of each command of the catalogue, loaded when the command is first used. */
const loaders: Record<CommandName, () => Promise<{ command: Command }>> = {
  help: () => import("./help.ts"),
  types: () => import("./types.ts"),
  time: () => import("./time.ts"),
  timeit: () => import("./timeit.ts"),
  who: () => import("./who.ts"),
  reset: () => import("./reset.ts"),
  install: () => import("./install.ts"),
  save: () => import("./save.ts"),
  exit: () => import("./exit.ts"),
  "!": () => import("./shell.ts"),
};

/**
 * Runs a command.
 *
 * @throws Error if there is no such command, with the nearest name.
 */
export async function runCommand(
  name: string,
  rest: string,
  code?: (() => unknown) | null,
): Promise<unknown> {
  const entry = find(name);
  const { command } = await loaders[entry.name as CommandName]();
  return command.run(rest, code);
}
