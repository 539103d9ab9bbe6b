/** The process that runs user code. The session starts it; see `launch.ts`. */
import { abandonIdle, interruptAll } from "./activity.ts";
import { receiveComm } from "./comms.ts";
import { onControl, startControlThread } from "./control-thread.ts";
import { installStackTraces } from "./errors/stack-trace.ts";
import { execute, isRunning } from "./execute.ts";
import { installExit } from "./exit.ts";
import { installGlobals } from "./globals.ts";
import { reportLateError, reportLateErrors } from "./late-errors.ts";
import type { CommMessage, ExecuteMessage } from "./messages.ts";
import { installConsole } from "./output/console.ts";
import { installStreams } from "./output/streams.ts";
import { send } from "./sender.ts";

startControlThread();
installStackTraces();
installStreams();
installConsole();
installGlobals();
installExit();
reportLateErrors();
// The supervisor decides about interrupts, and sends a message.
process.on("SIGINT", () => {});

const waiting: ExecuteMessage[] = [];

function receive(message: ExecuteMessage | CommMessage): void {
  if (message.type === "execute") {
    waiting.push(message);
    runNext();
  }
  // Comms are heard while a cell awaits: a slider moves during a training.
  else receiveComm(message).catch(reportLateError);
}

function runNext(): void {
  if (isRunning()) return;
  const message = waiting.shift();
  if (message) execute(message).catch(reportLateError).finally(runNext);
}

function recover(): void {
  abandonIdle();
  runNext();
}

onControl({ receive, interrupt: interruptAll, recover });
send({ type: "ready" });
