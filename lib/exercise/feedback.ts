import { escapeHtml } from "../html.ts";
import { type Language, language } from "../language.ts";

/** How an answer stands: right, wrong, still blank, or code that stopped with an error. */
export type Verdict = "right" | "wrong" | "blank" | "failed";

const looks: Record<Verdict, { sign: string; colour: string; label: Record<Language, string> }> = {
  right: { sign: "✓", colour: "#1a7f37", label: { en: "Right.", pt: "Certo." } },
  wrong: { sign: "✗", colour: "#b35900", label: { en: "Not yet.", pt: "Ainda não." } },
  blank: { sign: "…", colour: "#6e7781", label: { en: "No answer yet.", pt: "Falta responder." } },
  failed: {
    sign: "!",
    colour: "#b42318",
    label: { en: "Your code stopped.", pt: "Seu código parou com um erro." },
  },
};

const withCode = (text: string) => escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");

/** What an exercise answers to an answer; shows itself as a coloured note, or as one line of text. */
export class Feedback {
  readonly verdict: Verdict;
  /** Why the answer is right, or the hint that fits the mistake. */
  readonly message: string;
  readonly #label: string;

  constructor(verdict: Verdict, message: string) {
    this.verdict = verdict;
    this.message = message;
    this.#label = looks[verdict].label[language()];
  }

  get right(): boolean {
    return this.verdict === "right";
  }

  toString(): string {
    const { sign } = looks[this.verdict];
    return `${sign} ${this.#label} ${this.message}`;
  }

  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const { sign, colour } = looks[this.verdict];
    const note =
      `<div role="status" style="border-left:4px solid ${colour};padding:.4em .8em;margin:.3em 0">` +
      `<strong style="color:${colour}">${sign} ${this.#label}</strong> ` +
      `${withCode(this.message)}</div>`;
    return { "text/html": note, "text/plain": this.toString() };
  }
}
