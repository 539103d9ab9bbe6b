/** The way in which the library shows things from inside a loop: `lib/display.ts` calls it. */

import { owner, place } from "../cell/owner.ts";
import { describeError } from "../errors/describe.ts";
import type { MimeBundle } from "../link/messages.ts";
import { type SendOptions, sendDisplay } from "./send.ts";

/** Installs the host for `lib`. */
export function installDisplayHost(): void {
  Object.defineProperty(globalThis, Symbol.for("sinapse.displayHost"), {
    configurable: true,
    value: {
      display: (data: MimeBundle, options?: SendOptions) => sendDisplay(data, options),
      atCellEnd: (callback: () => void): boolean => {
        const cell = owner();
        if (!cell.ended) cell.atEnd.push(callback);
        return !cell.ended;
      },
      place,
      describeError: (thrown: unknown): string => describeError(thrown).traceback.join("\n"),
    },
  });
}
