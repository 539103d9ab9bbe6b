/** `sinapse start`: opens JupyterLab on the lessons. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Problem, showProgress } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { inPackage } from "../node/package-root.ts";
import {
  environmentFolder,
  environmentProgram,
  environmentVariables,
  prepareEnvironment,
} from "./environment.ts";
import { choosePort, isFree } from "./free-port.ts";
import { lessonsFolder } from "./lessons-folder.ts";
import { readOptions } from "./options.ts";

/** The command; ends when JupyterLab ends. */
export async function start(parameters: string[]): Promise<void> {
  const given = readOptions("start", parameters, { others: true });
  const rest = [...(given.has("no-browser") ? ["--no-browser"] : []), ...given.others];
  const chosen = await choosePort(portFrom(given.value("port")));
  await prepareEnvironment();
  const lessons = lessonsFolder();

  const log = logFile();
  const token = givenToken(rest) ?? (process.env.JUPYTER_TOKEN || randomBytes(24).toString("hex"));
  const progress = showProgress(texts.startingJupyter());
  const output = openSync(log, "w");
  const server = spawn(environmentProgram("python"), jupyterParameters(chosen, lessons, rest), {
    cwd: lessons,
    env: { ...environmentVariables(), JUPYTER_TOKEN: token },
    stdio: ["ignore", output, output],
    // Its own process group: a terminal's Ctrl-C reaches it once, through us.
    detached: process.platform !== "win32",
  });
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => server.kill("SIGTERM"));
  }

  const address = `http://127.0.0.1:${chosen}`;
  const ready = await Promise.race([answers(address, token), ended.then(() => false)]);
  progress.done();
  if (!ready) {
    // Another start may have been quicker by a second.
    const taken = !(await isFree(chosen));
    throw new Problem(taken ? texts.portTaken(chosen) : texts.jupyterEnded(lastLines(log), log));
  }
  console.log(texts.running(`${address}${lessonsUrl()}?token=${token}`));
  console.log(texts.howToStop(log));
  await ended;
  console.log(texts.stopped());
}

/** Where JupyterLab's log goes: beside it, or where the checkout may only be read, elsewhere. */
function logFile(): string {
  const log = join(environmentFolder, "jupyterlab.log");
  try {
    accessSync(existsSync(log) ? log : environmentFolder, constants.W_OK);
    return log;
  } catch {
    return join(mkdtempSync(join(tmpdir(), "sinapse-")), "jupyterlab.log");
  }
}

/**
 * JupyterLab on the lessons, for this machine only, with its token; Ctrl-C asks no question. What
 * the person gives replaces our choice, as JupyterLab takes each option once.
 */
function jupyterParameters(port: number, lessons: string, given: string[]): string[] {
  const ours = [
    "--ServerApp.ip=127.0.0.1",
    `--ServerApp.port=${port}`,
    "--ServerApp.port_retries=0",
    `--ServerApp.root_dir=${lessons}`,
    `--LabApp.default_url=${lessonsUrl()}`,
    "--ServerApp.answer_yes=True",
    // The kernel cuts very long output itself, and says so; the server would leave out pieces.
    "--ZMQChannelsWebsocketConnection.iopub_data_rate_limit=20000000",
    // In containers there is often no other user; the server is reachable from this machine only.
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
  ];
  const name = (option: string) => option.split("=")[0];
  const kept = ours.filter((option) => !given.some((other) => name(other) === name(option)));
  return ["-m", "jupyterlab", ...kept, ...given];
}

/** JupyterLab with the lessons' index open, in the person's language where there is one. */
function lessonsUrl(): string {
  const indexes = [texts.lessonIndex(), "pt/00-indice.ipynb"];
  const index = indexes.find((path) => existsSync(inPackage("notebooks", path)));
  return index ? `/lab/tree/${index}` : "/lab";
}

/** The port that was given. @throws {Problem} where it is none */
function portFrom(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const port = /^\d+$/.test(given) ? Number(given) : 0;
  if (port > 0 && port < 65536) return port;
  throw new Problem(texts.notAPort(given));
}

/** The token of JupyterLab's own option, which counts more than ours. */
function givenToken(parameters: string[]): string | undefined {
  const option = /^--(?:IdentityProvider|ServerApp|NotebookApp)\.token=(.*)$/;
  return parameters.map((parameter) => option.exec(parameter)?.[1]).find((token) => token != null);
}

/** Waits until our server answers: one that took the port meanwhile does not know our token. */
async function answers(address: string, token: string): Promise<boolean> {
  const headers = { authorization: `token ${token}` };
  for (;;) {
    try {
      if ((await fetch(`${address}/api/status`, { headers })).ok) return true;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
}

function lastLines(path: string): string {
  return readFileSync(path, "utf8").trim().split("\n").slice(-10).join("\n");
}
