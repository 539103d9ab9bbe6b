#!/usr/bin/env node
// The `sinapse` command, also where it is not built yet: npm links only what is there, and for good.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../dist/kernel/cli.js", import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  const { texts } = await import("./bootstrap/texts.mjs");
  console.error(texts.notBuilt(fileURLToPath(built)));
  process.exitCode = 1;
}
