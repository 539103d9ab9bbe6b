/** Puts what child processes print in order with what the cell prints after them. */
import { createRequire, syncBuiltinESMExports } from "node:module";
import { barrier } from "../sender.ts";

const names = ["execSync", "execFileSync", "spawnSync"] as const;

let done = false;

/** Makes the functions that wait for a process wait for its output, too. Costs nothing twice. */
export function orderChildProcesses(): void {
  if (done) return;
  done = true;
  const module = createRequire(import.meta.url)("node:child_process");
  for (const name of names) {
    const original = module[name];
    module[name] = (...values: unknown[]) => {
      try {
        return original(...values);
      } finally {
        barrier();
      }
    };
    Object.defineProperty(module[name], "name", { value: name });
  }
  syncBuiltinESMExports();
}
