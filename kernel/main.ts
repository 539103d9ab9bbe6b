/** What the kernelspec starts: `node main.js {connection_file}`. */
import { StoredHistory } from "./history/stored-history.ts";
import { NotebookFolder } from "./node/folder.ts";
import { HistoryFiles } from "./node/history-files.ts";
import { readSettings } from "./node/settings.ts";
import { readVersions } from "./node/versions.ts";
import { readConnection } from "./protocol/connection.ts";
import { ZeromqChannels } from "./protocol/zeromq-channels.ts";
import { launchChild } from "./runtime/link/launch.ts";
import { dispatch } from "./session/dispatch.ts";
import { Session } from "./session/session.ts";

const log = (line: string) => console.error(`[sinapse] ${line}`);

// Until the first request came, or this long, nothing heavy is loaded.
const warmUpDelay = 150;

async function main(connectionFile: string): Promise<void> {
  const channels: ZeromqChannels = new ZeromqChannels(readConnection(connectionFile), {
    log,
    onMessage: (channel, message) => dispatch(channel, message, session),
  });
  const settings = readSettings();
  const session = new Session({
    channels,
    settings,
    history: new StoredHistory(new HistoryFiles(settings.dataDirectory), log),
    folder: new NotebookFolder(settings.cwd),
    versions: readVersions,
    log,
    startRuntime: (options) => launchChild({ ...options, cwd: settings.cwd }),
    async startLanguage() {
      const { startLanguage } = await import("./language/thread.ts");
      return startLanguage({ cwd: settings.cwd, parent: jupyter(), log });
    },
    onShutdown() {
      channels.close();
      process.exit(0);
    },
  });
  // Once subscribers can be there, the first that each hears is its welcome.
  channels.publish("status", { execution_state: "starting" });
  await channels.open();
  session.runtime.start().catch(() => {});
  setTimeout(() => session.warmUp(), warmUpDelay);
  process.on("SIGINT", () => session.interrupt());
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => session.shutdown());
  onOrphaned(() => session.shutdown());
}

/** Calls `orphaned` when the Jupyter that started us has ended without a word. */
function onOrphaned(orphaned: () => void): void {
  const parent = jupyter();
  if (parent === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    orphaned();
  }, 1000);
  timer.unref();
}

/** The process id of the Jupyter that started us; who starts kernels that outlive it sets none. */
function jupyter(): number | undefined {
  const { ppid } = process;
  return process.env.JPY_PARENT_PID === String(ppid) ? ppid : undefined;
}

process.on("uncaughtException", (error) => log(error.stack ?? String(error)));
process.on("unhandledRejection", (error) => log((error as Error)?.stack ?? String(error)));

const connectionFile = process.argv[2];
if (connectionFile === undefined) {
  log("usage: node main.js <connection file>. Jupyter starts the kernel with one.");
  process.exitCode = 2;
} else {
  main(connectionFile).catch((error: Error) => {
    log(error.message);
    process.exit(1);
  });
}
