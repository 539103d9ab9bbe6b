// @ts-check
/** Brings node_modules and dist up to date: each only when what it is made from has changed. */
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { alone } from "./lock.mjs";
import { replaceFolder, restore } from "./replace.mjs";
import { runStep } from "./steps.mjs";
import { texts } from "./texts.mjs";

/**
 * Brings both up to date. A checkout where they are is only read, wherever it lies.
 * @param {string} root the folder of package.json
 */
export async function prepareCheckout(root) {
  const isReady = () => hasPackages(root) && isBuilt(root);
  if (isReady()) return;
  await alone(root, async () => {
    restore(root);
    if (!hasPackages(root)) await installPackages(root);
    if (!isBuilt(root)) await buildSources(root);
  });
}

/**
 * Runs `npm ci`: package-lock.json, Node's major version or the machine has changed.
 * @param {string} root
 */
async function installPackages(root) {
  // Install scripts are left out: every package that has one ships prebuilt binaries as well.
  const parameters = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=warn"];
  // npm waits minutes before it says that there is no network.
  parameters.push("--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000");
  const [program, ...first] = npmCommand();
  await replaceFolder(root, "node_modules", async (scratch) => {
    for (const name of ["package.json", "package-lock.json", ".npmrc"]) {
      if (existsSync(join(root, name))) copyFileSync(join(root, name), join(scratch, name));
    }
    // `npm start` tells the npm below it that the checkout is its place.
    const here = ["--prefix", scratch];
    const all = [...first, ...parameters, ...here];
    await runStep(texts.installingPackages(), program, all, { cwd: scratch });
    // Without packages, npm leaves no folder.
    mkdirSync(join(scratch, "node_modules"), { recursive: true });
    writeFileSync(join(scratch, packagesStamp), packagesWanted(root));
  });
}

/**
 * Runs the build: a source file has changed. The stamp lies in a folder that every build empties
 * first, so that a build that failed is never taken for a good one.
 * @param {string} root
 */
async function buildSources(root) {
  const wanted = sourcesWanted(root);
  await runStep(texts.building(), process.execPath, ["kernel/build/everything.mjs"], { cwd: root });
  writeFileSync(join(root, sourcesStamp), wanted);
}

const packagesStamp = join("node_modules", ".sinapse-stamp");
const sourcesStamp = join("dist", "kernel", ".sinapse-stamp");

/** @param {string} root */
function hasPackages(root) {
  return readStamp(join(root, packagesStamp)) === packagesWanted(root);
}

/** @param {string} root */
function isBuilt(root) {
  return readStamp(join(root, sourcesStamp)) === sourcesWanted(root);
}

/** @param {string} root */
function packagesWanted(root) {
  return [
    hashFiles(root, ["package-lock.json"]),
    process.versions.node.split(".")[0],
    process.platform,
    process.arch,
  ].join(" ");
}

/** @param {string} root */
function sourcesWanted(root) {
  return hashFiles(root, [
    ...["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"],
    ...filesUnder(root, "kernel"),
    ...filesUnder(root, "lib"),
  ]);
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
 * @param {string} root
 * @param {string} folder relative to it, as are the files, which is the same on each machine
 * @returns {string[]} in an order that does not change
 */
function filesUnder(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(root, path) : [path];
    })
    .filter((path) => !/\.generated\.|\.md$/.test(path))
    .sort();
}

/**
 * @param {string} root
 * @param {string[]} paths relative to it: where the checkout lies makes no difference
 */
function hashFiles(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}
