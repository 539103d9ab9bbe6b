/** Runs another program, whose output is the cell's. */
import { spawn } from "node:child_process";
import { owner } from "../cell/owner.ts";
import { folder, needFolder } from "../imports/place.ts";
import { tellGroup } from "../output/sender.ts";
import { writeText } from "../output/streams.ts";

/** Runs a command line in the shell; gives its exit code. An interrupt of the cell ends it. */
export function runInShell(line: string): Promise<number | NodeJS.Signals> {
  needFolder();
  const windows = process.platform === "win32";
  const child = spawn(line, {
    cwd: folder,
    shell: true,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that all that the shell starts can be ended.
    detached: !windows,
  });
  const { pid } = child;
  if (!windows && pid !== undefined) {
    tellGroup(pid, true);
    child.on("exit", () => tellGroup(pid, false));
  }
  owner().atInterrupt.push(() => {
    if (windows || pid === undefined) child.kill();
    else process.kill(-pid, "SIGINT");
  });
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8");
    child[name].on("data", (text: string) => writeText(name, text));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? signal ?? 0));
  });
}
