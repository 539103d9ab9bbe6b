/** What to do about the errors that learners meet first. The first hint that fits is said. */

import { packageOf } from "../specifier.ts";
import { decimalComma, listOfNumbers } from "./commas.ts";
import type { Clue, ErrorHint } from "./hint.ts";
import { library, names, properties } from "./names.ts";

export { library };

/** Names of test runners, of jQuery, Node or Bun come with an advice that is none here. */
const advised = ["TS2580", "TS2581", "TS2582", "TS2591", "TS2592", "TS2593", "TS2867", "TS2868"];
const unknown = ["TS2304", "TS2552", "TS2503", "TS18004", ...advised];
const unknownProperty = ["TS2339", "TS2551"];
const arithmetic = ["TS2362", "TS2363", "TS2365"];

export const errorHints: ErrorHint[] = [
  {
    // Two types of one name, which errors of any kind may be about.
    text: "declaredAgain",
    words: ({ message }) => {
      const name = /import\("cell-\d+\.ts"\)\.([\p{ID_Continue}$]+)/u.exec(message)?.[1];
      return name === undefined ? undefined : [name];
    },
  },
  {
    codes: unknown,
    text: "keywordArgument",
    words: ({ name, rest, at, cell }) => {
      const value = /^\s*=\s*([^=>,)\n]{1,20})/.exec(rest)?.[1];
      const isCall = cell.around(at)?.kind === "call" && /^[(,]$/.test(cell.text(at - 1));
      return value && isCall ? [`{ ${name}: ${value.trim()} }`] : undefined;
    },
  },
  {
    codes: unknown,
    text: "declareFirst",
    words: ({ name, rest, at, cell }) =>
      /^\s*=[^=>]/.test(rest) && !/^[:<|&.]$/.test(cell.text(at - 1)) ? [name] : undefined,
  },
  { codes: ["TS2345", "TS2322", "TS2554"], text: "brackets", words: listOfNumbers },
  { codes: ["TS2345", "TS2322", "TS2554"], text: "decimalComma", words: decimalComma },
  { codes: ["TS2345", "TS2322"], text: "dropQuotes", words: dropQuotes },
  { codes: ["TS2488", "TS2548", "TS2549", "TS2763", "TS2802"], text: "instead", words: elements },
  { codes: unknown, text: "instead", words: instead },
  {
    codes: unknown,
    text: "importIt",
    words: ({ name }) => (library.has(name) ? [name] : undefined),
  },
  {
    codes: unknown,
    text: "lookAlike",
    words: ({ name }) => {
      const usual = name.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");
      return usual !== name ? [name, usual] : undefined;
    },
  },
  {
    codes: unknown,
    text: "typeInstead",
    words: ({ name }) => (name.includes("·") ? ["·", "*"] : undefined),
  },
  { codes: unknown, text: "quotesOrRun", words: bareWord },
  { codes: unknownProperty, text: "instead", words: insteadOfProperty },
  {
    codes: ["TS2365"],
    text: "between",
    words: ({ name }) => {
      const [, low, value, high] =
        /^([\w.]{1,20}) *<=? *([\w.]{1,20}) *<=? *([\w.]{1,20})$/.exec(name) ?? [];
      return low ? [`${low} < ${value} && ${value} < ${high}`] : undefined;
    },
  },
  { codes: arithmetic, text: "computeWith" },
  {
    codes: ["TS2349"],
    text: "product",
    words: ({ name }) => (/^\d+(?:\.\d+)?$/.test(name) ? [`${name} * (…)`] : undefined),
  },
  {
    codes: ["TS2307"],
    text: "checkPath",
    words: ({ message }) =>
      onlyIf(moduleOf(message).startsWith(".") || moduleOf(message).startsWith("/")),
  },
  {
    codes: ["TS2307"],
    text: "noNodeModule",
    words: ({ message }) => onlyIf(moduleOf(message).startsWith("node:")),
  },
  {
    codes: ["TS2307"],
    text: "isFile",
    words: ({ message }) =>
      /^[\w./-]+\.(?:ts|json)$/.test(moduleOf(message)) ? [moduleOf(message)] : undefined,
  },
  { codes: ["TS2307"], text: "install", words: ({ message }) => [packageOf(moduleOf(message))] },
  { codes: ["TS2304", ...advised], text: "runFirst" },
  { codes: ["TS2448"], text: "declareAbove" },
  { codes: ["TS2531", "TS18047"], text: "testForNull" },
  { codes: ["TS2532", "TS18048"], text: "testForUndefined" },
  { codes: ["TS2584"], text: "noPage" },
  { codes: ["TS2588", "TS2632"], text: "useLet" },
];

