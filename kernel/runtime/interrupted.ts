/** What an interrupt waits for, and where it goes on; see `lib/interrupts.ts`. */
import { interrupts } from "../../lib/interrupts.ts";
import { tellWhole } from "./control-thread.ts";
import { disown } from "./owner.ts";

/** Code that waits to be stopped goes on after so many milliseconds: the interrupt went elsewhere. */
const longestWait = 200;

/** Lets the library do things as a whole. */
export function installWhole(): void {
  interrupts.outside = disown;
  interrupts.stop = () => {
    tellWhole(false);
    const end = performance.now() + longestWait;
    while (interrupts.stopping && performance.now() < end);
    interrupts.stopping = false;
  };
}

/** The running code is stopped now, or at the end of what it does as a whole. */
export function aboutToStop(): void {
  interrupts.stopping = true;
  tellWhole(interrupts.depth > 0);
}
