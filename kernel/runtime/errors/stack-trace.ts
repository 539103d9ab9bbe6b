/** Makes `error.stack` hold what the user called, wherever it is printed: nothing of the kernel. */
import { withoutVersion } from "../imports/version.ts";
import { kernelUrl } from "../paths.ts";
import { originalPosition } from "./sources.ts";

/** Installs the way in which V8's frames become text. */
export function installStackTraces(): void {
  // The default of ten frames would show a library's and leave the cell's out.
  Error.stackTraceLimit = 50;
  Error.prepareStackTrace = (error, frames) => {
    const shown = frames.slice(0, 1 + frames.findLastIndex(isForeign)).filter(isNotKernel);
    return [headline(error), ...shown.map(textOf)].join("\n    at ");
  };
}

/** Below the last of these there is only the machinery that runs cells. */
function isForeign(frame: NodeJS.CallSite): boolean {
  const url = urlOf(frame);
  return url !== "" && !url.startsWith("node:") && !url.startsWith(kernelUrl);
}

function isNotKernel(frame: NodeJS.CallSite): boolean {
  return !urlOf(frame).startsWith(kernelUrl);
}

/** The frame as V8 writes it, with the place in what the user typed. */
function textOf(frame: NodeJS.CallSite): string {
  const url = urlOf(frame);
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  if (line === null || column === null) return String(frame);
  const original = originalPosition(url, line, column);
  const place = `${withoutVersion(url)}:${original.line}:${original.column}`;
  return String(frame).replace(`${url}:${line}:${column}`, () => place);
}

function urlOf(frame: NodeJS.CallSite): string {
  return frame.getScriptNameOrSourceURL() ?? frame.getFileName() ?? "";
}

function headline(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
