// Compiles the AssemblyScript kernels into lib/backend/wasm.generated.ts: four WebAssembly modules
// as base64 text, for float32 and float64, with and without fused multiply-add.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL("../backend/", import.meta.url));
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

/** Compiles in a thread of its own: the four together take the time of two on two cores. */
function compileAside(dtype, fused) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { dtype, fused } });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

async function build() {
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(sources))
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest("hex");
  const head = `// ${fingerprint}\n`;
  if (existsSync(target) && readFileSync(target, "utf8").startsWith(head)) return;
  const variants = ["float32", "float64"].flatMap((dtype) => [
    { name: dtype, dtype, fused: false },
    { name: `${dtype}Fused`, dtype, fused: true },
  ]);
  const compiled = await Promise.all(variants.map((v) => compileAside(v.dtype, v.fused)));
  const lines = variants.map(({ name }, i) => `  ${name}: "${compiled[i]}",\n`);
  writeFileSync(
    target,
    `${head}// Made by lib/build/webassembly.mjs from assembly/: do not edit.\n\n` +
      `export const modules: Record<string, string> = {\n${lines.join("")}};\n`,
  );
}

if (isMainThread) await build();
else parentPort.postMessage(await compile(workerData.dtype, workerData.fused));
