/** What an interrupt waits for, and where it goes on; see `lib/interrupts.ts`. */
import { afterInterrupt, interrupts, whole } from "../../../lib/interrupts.ts";
import { disown } from "../cell/owner.ts";
import { isLoading } from "../imports/loads.ts";
import { isInUserCode, tellPatience } from "./main-thread.ts";

/** So many milliseconds an interrupt waits for what is to be done as a whole. */
const patience = 50;

/** And so many for Node to load modules: what it leaves in the middle, it never loads again. */
const patienceForModules = 1000;

/** Code that waits to be stopped goes on after so many milliseconds: the interrupt went elsewhere. */
const longestWait = 200;

let isSlow = false;

/** Lets the library do things as a whole. */
export function installWhole(): void {
  interrupts.outside = disown;
  interrupts.stop = () => {
    tellPatience(0);
    const end = performance.now() + longestWait;
    while (interrupts.stopping && performance.now() < end);
    interrupts.stopping = false;
  };
}

/** The running code is stopped now, or at the end of what it does as a whole. */
export function aboutToStop(): void {
  const isWhole = interrupts.depth > 0;
  const loads = !isWhole && isLoading() && !isInUserCode();
  interrupts.stopping = !loads;
  if (loads || (isWhole && isSlow)) tellPatience(patienceForModules);
  else tellPatience(isWhole ? patience : 0);
}

/** Does something as a whole that has to do with the loading of modules. */
export function slowly(action: () => void): void {
  whole(() => {
    isSlow = true;
    action();
    isSlow = false;
  });
}

afterInterrupt(() => {
  isSlow = false;
});
