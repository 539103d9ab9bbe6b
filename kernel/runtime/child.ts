/** The process that runs user code. The session starts it; see `launch.ts`. */
import process from "node:process";
import { onControl, startControlThread } from "./control-thread.ts";
import { execute, interruptCell, reportLateErrors } from "./execute.ts";
import { installExit } from "./exit.ts";
import { installGlobals } from "./globals.ts";
import type { CommMessage, ExecuteMessage } from "./messages.ts";
import { installConsole } from "./output/console.ts";
import { installStreams } from "./output/streams.ts";
import { owner } from "./owner.ts";
import { send } from "./sender.ts";

startControlThread();
installStreams();
installConsole();
installGlobals();
installExit();
reportLateErrors(() => owner().id);
// The supervisor decides about interrupts, and sends a message.
process.on("SIGINT", () => {});

let last = Promise.resolve();

function receive(message: ExecuteMessage | CommMessage): void {
  if (message.type === "execute") last = last.then(() => execute(message));
}

onControl(receive, interruptCell);
send({ type: "ready" });
