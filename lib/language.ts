export type Language = "en" | "pt";

let current: Language = "en";

/**
 * Sets the language of the labels that figures write by themselves, and of the exercises' feedback;
 * without an argument, tells it.
 *
 * @param chosen "en" (the default) or "pt".
 * @throws RangeError for another language.
 * @example
 * plot.language("pt");
 * plot.trainingCurve();   // axes "época" and "custo"
 */
export function language(): Language;
export function language(chosen: Language): void;
export function language(chosen?: Language): Language | undefined {
  if (chosen === undefined) return current;
  if (chosen !== "en" && chosen !== "pt") {
    throw new RangeError(`language: "${chosen}" is not known. Use "en" or "pt".`);
  }
  current = chosen;
  return undefined;
}
