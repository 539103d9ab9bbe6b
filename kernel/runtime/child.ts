/** The process that runs user code. The session starts it; see `launch.ts`. */
import { interruptAll, recover } from "./cell/activity.ts";
import { execute } from "./cell/execute.ts";
import { reportLateError, reportLateErrors } from "./cell/late-errors.ts";
import { installWhole } from "./control/interrupted.ts";
import { onControl, startControlThread, waiting } from "./control/main-thread.ts";
import { installHere } from "./errors/here.ts";
import { installStackTraces } from "./errors/stack-trace.ts";
import { receiveComm } from "./globals/comms.ts";
import { installExit } from "./globals/exit.ts";
import { installGlobals } from "./globals/install.ts";
import { installStdin } from "./globals/stdin.ts";
import { giveUpLoads } from "./imports/loads.ts";
import { returnToFolder } from "./imports/place.ts";
import { installConsole } from "./output/console.ts";
import { installLastWords } from "./output/last-words.ts";
import { flush, send } from "./output/sender.ts";
import { installStreams } from "./output/streams.ts";

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
    returnToFolder();
    const handled = waiting[0].type === "execute" ? execute(waiting[0]) : receiveComm(waiting[0]);
    handled.catch(reportLateError);
  }
}

onControl({
  receive,
  flush,
  interrupt: interruptAll,
  stopped: giveUpLoads,
  recover() {
    recover();
    receive();
  },
});
send({ type: "ready" });
