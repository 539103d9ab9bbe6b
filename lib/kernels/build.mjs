// Compiles the AssemblyScript kernels into lib/kernels/wasm.generated.ts: four WebAssembly modules
// as base64 text, for float32 and float64, with and without fused multiply-add.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL(".", import.meta.url));
const target = `${folder}wasm.generated.ts`;
const sources = readdirSync(`${folder}assembly`)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => [name, readFileSync(`${folder}assembly/${name}`, "utf8")]);

/** Where the kernels keep what they pack: the first bytes of the memory; see memory.ts. */
const SCRATCH = 1024;

async function compile(dtype, fused) {
  const double = (text) =>
    text.replace("real = f32", "real = f64").replace("bits = i32", "bits = i64");
  const files = new Map(
    sources.map(([name, text]) => [
      name,
      dtype === "float64" && name === "real.ts" ? double(text) : text,
    ]),
  );
  let binary;
  const { error, stderr } = await asc.main(
    [
      "index.ts",
      "--outFile=kernels.wasm",
      "--optimizeLevel=3",
      "--runtime=stub",
      "--importMemory",
      "--initialMemory=64",
      "--noAssert",
      "--enable=simd",
      "--enable=relaxed-simd",
      `--use=FMA=${fused ? 1 : 0}`,
      `--use=SCRATCH=${SCRATCH}`,
    ],
    {
      readFile: (name) => files.get(name) ?? null,
      writeFile: (name, data) => {
        if (name === "kernels.wasm") binary = data;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`The kernels do not compile for ${dtype}:\n${stderr.toString()}`);
  return Buffer.from(binary).toString("base64");
}

const fingerprint = createHash("sha256")
  .update(JSON.stringify(sources))
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest("hex");
const upToDate =
  existsSync(target) && readFileSync(target, "utf8").startsWith(`// ${fingerprint}\n`);
if (!upToDate) {
  const lines = [`// ${fingerprint}`, "// Made by build.mjs from assembly/: do not edit.", ""];
  lines.push("export const modules: Record<string, string> = {");
  for (const dtype of ["float32", "float64"]) {
    lines.push(`  ${dtype}: "${await compile(dtype, false)}",`);
    lines.push(`  ${dtype}Fused: "${await compile(dtype, true)}",`);
  }
  writeFileSync(target, `${lines.join("\n")}\n};\n`);
}
