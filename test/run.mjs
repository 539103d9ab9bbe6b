// What `npm test` runs once everything is built: format, lint and types, then every test.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { fail } from "../dist/kernel/bootstrap/steps.mjs";
import { texts } from "../dist/kernel/bootstrap/texts.mjs";
import { jupyterRequirements, prepareEnvironment } from "../dist/kernel/cli/environment.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (script, ...parameters) =>
  spawnSync(process.execPath, [script, ...parameters], { cwd: root, stdio: "inherit" }).status ===
  0;

/** Runs vitest; what a file could not even start with counts as one failure. */
function runTests(filters) {
  const folder = mkdtempSync(join(tmpdir(), "sinapse-report-"));
  const file = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const clean = run("node_modules/vitest/vitest.mjs", "run", ...reporters, ...filters);
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    );
    const failed = report.numFailedTests + broken.length;
    sayTimes(report.testResults);
    if (report.numPendingTests > 0) console.log(texts.onlyLong(report.numPendingTests));
    return { passed: report.numPassedTests, failed: clean ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The seconds that each folder's files took, the slowest first. */
function sayTimes(files) {
  const seconds = new Map();
  for (const { name, startTime, endTime } of files) {
    const [test, part, inner] = relative(root, name).split(/[\\/]/);
    const folder = [test, part, ...(inner?.endsWith(".ts") ? [] : [inner])].join("/");
    seconds.set(folder, (seconds.get(folder) ?? 0) + (endTime - startTime) / 1000);
  }
  for (const [folder, time] of [...seconds].sort(([, a], [, b]) => b - a)) {
    console.log(`${time.toFixed(1).padStart(7)} s  ${folder}`);
  }
}

async function main(parameters) {
  if (parameters.includes("--long")) process.env.SINAPSE_LONG = "1";
  const filters = parameters.filter((parameter) => parameter !== "--long");
  await prepareEnvironment([
    { path: jupyterRequirements, what: texts.installingJupyter() },
    { path: join(root, "test", "requirements.txt"), what: texts.installingTestTools() },
  ]);
  const checks = [
    run("node_modules/@biomejs/biome/bin/biome", "check", "."),
    run("node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.json"),
    run("node_modules/typescript/bin/tsc", "--noEmit", "-p", "kernel/jupyter"),
  ];
  const { passed, failed } = runTests(filters);
  const total = failed + checks.filter((clean) => !clean).length;
  console.log(texts.closing(passed, total));
  process.exitCode = total === 0 ? 0 : 1;
}

main(process.argv.slice(2)).catch(fail);
