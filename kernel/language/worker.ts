/** The language's own thread: what a cell costs, the front ends' other questions do not wait for. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { createLanguage } from "./index.ts";
import type { Answer, Call } from "./thread.ts";

const port = parentPort as MessagePort;
const { cwd, parent } = workerData as { cwd: string; parent?: number };

const log = (line: string) => port.postMessage({ log: line } satisfies Answer);
process.on("uncaughtException", (error) => log(`language: ${error.stack ?? error}`));
process.on("unhandledRejection", (error) => log(`language: ${(error as Error)?.stack ?? error}`));

const language = createLanguage({ cwd, log });

async function answer({ id, method, values }: Call): Promise<void> {
  try {
    const result = await (await language)[method](...(values as [never, never, never]));
    if (id !== undefined) port.postMessage({ id, result } satisfies Answer);
  } catch (error) {
    if (id === undefined) log(`language: ${(error as Error)?.stack ?? error}`);
    else port.postMessage({ id, error } satisfies Answer);
  }
}

port.on("message", (call: Call) => void answer(call));

// The Jupyter that started us has ended, and the main thread, which looks for that, is stuck.
const patience = 10_000;
const period = 2_000;
if (parent !== undefined) {
  let gone = 0;
  setInterval(() => {
    gone = process.ppid === parent ? 0 : gone + period;
    if (gone > patience) process.kill(process.pid, "SIGKILL");
  }, period).unref();
}
