/**
 * A cell as a module that takes from the cells before it what it uses. What is added stands after
 * the user's text, so that positions are the user's.
 */

import type { Prepared } from "../compile/prepare.ts";
import type { Scan } from "../compile/scan.ts";
import type { Cells } from "./cells.ts";

/** A name that a cell declares itself. */
export interface Own {
  name: string;
  /** It stands in an `export` of the cell. */
  exported: boolean;
}

export interface ModuleText {
  text: string;
  /** The modules that it takes names from. */
  uses: Set<string>;
}

/** The module that leads to all others. */
export const hub = "__cells__";

/**
 * @param own hides what earlier cells declared by these names
 * @param typing the cell is being typed: brackets that are still open are closed behind it
 */
export function moduleText(
  { text, scan }: Prepared,
  { known }: Cells,
  own: Own[],
  typing = false,
): ModuleText {
  const hidden = new Set(own.map(({ name }) => name));
  const uses = new Set<string>();
  let names = "";
  for (const word of new Set(scan.tokens.map((token) => token.text))) {
    const entry = known.get(word);
    if (!entry || hidden.has(word)) continue;
    const { name, kind, module } = entry;
    uses.add(module);
    names +=
      kind === "variable"
        ? ` declare let ${name}: ${hub}["${module}"]["${name}"];`
        : ` import ${name} = ${module}.${name};`;
  }
  const closing = typing ? closingOf(scan) : "";
  const exported = typing ? [] : own.filter((each) => !each.exported).map(({ name }) => name);
  return {
    text: `${text}\n${closing};${importModules([...uses])}${names} export { ${exported.sort().join(", ")} };`,
    uses,
  };
}

/**
 * Every cell has these imports, in the same place, whether it uses other cells or not. The types of
 * variables are taken from the type of the module: to find them by `typeof`, the checker would look
 * at what the cell does before, and go round in a circle.
 */
function importModules(modules: string[]): string {
  const from = `"./${hub}"`;
  return `import { ${modules.join(", ")} } from ${from}; type ${hub} = typeof import(${from});`;
}

/** A module without a cell. */
export const emptyModule = importModules([]);

/** What would close the brackets and texts that are open at the end. */
function closingOf({ open, unfinished }: Scan): string {
  const brackets = [...open].reverse().map((bracket) => closingBrackets[bracket] ?? "");
  return `${unfinished === "comment" ? "*/" : ""}${brackets.join("")}`;
}

const closingBrackets: Record<string, string> = {
  "(": ")",
  "[": "]",
  "{": "}",
  "${": "}",
  "`": "`",
};
