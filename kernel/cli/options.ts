/** Reads what stands behind a command, by the command's table; nothing is passed over silently. */
import { parseArgs } from "node:util";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { near } from "../texts/nearest.ts";
import { type CommandName, type OptionTable, optionTables } from "./option-tables.ts";

/** What was given to a command. */
export interface Given<Name extends string = string> {
  /** Whether a switch or an option was given. */
  has(name: Name): boolean;
  /** What stands after an option; undefined where it was not given. */
  value(name: Name): string | undefined;
  /** What stands there without an option, in order. */
  named: string[];
  /** What the table does not know, as it was written, for a program that gets it next. */
  others: string[];
}

/** What a command does with what is no option of its own. */
interface Rest {
  /** Takes names, as of notebooks. */
  names?: boolean;
  /** Passes everything else on to another program. */
  others?: boolean;
}

/**
 * What was given to a command.
 *
 * @throws {Problem} which names what is not understood, and the nearest option that there is
 */
export function readOptions<Command extends CommandName>(
  command: Command,
  parameters: string[],
  rest: Rest = {},
): Given<keyof (typeof optionTables)[Command] & string> {
  const table: OptionTable = optionTables[command];
  const isSwitch = (name: string) => table[name] === "switch";
  // Not strict: its errors are in English only, and name no option that would be right.
  const { tokens } = parseArgs({
    args: parameters,
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.keys(table).map((name) => [name, { type: isSwitch(name) ? "boolean" : "string" }]),
    ),
  });
  const found = new Map<string, string>();
  const named: string[] = [];
  const others = new Set<number>();
  for (const token of tokens) {
    const written = parameters[token.index] ?? "";
    if (token.kind === "option-terminator") {
      if (rest.others) others.add(token.index);
    } else if (token.kind === "positional") {
      if (rest.others) others.add(token.index);
      else if (rest.names) named.push(token.value);
      else throw new Problem(texts.notExpected(written, suggestion(written, table), known(table)));
    } else if (!Object.hasOwn(table, token.name)) {
      const [option = ""] = written.split("=");
      const meant = suggestion(option, table);
      if (!rest.others || meant)
        throw new Problem(texts.unknownOption(option, meant, known(table)));
      others.add(token.index);
    } else if (isSwitch(token.name)) {
      if (token.inlineValue)
        throw new Problem(texts.optionTakesNoValue(`--${token.name}`, written));
      found.set(token.name, "");
    } else {
      const { name, value, inlineValue } = token;
      if (!value || (!inlineValue && /^-(?!\d)/.test(value))) {
        throw new Problem(texts.optionNeedsValue(`--${name}`, placeholder(table, name)));
      }
      if (found.has(name)) throw new Problem(texts.optionTwice(`--${name}`));
      found.set(name, value);
    }
  }
  return {
    has: (name) => found.has(name),
    value: (name) => found.get(name),
    named,
    others: [...others].map((index) => parameters[index]!),
  };
}

/** The option that was probably meant. */
function suggestion(written: string, table: OptionTable): string | undefined {
  const name = near(written.replace(/^-+/, "").replaceAll("_", "-"), Object.keys(table));
  return name && `--${name}${placeholder(table, name)}`;
}

/** As in `--output FOLDER, --svg`. */
function known(table: OptionTable): string {
  const names = [...Object.keys(table), "help"];
  return names.map((name) => `--${name}${placeholder(table, name)}`).join(", ");
}

/** What stands after an option in the person's language, with the space before it. */
function placeholder(table: OptionTable, name: string): string {
  const value = table[name] ?? "switch";
  return value === "switch" ? "" : ` ${texts.placeholder(value)}`;
}
