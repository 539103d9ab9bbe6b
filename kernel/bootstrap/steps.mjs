// @ts-check
/** Runs the long steps of a first start: shows progress, hides chatter, explains failures. */
import { spawn } from "node:child_process";
import { texts } from "./texts.mjs";

/** A failure that the person can cure; its message is the whole of what they need to read. */
export class Problem extends Error {}

/**
 * Runs a program out of sight while one line shows what is being done and for how long.
 * @param {string} what shown as progress and in front of a failure
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} what it printed
 * @throws {Problem} when it fails, with the cause and the cure where they are known
 */
export async function runStep(what, program, parameters, options) {
  const progress = showProgress(what);
  const { code, output } = await runQuietly(program, parameters, options);
  progress.done();
  // On a full disk npm only warns about the files that it could not write.
  if (code !== 0 || diskIsFull(output)) throw explain(what, output, options.cwd);
  return output;
}

/**
 * Runs a program and collects what it prints.
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runQuietly(program, parameters, options) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/**
 * Shows a step and, on a terminal, its running seconds and how far it is.
 * @param {string} what
 * @returns {{ at: (part: number, of: number) => void, done: () => void }}
 */
export function showProgress(what) {
  const start = Date.now();
  let place = "";
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  if (!process.stderr.isTTY) {
    process.stderr.write(`  ${what} …`);
    return { at() {}, done: () => process.stderr.write(` ${seconds()}\n`) };
  }
  const draw = () => process.stderr.write(`\r  ${what} …${place} ${seconds()}`);
  const timer = setInterval(draw, 250);
  draw();
  return {
    at(part, of) {
      place = ` ${part}/${of}`;
      draw();
    },
    done() {
      clearInterval(timer);
      draw();
      process.stderr.write("\n");
    },
  };
}

/**
 * Turns what a failed program printed into one sentence with the cure.
 * @param {string} what
 * @param {string} output
 * @param {string} place where it wrote
 * @returns {Problem}
 */
export function explain(what, output, place) {
  if (diskIsFull(output)) return new Problem(texts.diskFull(what));
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(
      output,
    ) ||
    /NewConnectionError|NameResolutionError|ConnectTimeoutError|ProxyError/.test(output)
  ) {
    return new Problem(texts.noNetwork(what));
  }
  if (/EACCES|EPERM|EROFS|Permission denied/i.test(output)) {
    return new Problem(texts.noPermission(what, place));
  }
  const lines = output.split("\n").filter((line) => line.trim() && !line.startsWith("npm warn"));
  return new Problem(texts.stepFailed(what, lines.slice(-15).join("\n")));
}

/** @param {string} output */
function diskIsFull(output) {
  return /ENOSPC|No space left on device/i.test(output);
}

/**
 * An error as the sentence that a person reads: the one place where errors of the file system get
 * their words. A fault of ours is told with the line where it happened.
 * @param {unknown} error
 * @returns {string}
 */
export function sentenceFor(error) {
  if (error instanceof Problem) return error.message;
  const { code, syscall, path, dest, message, stack } =
    /** @type {NodeJS.ErrnoException & { dest?: string }} */ (Object(error));
  if (syscall === "uv_cwd") return texts.noFolder();
  const place = path ?? dest ?? "";
  if (code === "ENOSPC" || code === "EDQUOT") return texts.diskFull("Sinapse");
  if (/^(?:EACCES|EPERM|EROFS)$/.test(code ?? "")) return texts.noPermission("Sinapse", place);
  if (code === "ENOENT") return texts.missingFile(place);
  if (/^(?:ENOTDIR|EEXIST|EISDIR|ENOTEMPTY|ELOOP)$/.test(code ?? "")) return texts.inTheWay(place);
  const [, where = ""] = /\n\s+at (.*)/.exec(stack ?? "") ?? [];
  return texts.ourFault(message ?? String(error), where);
}

/**
 * Ends the process with a sentence.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  console.error(sentenceFor(error));
  process.exit(1);
}
