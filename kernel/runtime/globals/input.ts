/** Questions to the user, answered before the call returns. */
import { texts } from "../../texts/texts.ts";
import { owner } from "../cell/owner.ts";
import { waitForAnswer } from "../control/main-thread.ts";
import { Interrupted } from "../errors/describe.ts";
import { send } from "../output/sender.ts";

function ask(prompt: string, password: boolean): string {
  const { id, allowStdin, ended } = owner();
  if (!allowStdin) {
    throw new Error(texts.nobodyToAnswer(prompt));
  }
  if (ended) {
    throw new Error(texts.tooLateToAsk(prompt));
  }
  const answer = waitForAnswer(() => send({ type: "input_request", parent: id, prompt, password }));
  if (answer === undefined) throw new Interrupted();
  return answer;
}

/** The line that the user types. */
export function input(prompt = ""): string {
  return ask(String(prompt), false);
}

/** The line that the user types, which is not shown. */
export function getpass(prompt = "Password: "): string {
  return ask(String(prompt), true);
}

/** The browser's `prompt`: the line, or the default where it is empty. */
export function prompt(message = "", initial = ""): string | null {
  const answer = ask(initial ? `${message} [${initial}] ` : `${message} `, false);
  return answer === "" ? initial || null : answer;
}

/** The browser's `confirm`. */
export function confirm(message = ""): boolean {
  return /^\s*(y|yes|s|sim)\s*$/i.test(ask(`${message} [y/N] `, false));
}

/** The browser's `alert`: waits for Enter. */
export function alert(message = ""): void {
  ask(`${message} [Enter] `, false);
}
