/** The `sinapse` command, once it is built; `sinapse.mjs` calls it. */
import { checkNode } from "./bootstrap/node.mjs";
import { fail, Problem } from "./bootstrap/steps.mjs";
import { texts } from "./bootstrap/texts.mjs";
import { helpOf, helpOfAll } from "./cli/help.ts";
import { type CommandName, commandNames } from "./cli/option-tables.ts";
import { manifest } from "./node/package-root.ts";
import { near } from "./texts/nearest.ts";

/** One file for each command; loaded only when called. */
const commands: Record<CommandName, () => Promise<(parameters: string[]) => void | Promise<void>>> =
  {
    start: async () => (await import("./cli/start.ts")).start,
    install: async () => (await import("./cli/install.ts")).install,
    uninstall: async () => (await import("./cli/uninstall.ts")).uninstall,
    handouts: async () => (await import("./cli/handouts.ts")).handouts,
    doctor: async () => (await import("./cli/doctor.ts")).doctor,
  };

const helpOptions = ["--help", "-h"];

async function main([name = "help", ...parameters]: string[]): Promise<void> {
  checkNode(process.versions.node);
  if (["--version", "-v", "version"].includes(name)) {
    console.log(manifest().version);
    return;
  }
  const wantsHelp = name === "help" || helpOptions.includes(name);
  const command = wantsHelp ? parameters[0] : name;
  if (command === undefined) {
    console.log(helpOfAll());
    return;
  }
  if (!isCommand(command)) {
    const known = commandNames.join(", ");
    throw new Problem(texts.unknownCommand(command, near(command, [...commandNames]), known));
  }
  const end = parameters.includes("--") ? parameters.indexOf("--") : parameters.length;
  if (wantsHelp || parameters.slice(0, end).some((given) => helpOptions.includes(given))) {
    console.log(helpOf(command));
    return;
  }
  const run = await commands[command]();
  await run(parameters);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

main(process.argv.slice(2)).catch(fail);
