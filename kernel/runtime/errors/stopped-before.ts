/** Errors of V8 whose cause is an earlier cell that ended too early, in words that say so. */
import { texts } from "../../texts/texts.ts";
import { lexicalNames } from "../cell/evaluate.ts";
import { wasTerminated } from "../control/main-thread.ts";
import { linesOf } from "./sources.ts";
import type { Frame } from "./stack.ts";

/** The message in place of V8's own; nothing where that is right as it is. */
export function messageOfEarlierCell(
  { message }: Error,
  innermost: Frame | undefined,
): string | undefined {
  if (message === "Generator is already running") {
    return wasTerminated() ? texts.generatorStopped : undefined;
  }
  const name = /^(\S+) is not defined$/.exec(message)?.[1];
  if (name === undefined || !lexicalNames().includes(name)) return undefined;
  const source = linesOf(innermost?.url ?? "")?.join("\n") ?? "";
  return declares(source, name) ? undefined : texts.neverGotValue(name);
}

/** Whether a cell declares a name itself, so that it is too early for its value. */
function declares(source: string, name: string): boolean {
  const escaped = name.replaceAll("$", "\\$");
  const pattern = `(?<![\\p{ID_Continue}$])(?:const|let|class|using)\\s[^;=]*?(?<![\\p{ID_Continue}$])${escaped}(?![\\p{ID_Continue}$])`;
  return new RegExp(pattern, "u").test(source);
}
