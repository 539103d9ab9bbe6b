import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const venv = join(root, ".venv", process.platform === "win32" ? "Scripts" : "bin", "python");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sinapse-suite-"));
  const kernelspec = join(folder, "kernels", "sinapse");
  mkdirSync(kernelspec, { recursive: true });
  writeFileSync(
    join(kernelspec, "kernel.json"),
    JSON.stringify({
      argv: [process.execPath, join(root, "dist/kernel/main.js"), "{connection_file}"],
      display_name: "TypeScript (Sinapse)",
      language: "typescript",
      interrupt_mode: "message",
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the official suite for Jupyter kernels passes whole, with nothing skipped", () => {
  const python = existsSync(venv) ? venv : "python3";
  const { stderr } = spawnSync(python, ["-m", "unittest", "-v", "suite"], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: { ...process.env, JUPYTER_PATH: folder, SINAPSE_DATA_DIR: join(folder, "data") },
    encoding: "utf8",
  });
  // 12 tests of the kernel and one of iopub_welcome; the last line is "OK" alone without skips.
  expect(stderr).toContain("Ran 13 tests");
  expect(stderr.trim().split("\n").at(-1), stderr).toBe("OK");
}, 120_000);
