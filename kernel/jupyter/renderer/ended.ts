// What stands in place of a control whose session has ended: how it stood, and what to do.

import type { NotebookPanel } from "./lab.ts";
import { textOf } from "./reclaim.ts";

const sentences = {
  en: "This control belongs to a session that has ended. Run the cell again to use it.",
  pt: "Este controle é de uma sessão que terminou. Execute a célula de novo para usá-lo.",
};
const className = "sinapse-ended";
const delay = 300;

/** Says of a notebook's controls when they are of no use any more. */
export function tellEnded(panel: NotebookPanel): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const kernels = new Kernels(panel);
  const look = () => {
    if (waiting !== undefined) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      lookAtAll(panel, kernels);
    }, delay);
  };
  const observer = new MutationObserver(look);
  const options = { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] };
  observer.observe(panel.node, options);
  panel.sessionContext.statusChanged.connect(look);
  panel.disposed.connect(() => observer.disconnect());
  look();
}

function lookAtAll(panel: NotebookPanel, kernels: Kernels): void {
  for (const { outputArea } of panel.content.widgets) {
    for (const [at, { node }] of (outputArea?.widgets ?? []).entries()) {
      const view = node.querySelector<HTMLElement>(":scope > .jp-OutputArea-output");
      const output = outputArea!.model.get(at);
      const text = textOf(output?.data ?? {});
      if (!view || text === undefined) continue;
      const said = node.querySelector(`:scope > .${className}`);
      const ended = kernels.areGone(view) || hasEnded(view, panel);
      if (ended === (said !== null)) continue;
      view.style.display = ended ? "none" : "";
      if (ended) view.after(note(text, languageOf(output.metadata)));
      else said!.remove();
    }
  }
}

/** Which kernel each control belongs to: ipywidgets does not say when that is shut down. */
class Kernels {
  readonly #panel: NotebookPanel;
  readonly #ofViews = new WeakMap<HTMLElement, string>();
  #latest: string | undefined;

  constructor(panel: NotebookPanel) {
    this.#panel = panel;
  }

  /** Whether the kernel that a control was first seen with is no more, or another. */
  areGone(view: HTMLElement): boolean {
    const { kernel } = this.#panel.sessionContext.session ?? {};
    const now = kernel?.status === "dead" ? undefined : kernel?.id;
    this.#latest = now ?? this.#latest;
    if (this.#latest === undefined) return false;
    const then = this.#ofViews.get(view) ?? this.#latest;
    this.#ofViews.set(view, then);
    return now !== then;
  }
}

/** By what ipywidgets makes of it: a sentence, nothing, or a control with a broken chain. */
function hasEnded(view: HTMLElement, { sessionContext }: NotebookPanel): boolean {
  const { textContent } = view;
  if (textContent?.startsWith("Error displaying widget")) return true;
  if (textContent?.startsWith("Loading widget")) {
    return sessionContext.isReady && !sessionContext.session?.kernel;
  }
  return (
    view.classList.contains("lm-mod-hidden") ||
    view.querySelector(".jupyter-widgets-disconnected") !== null
  );
}

/** The kernel's language, as it said; where it said none, that of the reader. */
function languageOf({ sinapse }: Record<string, unknown>): string {
  const { language } = (sinapse ?? {}) as { language?: unknown };
  if (typeof language === "string") return language;
  return navigator.language || document.documentElement.lang;
}

function note(text: string, language: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  element.style.padding = "4px 8px";
  const state = document.createElement("pre");
  state.textContent = text;
  const sentence = document.createElement("div");
  sentence.textContent = language.startsWith("pt") ? sentences.pt : sentences.en;
  sentence.style.color = "var(--jp-content-font-color2)";
  element.append(state, sentence);
  return element;
}
