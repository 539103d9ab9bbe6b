/** Whether a `/` divides, or begins a regular expression: as in `x! / 2` and `if (x) /a/.test(y)`. */

import type { Token } from "./scan.ts";

/** What follows them begins an expression. */
export const beforeOperand = new Set(
  "return typeof case in of do else void delete instanceof new throw await yield default".split(
    " ",
  ),
);

/** Brackets behind these words are no expression. */
const heads = new Set(["if", "while", "for", "with"]);

/** Follows the tokens of a text, one after the other. */
export class Operands {
  /** Whether the tokens so far end with something that can be divided. */
  isOperand = false;
  /** Whether what each open bracket holds can be divided once it is closed. */
  readonly #open: boolean[] = [];
  /** The same of the bracket that was closed last. */
  #closed = true;
  #previous: Token | undefined;
  /** As `isOperand` before the last token. */
  #wasOperand = false;
  /** The next bracket is that of an `if`, a `for`, … */
  #isHead = false;
  /** The last token was the second half of `++` or `--`. */
  #isPaired = false;

  add(token: Token): void {
    const { kind, text } = token;
    const before = this.isOperand;
    let isPaired = false;
    if (kind === "word") {
      this.isOperand = this.#afterWord(text);
    } else if (kind === "punctuation") {
      isPaired = this.#isPair(token);
      this.isOperand = this.#afterPunctuation(token, isPaired);
      this.#isHead = false;
    } else {
      // A template goes on behind its `${`.
      this.isOperand = kind !== "command" && !(kind === "template" && text.endsWith("${"));
    }
    this.#wasOperand = before;
    this.#isPaired = isPaired;
    this.#previous = token;
  }

  /** A bracket is opened; it is the next token, or ends with the last one. */
  open(bracket: string): void {
    this.#open.push(bracket === "(" ? !this.#isHead : bracket !== "{" || this.#isObject());
  }

  close(): void {
    this.#closed = this.#open.pop() ?? true;
  }

  #afterWord(text: string): boolean {
    const isProperty = this.#previous?.text === ".";
    // `for await (…)`
    if (!(text === "await" && this.#isHead)) this.#isHead = !isProperty && heads.has(text);
    return isProperty || !beforeOperand.has(text);
  }

  #afterPunctuation({ text, start, startsLine }: Token, isPaired: boolean): boolean {
    if (text === "]") return true;
    if (text === ")" || text === "}") return this.#closed;
    // `x++`, unlike `++x`.
    if (isPaired) return this.#wasOperand && !this.#previous!.startsLine;
    // `x!`, unlike `!x`.
    return text === "!" && this.isOperand && !startsLine && this.#previous?.end === start;
  }

  #isPair({ text, start }: Token): boolean {
    const previous = this.#previous;
    return (
      (text === "+" || text === "-") &&
      previous?.text === text &&
      previous.end === start &&
      !this.#isPaired
    );
  }

  /** Whether a `{` begins an object, not a block. */
  #isObject(): boolean {
    const before = this.#previous;
    if (!before || this.isOperand) return false;
    if (before.kind === "word") return before.text === "return" || before.text === "throw";
    if (before.kind === "template") return true;
    // Behind a colon it is an object only inside of one; behind an arrow it is a body.
    if (before.text === ":") return this.#open.at(-1) === true;
    return before.kind === "punctuation" && "=([,?&|+-*%~^<".includes(before.text);
  }
}
