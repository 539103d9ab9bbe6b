/**
 * The commands of cells: lines that begin with `%`, and `!`. Plain data, loaded by whoever lists or
 * completes them; the files that do the work are loaded when a command is first used.
 */

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
  load(): Promise<{ command: Command }>;
}

/** All commands, in the order of `%help`. */
export const catalogue: CatalogueEntry[] = [
  {
    name: "help",
    usage: "%help [command]",
    summary: "Lists the commands, or explains one.",
    load: () => import("./help.ts"),
  },
  {
    name: "types",
    usage: "%types block | warn | off",
    summary: "Says what type errors do: stop the cell, be shown as warnings, or nothing.",
    load: () => import("./types.ts"),
  },
  {
    name: "time",
    usage: "%time [expression]",
    summary: "Measures how long an expression takes, or the whole cell.",
    load: () => import("./time.ts"),
  },
  {
    name: "timeit",
    usage: "%timeit expression",
    summary: "Measures an expression many times: mean and standard deviation.",
    load: () => import("./timeit.ts"),
  },
  {
    name: "who",
    usage: "%who",
    summary: "Lists the variables with their types, shapes and values.",
    load: () => import("./who.ts"),
  },
  {
    name: "reset",
    usage: "%reset",
    summary: "Forgets all variables and imports: the next cell starts afresh.",
    load: () => import("./reset.ts"),
  },
  {
    name: "install",
    usage: "%install package …",
    summary: "Installs npm packages into the notebook's folder.",
    load: () => import("./install.ts"),
  },
  {
    name: "save",
    usage: "%save [-f] file.ts [2-5,7]",
    summary: "Writes the cells that have run, or those with the given numbers, to a file.",
    load: () => import("./save.ts"),
  },
  {
    name: "!",
    usage: "!shell command",
    summary: "Runs a command in the system's shell.",
    load: () => import("./shell.ts"),
  },
];
