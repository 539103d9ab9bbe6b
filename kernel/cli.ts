/** The `sinapse` command, once it is built; `sinapse.mjs` calls it. */
import { checkNode } from "./bootstrap/node.mjs";
import { fail, Problem } from "./bootstrap/steps.mjs";
import { texts } from "./bootstrap/texts.mjs";

/** One file for each command; loaded only when called. */
const commands: Record<string, () => Promise<(parameters: string[]) => void | Promise<void>>> = {
  start: async () => (await import("./cli/start.ts")).start,
  install: async () => (await import("./cli/install.ts")).install,
  uninstall: async () => (await import("./cli/uninstall.ts")).uninstall,
  handouts: async () => (await import("./cli/handouts.ts")).handouts,
  doctor: async () => (await import("./cli/doctor.ts")).doctor,
};

async function main([name = "help", ...parameters]: string[]): Promise<void> {
  checkNode(process.versions.node);
  if (["help", "--help", "-h"].includes(name)) {
    console.log(texts.help());
    return;
  }
  const load = commands[name];
  if (!load) throw new Problem(texts.unknownCommand(name, Object.keys(commands).join(", ")));
  const command = await load();
  await command(parameters);
}

main(process.argv.slice(2)).catch(fail);
