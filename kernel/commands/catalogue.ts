/**
 * The commands of cells: lines that begin with `%`, and `!`. Plain data, for whoever lists, completes
 * or compiles them; what does the work is in the runtime, see `runtime/commands`.
 */
import { texts } from "../texts/texts.ts";

export interface CatalogueEntry {
  /** Without the `%`. */
  name: string;
  usage: string;
  /** Other names that do the same. */
  aliases?: readonly string[];
  /** One sentence. */
  summary: string;
  /** The words that may follow the name, where they are known. */
  words?: readonly string[];
  /** The rest of its line is TypeScript, which it is given as a function. */
  takesCode?: true;
  /** What it gives is what that TypeScript gives, so that a variable can get it. */
  givesValue?: true;
  /** A fresh session runs what stands behind it. */
  endsSession?: true;
}

const entries = [
  {
    name: "help",
    usage: "%help [command]",
    summary: texts.commands.help,
    get words(): string[] {
      return entries.map(({ name }) => name);
    },
  },
  {
    name: "types",
    usage: "%types block | warn | off",
    summary: texts.commands.types,
    words: ["block", "warn", "off"],
  },
  {
    name: "time",
    usage: "%time [expression]",
    summary: texts.commands.time,
    takesCode: true,
    givesValue: true,
  },
  {
    name: "timeit",
    usage: "%timeit expression",
    summary: texts.commands.timeit,
    takesCode: true,
  },
  { name: "who", usage: "%who", summary: texts.commands.who },
  { name: "reset", usage: "%reset", summary: texts.commands.reset, endsSession: true },
  { name: "install", usage: "%install package …", summary: texts.commands.install },
  { name: "save", usage: "%save [-f] file.ts [2-5,7]", summary: texts.commands.save },
  { name: "exit", usage: "%exit", aliases: ["quit"], summary: texts.commands.exit },
  { name: "!", usage: "!shell command", summary: texts.commands["!"] },
] as const satisfies readonly CatalogueEntry[];

export type CommandName = (typeof entries)[number]["name"];

/** All commands, in the order of `%help`. */
export const catalogue: readonly CatalogueEntry[] = entries;

/** The entry of a command, if there is one of this name. */
export function entryOf(name: string): CatalogueEntry | undefined {
  return catalogue.find((each) => each.name === name || each.aliases?.includes(name));
}
