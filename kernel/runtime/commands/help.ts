/** `%help`: what commands there are, and what else a cell can use. */
import { type CatalogueEntry, catalogue } from "../../commands/catalogue.ts";
import { texts } from "../../texts/texts.ts";
import { addPayload } from "../cell/payload.ts";
import type { Command } from "./command.ts";
import { find } from "./find.ts";

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

function show(entries: readonly CatalogueEntry[], everything: boolean): void {
  const usages = entries.map(({ usage }) => usage);
  const width = Math.max(...usages.map((usage) => usage.length));
  const text = entries.map(({ usage, summary }) => `${usage.padEnd(width)}  ${summary}`);
  const rows = entries.map(
    ({ usage, summary }) => `| \`${usage.replaceAll("|", "\\|")}\` | ${summary} |`,
  );
  const markdown = [`| ${texts.command} | ${texts.whatItDoes} |`, "| --- | --- |", ...rows];
  if (everything) {
    const list = functions.map((name) => `\`${name}\``).join(", ");
    markdown.push("", `${texts.functions(list)} ${texts.shiftTab}`, "", texts.fastLoops);
    text.push("", texts.functions(functions.join(", ")), "", texts.fastLoops);
  }
  const data = { "text/markdown": markdown.join("\n"), "text/plain": text.join("\n") };
  // A page is shown, but not kept in the notebook.
  addPayload({ source: "page", data, start: 0 });
}
