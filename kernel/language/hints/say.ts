/** A hint in the reader's language. */

import { texts } from "../../texts/texts.ts";
import type { HintText } from "./hint.ts";

export function say(text: HintText, words: string[] = []): string {
  const hint: string | ((...words: string[]) => string) = texts.hints[text];
  return typeof hint === "string" ? hint : hint(...words);
}
