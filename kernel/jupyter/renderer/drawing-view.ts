import DOMPurify from "dompurify";

export const drawingType = "application/vnd.sinapse.svg+json";

/** A drawing as the notebook stores it. */
interface DrawingContent {
  svg?: string;
  title?: string;
  description?: string;
}

const style = `
  :host { display: block; color: var(--jp-content-font-color1, #1f2328); }
  svg { max-width: 100%; height: auto; font-family: var(--jp-content-font-family, system-ui, sans-serif); }
`;

/** Shows one drawing, sanitised, in a shadow root: page and drawing cannot touch each other. */
export class DrawingView {
  readonly #host = document.createElement("div");
  readonly #root = this.#host.attachShadow({ mode: "open" });

  constructor(node: HTMLElement) {
    node.classList.add("sinapse-drawing");
    node.append(this.#host);
  }

  /** Shows a drawing in place of the one before. */
  show(content: unknown, text: string): void {
    const { svg = "", title = "", description = text } = content as DrawingContent;
    this.#host.setAttribute("role", "img");
    this.#host.setAttribute("aria-label", title ? `${title}. ${description}` : description);
    const sheet = document.createElement("style");
    sheet.textContent = style;
    this.#root.replaceChildren(sheet, sanitized(svg));
  }

  dispose(): void {
    this.#root.replaceChildren();
  }
}

/** The drawing without scripts, links, and anything that is fetched from elsewhere. */
export function sanitized(svg: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(svg, {
    USE_PROFILES: { svg: true, svgFilters: true },
    FORBID_TAGS: ["a", "image", "style", "foreignObject"],
    FORBID_ATTR: ["style"],
    RETURN_DOM_FRAGMENT: true,
  });
  for (const element of fragment.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      const elsewhere = /url\(\s*["']?(?!#)/i.test(value);
      const link = /(^|:)href$/i.test(name) && !value.startsWith("#");
      if (elsewhere || link) element.removeAttribute(name);
    }
  }
  return fragment;
}
