// @ts-check
/** Brings node_modules and dist up to date: each only when what it is made from has changed. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runStep } from "./steps.mjs";
import { texts } from "./texts.mjs";

/**
 * Runs `npm ci` when package-lock.json, Node's major version or the machine has changed.
 * @param {string} root the folder of package.json
 */
export async function installPackages(root) {
  const stamp = join(root, "node_modules", ".sinapse-stamp");
  const wanted = [
    hashFiles([join(root, "package-lock.json")]),
    process.versions.node.split(".")[0],
    process.platform,
    process.arch,
  ].join(" ");
  if (readStamp(stamp) === wanted) return;
  // Install scripts are left out: every package that has one ships prebuilt binaries as well.
  const parameters = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=warn"];
  // npm waits minutes before it says that there is no network.
  parameters.push("--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000");
  const [program, ...first] = npmCommand();
  await runStep(texts.installingPackages(), program, [...first, ...parameters], { cwd: root });
  writeFileSync(stamp, wanted);
}

/**
 * Runs the build when a source file has changed. The stamp lies in a folder that every build
 * empties first, so that a build that failed is never taken for a good one.
 * @param {string} root the folder of package.json
 */
export async function buildSources(root) {
  const stamp = join(root, "dist", "kernel", ".sinapse-stamp");
  const settings = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];
  const wanted = hashFiles([
    ...settings.map((name) => join(root, name)),
    ...filesUnder(join(root, "kernel")),
    ...filesUnder(join(root, "lib")),
  ]);
  if (readStamp(stamp) === wanted) return;
  await runStep(texts.building(), process.execPath, ["kernel/build.mjs"], { cwd: root });
  writeFileSync(stamp, wanted);
}

/** npm as the one that started us, else the one on the PATH. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.[cm]?js$/.test(script)) return [process.execPath, script];
  return process.platform === "win32" ? ["cmd", "/c", "npm"] : ["npm"];
}

/** @param {string} path */
function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/**
 * The sources below a folder: not what the build itself writes there.
 * @param {string} folder
 * @returns {string[]} in an order that does not change
 */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    })
    .filter((path) => !path.includes(".generated."))
    .sort();
}

/** @param {string[]} paths */
function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
}
