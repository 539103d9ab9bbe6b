// Builds everything into dist/. Plain JavaScript: it is what makes the TypeScript run. The build
// works on a copy, so that the dist/ that there is stays until the new one is complete.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { replaceFolder } from "../bootstrap/replace.mjs";
import { reference } from "./reference-place.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = ["kernel", "lib"];
/** What the build makes beside the sources, for who runs these. */
const generated = "lib/backend/wasm.generated.ts";

await replaceFolder(root, "dist", (scratch) => {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const { name } = entry;
    if (name === "dist" || (name.startsWith(".") && !entry.isFile())) continue;
    if (name.startsWith(".sinapse-")) continue;
    const [from, to] = [join(root, name), join(scratch, name)];
    if (entry.isFile() || sources.includes(name)) cpSync(from, to, { recursive: true });
    else symlinkSync(from, to, "junction");
  }
  const run = (script, ...parameters) =>
    execFileSync(process.execPath, [script, ...parameters], { cwd: scratch, stdio: "inherit" });
  const before = join(root, "dist", reference);
  if (existsSync(before)) cpSync(before, join(scratch, "dist", reference), { recursive: true });
  run("lib/build/webassembly.mjs");
  run("node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json");
  run("lib/build/data-sets.mjs");
  for (const part of ["supervisor", "child", "renderer", "handout", "exporter", "reference"]) {
    run(`kernel/build/${part}.mjs`);
  }
  if (existsSync(join(scratch, generated))) cpSync(join(scratch, generated), join(root, generated));
});
