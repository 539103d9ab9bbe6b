// Runs every contestant on every case, interleaved, and prints the ratios. Sinapse's losses must agree
// with PyTorch's to five digits, or it exits with 1; where a peer's differ, it says so.
//
//     npm install && node run.mjs [--rounds 3] [--seconds 0.5] [cases, such as abc]
//
// Needs a built Sinapse (npm run build in the root) and a Python with PyTorch: $PYTHON, or
// /usr/bin/python3 with Debian's python3-torch and an optimised BLAS (libopenblas0).
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { cases } from "./cases.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "0.5" },
  },
});
const python = process.env.PYTHON ?? "/usr/bin/python3";
const wanted = positionals.length > 0 ? [...positionals.join("")] : Object.keys(cases);

const contestants = {
  sinapse: (name, seconds) => [process.execPath, ["sinapse.mjs", name, seconds]],
  PyTorch: (name, seconds) => [python, ["pytorch.py", name, seconds]],
  "tfjs-wasm": (name, seconds) => [process.execPath, ["tfjs.mjs", name, seconds, "wasm"]],
  "tfjs-cpu": (name, seconds) => [process.execPath, ["tfjs.mjs", name, seconds, "cpu"]],
  "jax-js": (name, seconds) => [process.execPath, ["jax-js.mjs", name, seconds, "eager"]],
  "jax-js jit": (name, seconds) => [process.execPath, ["jax-js.mjs", name, seconds, "jit"]],
  "js-pytorch": (name, seconds) => [process.execPath, ["js-pytorch.mjs", name, seconds]],
};

/** The figures to reach: our time against PyTorch's and tfjs-wasm's, as factors by which we lead. */
const goals = {
  a: [100, 250],
  b: [6, 20],
  c: [10, 35],
  d: [1 / 1.3, 10],
  e: [2, 9],
  f: [2.5, 25],
  matmul: [1 / 2.6, 1.4],
};

async function measure(name, contestant) {
  const [command, args] = contestants[contestant](name, options.seconds);
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      timeout: 120_000,
      env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    });
    return JSON.parse(stdout.trim().split("\n").at(-1));
  } catch {
    return null; // does not take part in this case
  }
}

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const names = Object.keys(contestants);
console.log(
  `| case | what | ${names.map((n) => `${n}, µs`).join(" | ")} | against PyTorch | goal | against tfjs-wasm | goal |`,
);
console.log(`|${" --- |".repeat(names.length + 6)}`);
for (const name of wanted) {
  const results = Object.fromEntries(names.map((n) => [n, []]));
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const contestant of names) {
      if (round > 0 && results[contestant].length === 0) continue;
      const result = await measure(name, contestant);
      if (result) results[contestant].push(result);
    }
  }
  const right = results.PyTorch[0]?.losses ?? [];
  for (const contestant of names) {
    const losses = results[contestant][0]?.losses ?? [];
    const unit = (loss) => 10 ** (Math.floor(Math.log10(loss)) - 4); // of the fifth digit
    const apart = losses.findIndex((loss, i) => Math.abs(loss - right[i]) > unit(right[i]));
    if (apart < 0) continue;
    if (contestant === "sinapse") process.exitCode = 1;
    console.error(
      `case ${name}, step ${apart}: ${contestant} has ${losses[apart]}, not ${right[apart]}`,
    );
  }
  const time = (n) =>
    results[n].length ? median(results[n].map((r) => r.microseconds)) : Number.NaN;
  const text = (number, digits = 3) =>
    Number.isFinite(number) ? `${Number(number.toPrecision(digits))}` : "–";
  const ours = time("sinapse");
  const [torch, tfjs] = goals[name];
  const columns = [name, cases[name].what, ...names.map((n) => text(time(n)))];
  columns.push(`${text(time("PyTorch") / ours)}×`, `≥ ${text(torch, 2)}×`);
  columns.push(`${text(time("tfjs-wasm") / ours)}×`, `≥ ${text(tfjs, 2)}×`);
  console.log(`| ${columns.join(" | ")} |`);
}
