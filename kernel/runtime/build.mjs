// Completes dist/kernel/runtime: tsc leaves declaration files behind.
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const from = fileURLToPath(new URL("./globals.d.ts", import.meta.url));
const to = fileURLToPath(new URL("../../dist/kernel/runtime/globals.d.ts", import.meta.url));
copyFileSync(from, to);
