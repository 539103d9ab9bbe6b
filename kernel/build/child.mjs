// Completes dist/kernel/runtime: bundles the child, and copies what tsc leaves behind.
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle } from "./node-bundle.mjs";

const from = fileURLToPath(new URL("../runtime/", import.meta.url));
const to = fileURLToPath(new URL("../../dist/kernel/runtime/", import.meta.url));

copyFileSync(`${from}globals/globals.d.ts`, `${to}globals/globals.d.ts`);

// What a cell declares at its top level, as in `class Map {}`, hides the global of that name from
// all modules. The child's own hold on to what they need.
const globals = `Array ArrayBuffer Atomics Boolean Date Error Float32Array Function Int32Array
  Intl JSON Map Math Number Object Promise Proxy RangeError Reflect RegExp Set SharedArrayBuffer
  String Symbol SyntaxError TextDecoder TextEncoder TypeError URL Uint32Array Uint8Array WeakMap
  WeakRef clearTimeout performance process queueMicrotask setImmediate setTimeout`.split(/\s+/);

await bundle({
  entryPoints: [
    `${from}child.ts`,
    `${from}control/control-thread.ts`,
    `${from}imports/compile.ts`,
    `${from}imports/hooks.ts`,
    `${from}imports/tslab.ts`,
  ],
  outdir: to,
  entryNames: "[name]",
  chunkNames: "child-[hash]",
  splitting: true,
  banner: { js: `const { ${globals.join(", ")} } = globalThis;` },
  // The attributes of a cell's import are known when it runs.
  logOverride: { "unsupported-dynamic-import": "silent" },
});
