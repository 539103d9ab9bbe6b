// @ts-check
/**
 * Everything that the `sinapse` command and its bootstrap say, in the two languages of the lessons.
 * Plain JavaScript, as the bootstrap runs before anything is built.
 *
 * A problem is one sentence that says what is wrong and one that says the cure.
 */
import { readsPortuguese } from "./locale.mjs";
import { english } from "./texts/english.mjs";
import { portuguese } from "./texts/portuguese.mjs";

/**
 * The texts in the language of the person's locale: Portuguese when it is, English otherwise.
 * @param {Record<string, string | undefined>} environment where LC_ALL, LC_MESSAGES, LANG are set
 * @returns {typeof english}
 */
export function textsFor(environment) {
  return readsPortuguese(environment) ? portuguese : english;
}

/** The texts for this process. */
export const texts = textsFor(process.env);
