/** The process that runs user code. The session starts it; see `launch.ts`. */
import { interruptAll, recover } from "./activity.ts";
import { receiveComm } from "./comms.ts";
import { onControl, startControlThread, waiting } from "./control-thread.ts";
import { installHere } from "./errors/here.ts";
import { installStackTraces } from "./errors/stack-trace.ts";
import { execute } from "./execute.ts";
import { installExit } from "./exit.ts";
import { installGlobals } from "./globals.ts";
import { installWhole } from "./interrupted.ts";
import { reportLateError, reportLateErrors } from "./late-errors.ts";
import { installConsole } from "./output/console.ts";
import { installLastWords } from "./output/last-words.ts";
import { installStreams } from "./output/streams.ts";
import { flush, send } from "./sender.ts";
import { installStdin } from "./stdin.ts";

startControlThread();
installStackTraces();
installHere();
installWhole();
installStreams();
installStdin();
installConsole();
installGlobals();
installExit();
reportLateErrors();
installLastWords();
// The supervisor decides about interrupts, and sends a message.
process.on("SIGINT", () => {});

// Nothing waits for long: the supervisor sends the cells of a shell one by one, and cells of other
// shells and comms are for the time while a cell awaits, as when a slider moves during a training.
function receive(): void {
  while (waiting[0]) {
    const handled = waiting[0].type === "execute" ? execute(waiting[0]) : receiveComm(waiting[0]);
    handled.catch(reportLateError);
  }
}

onControl({
  receive,
  flush,
  interrupt: interruptAll,
  recover() {
    recover();
    receive();
  },
});
send({ type: "ready" });
