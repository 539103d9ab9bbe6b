/** `%install`: npm packages for the notebook. */
import { texts } from "../../texts/texts.ts";
import { folder } from "../imports/place.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";
import { runInShell } from "./run-process.ts";

export const command: Command = {
  async run(rest) {
    const packages = rest.split(/\s+/).filter(Boolean);
    if (packages.length === 0) {
      throw new Error(texts.commandErrors.noPackage);
    }
    const wrong = packages.find((name) => !/^[@\w./~^:+-]+$/.test(name));
    if (wrong !== undefined) throw new Error(texts.commandErrors.wrongPackage(wrong));
    // The prefix keeps npm from installing into a project further up.
    const line = `npm install --no-audit --no-fund --prefix ${quoted(folder)} ${packages.join(" ")}`;
    const code = await runInShell(line);
    if (code !== 0) {
      throw new Error(texts.commandErrors.notInstalled(packages.join(", ")));
    }
    const name = packages.find((each) => !each.startsWith("-"));
    if (name !== undefined) writeText("stdout", `${texts.nowImport(name)}\n`);
  },
};

/** A path as one word of the shell, which replaces nothing in it. */
function quoted(path: string): string {
  return process.platform === "win32" ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}
