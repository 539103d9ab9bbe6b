// Builds everything into dist/. Plain JavaScript: it is what makes the TypeScript run.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (script, ...args) =>
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });

rmSync(`${root}/dist/kernel`, { recursive: true, force: true });
rmSync(`${root}/dist/lib`, { recursive: true, force: true });
await import("../lib/kernels/build.mjs");
run("node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json");
await import("./session/build.mjs");
await import("./runtime/build.mjs");
await import("./jupyter/build.mjs");
await import("../lib/data/build.mjs");
