/** Runs the bootstrap or the built command as a person would, and collects what it says. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inPackage } from "../../../kernel/node/package-root.ts";

/** What a command did. */
export interface Outcome {
  code: number | null;
  said: string;
}

/** An empty folder below the system's own temporary one. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "sinapse-cli-"));
}

/** `node kernel/bootstrap.mjs …`, with a PATH and a locale of our choice. */
export function runBootstrap(
  parameters: string[],
  { path, locale = "C", node = [] }: { path?: string; locale?: string; node?: string[] } = {},
): Outcome {
  const environment = { PATH: path ?? process.env.PATH, LC_ALL: locale };
  return run([...node, inPackage("kernel", "bootstrap.mjs"), ...parameters], environment);
}

/** `sinapse …`, with extra variables. */
export function runCommand(parameters: string[], variables: NodeJS.ProcessEnv = {}): Outcome {
  const environment = { ...process.env, LC_ALL: "C", ...variables };
  return run([inPackage("dist", "kernel", "cli.js"), ...parameters], environment);
}

/** A PATH that holds node and programs that print what we say, such as a python3 of any version. */
export function pathWith(programs: Record<string, string>): string {
  const folder = join(temporaryFolder(), "bin");
  mkdirSync(folder);
  symlinkSync(process.execPath, join(folder, "node"));
  for (const [name, output] of Object.entries(programs)) {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\necho '${output}'\n`);
    chmodSync(path, 0o755);
  }
  return folder;
}

function run(parameters: string[], env: NodeJS.ProcessEnv): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    env,
    encoding: "utf8",
  });
  return { code: status, said: stdout + stderr };
}
