// @ts-check
/** One start at a time changes a checkout: two would write into each other's folders. */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { showProgress } from "./steps.mjs";
import { texts } from "./texts.mjs";

/** Who holds the lock touches it so often; times are milliseconds. */
const beat = 1000;
/** Who waits looks so often. */
const period = 300;
/** A lock that was not touched for so long was left behind. */
const patience = 10_000;
/** The same where another machine holds it: shared folders tell changes late. */
const patienceWithOthers = 120_000;

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
  let touched = 0;
  let waited = 0;
  while (!take(file)) {
    // By our own clock: a machine that slept must not take a lock from the one that slept beside it.
    const last = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    waited = last === touched ? waited + period : 0;
    touched = last;
    if (isLeftBehind(file, waited)) {
      rmSync(file, { force: true });
      continue;
    }
    progress ??= showProgress(texts.waitingForOther());
    await sleep(period);
  }
  progress?.done();
  const touching = setInterval(() => touch(file), beat).unref();
  try {
    return await change();
  } finally {
    clearInterval(touching);
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody removed it by hand.
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, `${process.pid} ${hostname()}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Whether who took the lock is gone. A process that ended may still have its number, where nobody
 * asked for its end, or another one may have it: what counts in the end is that nobody touches it.
 * @param {string} file
 * @param {number} waited for how long it was not touched
 */
function isLeftBehind(file, waited) {
  try {
    const [pid, host] = readFileSync(file, "utf8").split(" ");
    if (host && host !== hostname()) return waited >= patienceWithOthers;
    if (waited >= patience) return true;
    if (host) process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}
