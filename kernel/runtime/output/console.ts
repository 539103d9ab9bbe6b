/** `console`: text in colours, errors on stderr, tables as tables. */
import { Console } from "node:console";
import { sendDisplay } from "../display/send.ts";
import { tableHtml } from "../display/table.ts";
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
  notebook.table = (data: unknown, columns?: readonly string[]) => {
    const html = tableHtml(data, columns);
    if (html === undefined) notebook.log(data);
    else sendDisplay({ "text/html": html, "text/plain": tableText(data, columns) });
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

/** The table in the lines and columns that Node prints. */
function tableText(data: unknown, columns?: readonly string[]): string {
  let text = "";
  const write = (piece: string) => {
    text += piece;
  };
  const stdout = { write } as unknown as NodeJS.WriteStream;
  new Console({ stdout, ignoreErrors: false }).table(data, columns);
  return text.trimEnd();
}
