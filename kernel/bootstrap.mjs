// What `npm start`, `npm test`, `npm run build` and `npm run handouts` run: from a fresh clone to the
// command itself.
// Plain JavaScript without dependencies, as it runs before node_modules and dist exist.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { checkNode } from "./bootstrap/node.mjs";
import { prepareCheckout } from "./bootstrap/packages.mjs";
import { findPython } from "./bootstrap/python.mjs";
import { fail } from "./bootstrap/steps.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs the command with this terminal; it ends when the command ends, with the same code. */
function handOver(script, parameters) {
  const child = spawn(process.execPath, [`${root}${script}`, ...parameters], { stdio: "inherit" });
  // The command decides how to end; a terminal's Ctrl-C reaches it without our help.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("close", (code) => process.exit(code === null ? 1 : code));
}

async function main([command, ...parameters]) {
  checkNode(process.versions.node);
  if (command !== "build") findPython();
  await prepareCheckout(root);
  if (command === "build") return;
  if (command === "test") handOver("test/run.mjs", parameters);
  else handOver("dist/kernel/cli.js", [command, ...parameters]);
}

main(process.argv.slice(2)).catch(fail);
