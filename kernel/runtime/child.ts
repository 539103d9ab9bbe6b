/** The process that runs user code. The session starts it; see `launch.ts`. */
import { interruptAll } from "./activity.ts";
import { receiveComm } from "./comms.ts";
import { onControl, startControlThread } from "./control-thread.ts";
import { execute } from "./execute.ts";
import { installExit } from "./exit.ts";
import { installGlobals } from "./globals.ts";
import { reportLateError, reportLateErrors } from "./late-errors.ts";
import type { CommMessage, ExecuteMessage } from "./messages.ts";
import { installConsole } from "./output/console.ts";
import { installStreams } from "./output/streams.ts";
import { send } from "./sender.ts";

startControlThread();
// Ten frames of a library would hide the cell's.
Error.stackTraceLimit = 50;
installStreams();
installConsole();
installGlobals();
installExit();
reportLateErrors();
// The supervisor decides about interrupts, and sends a message.
process.on("SIGINT", () => {});

let last = Promise.resolve();

function receive(message: ExecuteMessage | CommMessage): void {
  if (message.type === "execute") last = last.then(() => execute(message)).catch(reportLateError);
  // Comms are heard while a cell awaits: a slider moves during a training.
  else receiveComm(message).catch(reportLateError);
}

onControl(receive, interruptAll);
send({ type: "ready" });
