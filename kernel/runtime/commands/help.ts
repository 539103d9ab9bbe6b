/** `%help`: what commands there are, and what else a cell can use. */
import { addPayload } from "../payload.ts";
import { type CatalogueEntry, type Command, catalogue } from "./catalogue.ts";
import { find } from "./index.ts";

/** V8 keeps variables of cells so that every later cell can change them, which takes time. */
const tip =
  "A long loop over numbers runs several times as fast in a function, or in braces with its " +
  "variables: { let sum = 0; for (…) sum += …; }";

/** Functions that every cell has; Shift+Tab on them tells more. */
const functions = [
  "display(value)",
  "clearOutput()",
  "input(prompt)",
  "getpass(prompt)",
  "progress(iterable)",
  "comms.open(target)",
];

export const command: Command = {
  run(rest) {
    const asked = rest.replace(/^%/, "").trim();
    show(asked === "" ? catalogue : [find(asked)], asked === "");
  },
};

function show(entries: CatalogueEntry[], everything: boolean): void {
  const usages = entries.map(({ usage }) => usage);
  const width = Math.max(...usages.map((usage) => usage.length));
  const text = entries.map(({ usage, summary }) => `${usage.padEnd(width)}  ${summary}`);
  const rows = entries.map(
    ({ usage, summary }) => `| \`${usage.replaceAll("|", "\\|")}\` | ${summary} |`,
  );
  const markdown = ["| Command | What it does |", "| --- | --- |", ...rows];
  if (everything) {
    const list = functions.map((name) => `\`${name}\``).join(", ");
    markdown.push("", `Functions: ${list}. Shift+Tab on a name shows what it does.`, "", tip);
    text.push("", `Functions: ${functions.join(", ")}.`, "", tip);
  }
  const data = { "text/markdown": markdown.join("\n"), "text/plain": text.join("\n") };
  // A page is shown, but not kept in the notebook.
  addPayload({ source: "page", data, start: 0 });
}
