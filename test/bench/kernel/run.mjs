// Measures Sinapse beside tslab, Deno and ipykernel:
//     node test/bench/kernel/run.mjs [kernel …] [--row=part of a row's name]
// Before the first run: `npm install` in this folder, and `npm start` once for the .venv.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(root, "dist/bench-"));
try {
  await build({
    entryPoints: [fileURLToPath(new URL("bench.ts", import.meta.url))],
    outfile: join(folder, "bench.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  execFileSync(process.execPath, [join(folder, "bench.mjs"), ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, SINAPSE_ROOT: root },
  });
} catch (error) {
  // It has said what is wrong.
  process.exitCode = error.status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
