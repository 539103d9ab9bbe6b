import { Player } from "./player.ts";
import { sanitizedDrawing } from "./sanitize.ts";

export const drawingType = "application/vnd.sinapse.svg+json";

/** A drawing as the notebook stores it. */
interface DrawingContent {
  svg: string;
  title: string;
  description: string;
  /** What the slider says at each step. */
  steps: string[];
  /** A drawing for each step; without, elements of `svg` name the steps at which they are seen. */
  frames: string[];
}

/** Of whatever a notebook holds, what is a drawing. */
function drawingContent(content: unknown, text: string): DrawingContent {
  const given = (content ?? {}) as Partial<Record<keyof DrawingContent, unknown>>;
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  return {
    svg: String(given.svg ?? ""),
    title: String(given.title ?? ""),
    description: String(given.description ?? text),
    steps: list(given.steps),
    frames: list(given.frames),
  };
}

const style = `
  :host {
    display: block;
    color: var(--jp-content-font-color1, #1f2328);
    --sinapse-ground: var(--jp-layout-color0, #ffffff);
  }
  figure { margin: 0; overflow-x: auto; }
  figcaption { font: 600 16px system-ui, sans-serif; margin: 4px 0 8px; }
  svg { max-width: 100%; height: auto; }
  .player { display: flex; align-items: center; gap: 10px; margin: 6px 0; font: 13px system-ui, sans-serif; }
  .player button { width: 34px; height: 28px; color: inherit; background: none; cursor: pointer;
    border: 1px solid currentColor; border-radius: 4px; }
  .player input { width: min(260px, 40%); accent-color: #1b7fbd; }
  @media print { .player { display: none; } svg { max-height: 230mm; } }
`;

/** Shows one drawing, sanitised, in a shadow root: page and drawing cannot touch each other. */
export class DrawingView {
  readonly #host = document.createElement("div");
  readonly #root = this.#host.attachShadow({ mode: "open" });
  #player: Player | undefined;

  constructor(node: HTMLElement) {
    node.classList.add("sinapse-drawing");
    node.append(this.#host);
  }

  /** Shows a drawing in place of the one before. */
  show(content: unknown, text: string): void {
    const { svg, title, description, steps, frames } = drawingContent(content, text);
    this.#player?.stop();
    const sheet = document.createElement("style");
    sheet.textContent = style;
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = title;
    const picture = document.createElement("div");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", title ? `${title}. ${description}` : description);
    picture.append(sanitizedDrawing(svg));
    figure.append(...(title ? [caption] : []), picture);
    this.#root.replaceChildren(sheet, figure);
    if (steps.length < 2) return;
    const pictures = frames.map(sanitizedDrawing);
    const showStep = (step: number) => {
      if (pictures[step]) picture.replaceChildren(pictures[step].cloneNode(true));
      else reveal(picture, step);
    };
    this.#player = new Player(steps, showStep);
    figure.append(this.#player.node);
  }

  /** The drawing as it is seen now, as an SVG that stands alone. */
  toSvg(): string {
    const svg = this.#root.querySelector("svg")?.cloneNode(true) as SVGElement | undefined;
    if (!svg) return "";
    for (const element of svg.querySelectorAll<SVGElement>("[data-from], [data-to]")) {
      if (element.style.visibility === "hidden") element.remove();
    }
    return new XMLSerializer().serializeToString(svg);
  }

  dispose(): void {
    this.#player?.stop();
    this.#root.replaceChildren();
  }
}

/** Shows the elements that belong to a step, and hides those that belong to others. */
function reveal(picture: HTMLElement, step: number): void {
  for (const element of picture.querySelectorAll<SVGElement>("[data-from], [data-to]")) {
    const from = Number(element.dataset.from ?? 0);
    const to = Number(element.dataset.to ?? Number.POSITIVE_INFINITY);
    element.style.visibility = step >= from && step <= to ? "visible" : "hidden";
  }
}
