/** `console`: text in colours, errors on stderr, tables as tables. */
import { Console } from "node:console";
import { sendDisplay } from "../display/send.ts";
import { tableBundle } from "../display/table.ts";
import { writeText } from "./streams.ts";

/** Replaces the global console. */
export function installConsole(): void {
  const sink = (name: "stdout" | "stderr") =>
    ({ write: (text: string) => writeText(name, text) }) as unknown as NodeJS.WriteStream;
  const notebook = new Console({
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    ignoreErrors: false,
    colorMode: true,
  });
  const plainTable = notebook.table.bind(notebook);
  notebook.table = (data: unknown, columns?: readonly string[]) => {
    const bundle = tableBundle(data, columns);
    if (bundle) sendDisplay(bundle);
    else plainTable(data);
  };
  // The class is there for those who write to streams of their own.
  (notebook as { Console?: typeof Console }).Console = Console;
  Object.defineProperty(globalThis, "console", {
    configurable: true,
    enumerable: false,
    writable: true,
    value: notebook,
  });
}
