/** Installs what user code finds in its global scope; `globals.d.ts` describes it to the editor. */

import { constant } from "../cell/constant.ts";
import { using } from "../cell/using.ts";
import { runCommand } from "../commands/index.ts";
import { hideBookkeeping } from "../display/bookkeeping.ts";
import { describeResult } from "../display/describe.ts";
import { clearOutput, display } from "../display/display.ts";
import { installDisplayHost } from "../display/host.ts";
import { importModule, meta } from "../imports/import.ts";
import { makeRequire } from "../imports/require.ts";
import { comms } from "./comms.ts";
import { alert, confirm, getpass, input, prompt } from "./input.ts";
import { progress } from "./progress.ts";

/** Makes all globals; they can be redeclared by cells, and do not show up in loops over globals. */
export function installGlobals(): void {
  const globals: Record<string, unknown> = {
    __sinapse_command__: runCommand,
    __sinapse_constant__: constant,
    __sinapse_import__: importModule,
    __sinapse_meta__: meta,
    __sinapse_using__: using,
    require: makeRequire(),
    display,
    clearOutput,
    comms,
    progress,
    input,
    getpass,
    prompt,
    confirm,
    alert,
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  }
  // The debugger shows values as cells do.
  const symbol = Symbol.for("sinapse.describe");
  Object.defineProperty(globalThis, symbol, { configurable: true, value: describeResult });
  installDisplayHost();
  hideBookkeeping();
}
