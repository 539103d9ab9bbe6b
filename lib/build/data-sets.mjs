// Completes dist/lib/data: tsc leaves data files behind.
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";

const from = fileURLToPath(new URL("../data/sets", import.meta.url));
const to = fileURLToPath(new URL("../../dist/lib/data/sets", import.meta.url));
cpSync(from, to, { recursive: true });
