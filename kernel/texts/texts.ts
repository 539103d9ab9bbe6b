/** What the kernel says, in the language of the person who reads it. */
import { readsPortuguese } from "../bootstrap/locale.mjs";
import { english } from "./english.ts";
import { portuguese } from "./portuguese.ts";

/** A language's texts. */
export type Texts = typeof english;

/** The texts for a locale: Portuguese where it is, English otherwise. */
function textsFor(environment: Record<string, string | undefined>): Texts {
  return readsPortuguese(environment) ? portuguese : english;
}

/** The texts for whoever runs this process or has this page open. */
export const texts = textsFor(typeof process === "undefined" ? {} : process.env);
