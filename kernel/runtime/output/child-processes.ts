/** Puts what child processes print in order with what the cell prints, and into its cell. */
import type { ChildProcess, SpawnOptions, StdioOptions } from "node:child_process";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { whole } from "../../../lib/interrupts.ts";
import { barrier, flush } from "./sender.ts";
import { writeText } from "./streams.ts";

const names = ["execSync", "execFileSync", "spawnSync"] as const;

let done = false;

/** Changes Node's functions that start a process so; costs nothing when called again. */
export function orderChildProcesses(): void {
  if (!done) whole(change);
}

function change(): void {
  done = true;
  const module = createRequire(import.meta.url)("node:child_process");
  for (const name of names) {
    const original = module[name];
    module[name] = (...values: unknown[]) => {
      flush();
      try {
        return original(...values);
      } finally {
        barrier();
      }
    };
    Object.defineProperty(module[name], "name", { value: name });
  }
  const { spawn } = module;
  module.spawn = (command: string, ...rest: [string[], SpawnOptions] | [SpawnOptions]) => {
    const options = rest.find((value) => value && !Array.isArray(value)) as
      | SpawnOptions
      | undefined;
    const inherited = options ? inheritedStreams(options.stdio) : [];
    if (!options || inherited.length === 0) return spawn(command, ...rest);
    const piped = { ...options, stdio: withPipes(options.stdio, inherited) };
    const child = spawn(command, ...rest.map((value) => (value === options ? piped : value)));
    for (const name of inherited) forward(child, name);
    return child;
  };
  syncBuiltinESMExports();
}

type Name = "stdout" | "stderr";

/** The streams that a process would share with us. */
function inheritedStreams(stdio: StdioOptions | undefined): Name[] {
  const all = typeof stdio === "string" ? [stdio, stdio, stdio] : (stdio ?? []);
  return (["stdout", "stderr"] as const).filter((name, index) => {
    const stream = all[index + 1];
    return stream === "inherit" || stream === index + 1 || stream === process[name];
  });
}

function withPipes(stdio: StdioOptions | undefined, inherited: Name[]): StdioOptions {
  const all = typeof stdio === "string" ? [stdio, stdio, stdio] : [...(stdio ?? [])];
  if (inherited.includes("stdout")) all[1] = "pipe";
  if (inherited.includes("stderr")) all[2] = "pipe";
  return all as StdioOptions;
}

/** Shows what the process prints in the cell that started it. */
function forward(child: ChildProcess, name: Name): void {
  const stream = child[name];
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => writeText(name, text));
  // Whoever shares a stream does not find it here.
  child[name] = null;
}
