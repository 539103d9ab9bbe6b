// @ts-check
/** One start at a time changes a checkout: two would write into each other's folders. */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { showProgress } from "./steps.mjs";
import { texts } from "./texts.mjs";

/** A lock of another machine that is older than this, in milliseconds, was left behind. */
const longest = 30 * 60_000;

/**
 * Runs `change` while no other start changes the same checkout; waits for one that does.
 * @template Result
 * @param {string} root the folder of package.json
 * @param {() => Result | Promise<Result>} change
 * @returns {Promise<Result>}
 */
export async function alone(root, change) {
  const file = join(root, ".sinapse-lock");
  let progress;
  while (!take(file)) {
    progress ??= showProgress(texts.waitingForOther());
    await sleep(300);
  }
  progress?.done();
  try {
    return await change();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, `${process.pid} ${hostname()}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    if (isLeftBehind(file)) rmSync(file, { force: true });
    return false;
  }
}

/** @param {string} file */
function isLeftBehind(file) {
  try {
    const [pid, host] = readFileSync(file, "utf8").split(" ");
    const age = Date.now() - statSync(file).mtimeMs;
    // One that is being written is empty.
    if (!host) return age > 5000;
    if (host !== hostname()) return age > longest;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}
