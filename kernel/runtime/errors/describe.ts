/** Makes of whatever was thrown the error that the notebook shows. */

import { inspect, stripVTControlCharacters, types } from "node:util";
import { isTooDeep } from "../../language/compile/too-deep.ts";
import type { ErrorContent } from "../../protocol/iopub.ts";
import { beginning } from "../../texts/beginning.ts";
import { excerpt } from "../../texts/excerpt.ts";
import { bold, dim, red } from "../../texts/style.ts";
import { texts } from "../../texts/texts.ts";
import type { Position } from "../cell/evaluate.ts";
import { linesOf, originalPosition } from "./sources.ts";
import { type Frame, placeOf, userFrames } from "./stack.ts";
import { messageOfEarlierCell } from "./stopped-before.ts";

/** The cell was stopped by the user. */
export class Interrupted extends Error {
  override name = "Interrupted";

  /** @param stack where it was, if that is known */
  constructor(stack = "") {
    super(texts.interrupted);
    this.stack = stack;
  }
}

/** The cell ended the process. */
export class ProcessExit extends Error {
  override name = "ProcessExit";

  constructor(code: number | string) {
    super(`${texts.exited(code)} ${texts.variablesLost}`);
  }
}

/** How many causes and collected errors a traceback follows. */
const depthLimit = 8;

/** The error as Jupyter shows it; `position` is where V8 saw an error that has no stack. */
export function describeError(thrown: unknown, position?: Position): ErrorContent {
  try {
    if (isTooDeep(thrown) && userFrames(String((thrown as Error).stack)).length === 0) {
      // V8 gave up as it compiled the program: no code of it has run.
      const [ename, evalue] = ["SyntaxError", texts.tooDeep];
      return { ename, evalue, traceback: [red(`${bold(ename)}: ${evalue}`)] };
    }
    const { ename, evalue } = nameAndMessage(thrown);
    return { ename, evalue, traceback: traceback(thrown, position, depthLimit) };
  } catch {
    // A proxy that was revoked, a getter that throws.
    const evalue = texts.notShowable;
    return { ename: "Error", evalue, traceback: [`${bold("Error")}: ${evalue}`] };
  }
}

function nameAndMessage(thrown: unknown): { ename: string; evalue: string } {
  if (!isError(thrown)) return { ename: "Thrown", evalue: safeInspect(thrown) };
  const name = String(thrown.name || "Error");
  return {
    // A class that extends Error has its name only as a class.
    ename: (name === "Error" && thrown.constructor?.name) || name,
    evalue: clip(stripVTControlCharacters(messageOf(thrown)), messageShown),
  };
}

function messageOf(error: Error): string {
  const isOurs = /^(?:Reference|Type)Error$/.test(error.name);
  const frames = isOurs ? userFrames(String(error.stack ?? "")) : [];
  return (isOurs && messageOfEarlierCell(error, frames[0])) || String(error.message ?? "");
}

function traceback(thrown: unknown, position: Position | undefined, depth: number): string[] {
  if (!isError(thrown)) {
    const lines = [`${bold("Thrown")}: ${safeInspect(thrown)}`];
    if (!(typeof thrown === "object" && thrown !== null)) {
      lines.push(dim(texts.throwAnError));
    }
    // V8 names the first line of the cell, wherever in it, or in an earlier one, this was thrown.
    return lines;
  }
  const { ename, evalue } = nameAndMessage(thrown);
  const lines = [evalue ? `${bold(ename)}: ${evalue}` : bold(ename)];
  const extra = ownProperties(thrown);
  if (extra) lines.push(dim(extra));
  const frames = userFrames(String(thrown.stack ?? ""));
  if (frames.length === 0 && position && !(thrown instanceof Interrupted)) {
    frames.push(frameOf(position));
  }
  if (frames.length > 0) lines.push(...excerptOf(frames[0]!));
  lines.push(...frameLines(frames));
  if (depth > 0) lines.push(...related(thrown, depth - 1));
  return lines;
}

function frameOf({ url, line, column }: Position): Frame {
  return { name: "", url, ...originalPosition(url, line, column) };
}

/** The line that failed, as it was typed. */
function excerptOf({ url, line, column }: Frame): string[] {
  const place = { line: line - 1, column: column - 1 };
  return excerpt(linesOf(url) ?? [], place, { mark: red, gutter: dim });
}

/** Characters shown of a message: some libraries put all of their data into it. */
const messageShown = 10_000;

function clip(text: string, length: number): string {
  return text.length > length ? `${beginning(text, length)}…` : text;
}

const framesShown = 12;

/** The calls, innermost first; the middle of a long recursion is left out. */
function frameLines(frames: Frame[]): string[] {
  const lines = frames.map((frame) => {
    const place = placeOf(frame);
    return frame.name ? `    at ${frame.name} (${place})` : `    at ${place}`;
  });
  if (lines.length <= framesShown) return lines;
  const left = lines.length - framesShown;
  return [...lines.slice(0, framesShown - 2), dim(`    … ${left} more`), ...lines.slice(-2)];
}

/** The causes of an error, and what an AggregateError collected. */
function related(error: Error, depth: number): string[] {
  const lines: string[] = [];
  const errors = (error as AggregateError).errors;
  if (Array.isArray(errors)) {
    errors.slice(0, depthLimit).forEach((each, index) => {
      lines.push(bold(`Error ${index + 1} of ${errors.length}:`));
      lines.push(...traceback(each, undefined, depth).map((line) => `  ${line}`));
    });
  }
  const { cause } = error;
  if (cause === undefined || cause === error) return lines;
  if (isError(cause)) lines.push(bold("Caused by:"), ...traceback(cause, undefined, depth));
  else lines.push(`${bold("Caused by:")} ${safeInspect(cause)}`);
  return lines;
}

/** What an error carries besides name, message and cause, as in `{ code: 'ENOENT' }`. */
function ownProperties(error: Error): string | undefined {
  const known = new Set(["name", "message", "stack", "cause", "errors"]);
  const extra = Object.entries(error).filter(([key]) => !known.has(key));
  return extra.length > 0 ? safeInspect(Object.fromEntries(extra)) : undefined;
}

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

function safeInspect(value: unknown): string {
  try {
    return inspect(value, { depth: 2, breakLength: 100 });
  } catch {
    return Object.prototype.toString.call(value);
  }
}
