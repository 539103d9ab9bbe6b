/** The options of each command. Its help is in kernel/bootstrap/texts/, in both languages. */

/** What stands after an option. */
export type Value = "folder" | "program" | "port";

/** The options of a command by their names: a switch, or what stands after it. */
export type OptionTable = Readonly<Record<string, Value | "switch">>;

const places = { user: "switch", "sys-prefix": "switch", prefix: "folder" } as const;

export const optionTables = {
  start: { port: "port", "no-browser": "switch" },
  install: { ...places, python: "program" },
  uninstall: places,
  handouts: { output: "folder", pdf: "switch", "no-pdf": "switch", svg: "switch" },
  doctor: places,
} as const satisfies Record<string, OptionTable>;

/** As in `sinapse start`. */
export type CommandName = keyof typeof optionTables;

export const commandNames = Object.keys(optionTables) as CommandName[];
