/** The way in which the library shows things from inside a loop: `lib/display.ts` calls it. */

import type { DisplayHost } from "../../../lib/display.ts";
import { owner, place } from "../cell/owner.ts";
import { describeError } from "../errors/describe.ts";
import { sendDisplay } from "./send.ts";

/** Installs the host for `lib`. */
export function installDisplayHost(): void {
  const host: DisplayHost = {
    display: sendDisplay,
    atCellEnd(callback) {
      const cell = owner();
      if (!cell.ended) cell.atEnd.push(callback);
      return !cell.ended;
    },
    place,
    describeError: (thrown) => describeError(thrown).traceback.join("\n"),
  };
  Object.defineProperty(globalThis, Symbol.for("sinapse.displayHost"), {
    configurable: true,
    value: host,
  });
}