/** The codes of guesses and advice, which stand behind the name in the message. */
export const guessed: ReadonlySet<string> = new Set(["TS2551", "TS2552", ...advised]);

/** The codes of errors that say that a name is not known. */
export const unknownName: ReadonlySet<string> = new Set(unknown);

function onlyIf(fits: boolean): string[] | undefined {
  return fits ? [] : undefined;
}

function moduleOf(message: string): string {
  return /'([^']+)'/.exec(message)?.[1] ?? "";
}

function instead({ name, rest }: Clue): string[] | undefined {
  const [, property] = /^\.(\w+)/.exec(rest) ?? [];
  const whole = property === undefined ? undefined : `${name}.${property}`;
  const known = (whole && names.get(whole)) ?? sameInMath(name, property) ?? names.get(name);
  return known === undefined ? undefined : [known];
}

/** `math.exp` and `np.exp`: `Math.exp`. */
function sameInMath(name: string, property: string | undefined): string | undefined {
  if (property === undefined || !/^(?:math|np|numpy)$/.test(name)) return undefined;
  return property in Math ? `Math.${property}(x)` : undefined;
}

function insteadOfProperty({ name, at, cell }: Clue): string[] | undefined {
  const whole = `${cell.text(at - 2)}.${name}`;
  const known = properties.get(whole) ?? properties.get(name);
  return known === undefined ? undefined : [known];
}

/** `"0,95"` and `"1/4"` where a number is asked for. */
function dropQuotes({ message, at, cell }: Clue): string[] | undefined {
  if (!/'(?:string|"[^"]*")'.*'number'/s.test(message)) return undefined;
  const end = Math.min(cell.lineEnd(at), at + 40);
  for (let place = Math.max(0, at); place <= end; place++) {
    const text = cell.text(place);
    const number = /^(["'`])\s*([-+−]?\s*[\d.,]+(?:\s*[/*]\s*[\d.,]+)?)\s*(%?)\s*\1$/.exec(text);
    if (!number) continue;
    const [, , digits = "", percent] = number;
    const meant = digits.replaceAll(/(\d),(\d)/g, "$1.$2").replace("−", "-");
    return [text, percent ? `${meant} / 100` : meant];
  }
  return undefined;
}

/** A tensor where what can be gone through is asked for. */
function elements({ message, name }: Clue): string[] | undefined {
  if (!message.includes("'Tensor<")) return undefined;
  return [`${/^[\p{ID_Continue}$]+$/u.test(name) ? name : "x"}.tolist()`];
}

/** `exercise2(frozen)`, and `const plan = frozen` above it. */
function bareWord({ name, rest, at, cell }: Clue): string[] | undefined {
  const answers =
    cell.text(at - 1) === "(" &&
    cell.text(at + 1) === ")" &&
    /^exercise\d+$/.test(cell.text(at - 2));
  const declares =
    cell.text(at - 1) === "=" &&
    /^\s*;?\s*(?:\/\/.*)?$/.test(rest) &&
    /\bexercise\d+\(/.test(cell.source);
  return answers || declares ? [name, `"${name}"`] : undefined;
}
