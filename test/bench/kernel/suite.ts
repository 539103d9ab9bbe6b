/** Runs the official suite for Jupyter kernels on a kernel, from a specification of its own. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { here, type Kernel, python } from "./kernels.ts";

/** How many of its tests pass, fail and are skipped. */
export function runSuite({ name, command, interrupt }: Kernel): string {
  const folder = mkdtempSync(join(tmpdir(), "sinapse-suite-"));
  const kernel = name.toLowerCase();
  const specification = join(folder, "kernels", kernel);
  mkdirSync(specification, { recursive: true });
  const language = kernel === "ipykernel" ? "python" : "typescript";
  const json = { argv: command, display_name: name, language, interrupt_mode: interrupt };
  writeFileSync(join(specification, "kernel.json"), JSON.stringify(json));
  const { stderr } = spawnSync(python, ["-m", "unittest", "suite"], {
    cwd: here,
    env: {
      ...process.env,
      KERNEL: kernel,
      JUPYTER_PATH: folder,
      PYTHONDONTWRITEBYTECODE: "1",
      IPYTHONDIR: join(folder, "ipython"),
      SINAPSE_DATA_DIR: join(folder, "data"),
    },
    encoding: "utf8",
    timeout: 300_000,
  });
  rmSync(folder, { recursive: true, force: true });
  const count = (what: string) => Number(new RegExp(`${what}[= ](\\d+)`).exec(stderr)?.[1] ?? 0);
  // One that fails in several ways counts once.
  const failed = new Set(stderr.match(/(?<=^(?:FAIL|ERROR): )\w+/gm)).size;
  const skipped = count("skipped");
  return `${count("Ran") - failed - skipped} / ${failed} / ${skipped}`;
}
