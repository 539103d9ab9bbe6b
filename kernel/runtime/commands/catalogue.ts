/**
 * The commands of cells: lines that begin with `%`, and `!`. Plain data, loaded by whoever lists or
 * completes them; the files that do the work are loaded when a command is first used.
 */
import { texts } from "../../texts/texts.ts";

/** What a command's file offers. */
export interface Command {
  /**
   * Does the work.
   *
   * @param rest What stands behind the name.
   * @param code The TypeScript behind the name, for commands that take code.
   * @returns What the line gives as a value, if anything.
   */
  run(rest: string, code?: () => unknown): unknown;
}

export interface CatalogueEntry {
  /** Without the `%`. */
  name: string;
  usage: string;
  /** One sentence. */
  summary: string;
  /** The words that may follow the name, where they are known. */
  words?: readonly string[];
  load(): Promise<{ command: Command }>;
}

/** All commands, in the order of `%help`. */
export const catalogue: CatalogueEntry[] = [
  {
    name: "help",
    usage: "%help [command]",
    summary: texts.commands.help,
    load: () => import("./help.ts"),
  },
  {
    name: "types",
    usage: "%types block | warn | off",
    summary: texts.commands.types,
    words: ["block", "warn", "off"],
    load: () => import("./types.ts"),
  },
  {
    name: "time",
    usage: "%time [expression]",
    summary: texts.commands.time,
    load: () => import("./time.ts"),
  },
  {
    name: "timeit",
    usage: "%timeit expression",
    summary: texts.commands.timeit,
    load: () => import("./timeit.ts"),
  },
  {
    name: "who",
    usage: "%who",
    summary: texts.commands.who,
    load: () => import("./who.ts"),
  },
  {
    name: "reset",
    usage: "%reset",
    summary: texts.commands.reset,
    load: () => import("./reset.ts"),
  },
  {
    name: "install",
    usage: "%install package …",
    summary: texts.commands.install,
    load: () => import("./install.ts"),
  },
  {
    name: "save",
    usage: "%save [-f] file.ts [2-5,7]",
    summary: texts.commands.save,
    load: () => import("./save.ts"),
  },
  {
    name: "!",
    usage: "!shell command",
    summary: texts.commands["!"],
    load: () => import("./shell.ts"),
  },
];

catalogue[0]!.words = catalogue.map(({ name }) => name);
