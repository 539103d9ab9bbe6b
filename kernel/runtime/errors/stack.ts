/** Reads the stack of an error, which `stack-trace.ts` made: the user's frames. */
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { folder } from "../imports/place.ts";
import { withoutVersion } from "../imports/version.ts";
import { isUserFile } from "../paths.ts";
import { isCell } from "./sources.ts";

/** One call in the user's code; lines and columns count from 1. */
export interface Frame {
  /** What ran, as in `async train`; empty at the top level of a cell. */
  name: string;
  url: string;
  line: number;
  column: number;
}

/** With the name of what ran, or without; a path may have brackets of its own. */
const frameLine = /^ {4}at (?:(.+?) \((.+):(\d+):(\d+)\)|(.+):(\d+):(\d+))$/;

/** No call has a longer line, but messages of errors stand above the calls. */
const longestLine = 2000;

/** The user's frames of a stack, innermost first. */
export function userFrames(stack: string): Frame[] {
  const frames = fileFrame(stack);
  for (const text of stack.split("\n")) {
    const found = text.length <= longestLine && frameLine.exec(text);
    if (!found) continue;
    const [, named = "", place = found[5]!, line = found[6], column = found[7]] = found;
    let name = named;
    let url = place;
    if (name === "" && url.startsWith("async ")) {
      name = "async";
      url = url.slice("async ".length);
    }
    if (!isUserCode(url)) continue;
    const position = { line: Number(line), column: Number(column) };
    frames.push({ name: name.replace(/^async$|^(async )?Module\./, "$1"), url, ...position });
  }
  return frames;
}

/** Where files do not parse or fit together, Node puts the line of the file above the stack. */
function fileFrame(stack: string): Frame[] {
  const [, file = "", line, caret = ""] = /^(file:\S+|\/.*):(\d+)\n.*\n( *)\^/.exec(stack) ?? [];
  const url = file.startsWith("/") ? pathToFileURL(file).href : withoutVersion(file);
  if (!isUserCode(url)) return [];
  return [{ name: "", url, line: Number(line), column: caret.length + 1 }];
}

/** Whether a URL is a cell or a file of the user, not of a package or of the kernel. */
function isUserCode(url: string): boolean {
  return isCell(url) || isUserFile(url.startsWith("/") ? `file://${url}` : url);
}

/** How a frame's place reads: the cell's name, or the path of a file. */
export function placeOf(frame: Frame): string {
  const { url, line, column } = frame;
  const file = url.startsWith("file:") ? fileURLToPath(url) : url;
  const near = file.startsWith(folder + sep) ? file.slice(folder.length + 1) : file;
  return `${near}:${line}:${column}`;
}
