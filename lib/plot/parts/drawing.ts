import { displayBundle, displaySymbol, type MimeBundle } from "../../display.ts";
import { escapeHtml } from "../../html.ts";

/** What stands for a drawing and its steps. */
export interface DrawingParts {
  /**
   * The SVG. `currentColor` follows the theme. Elements with `data-from` and `data-to` are seen
   * only at these steps, counted from 0; without a slider (on paper) the last step is seen.
   */
  svg: string;
  title: string;
  /** One sentence that says what the drawing shows. */
  description: string;
  /** What the slider says at each step of the drawing. Default: no slider. */
  steps?: readonly string[];
  /** A drawing for each step in place of one with marked elements; the last one is `svg`. */
  frames?: readonly string[];
}

/** A drawing: SVG with a title and a description. As the last value of a cell it shows itself. */
export class Drawing {
  readonly svg: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly string[];
  readonly frames: readonly string[];

  constructor({ svg, title, description, steps = [], frames = [] }: DrawingParts) {
    this.svg = svg;
    this.title = title;
    this.description = description;
    this.steps = steps;
    this.frames = frames;
  }

  /** Shows the drawing now, from inside a loop too. */
  show(): void {
    displayBundle(this[displaySymbol]());
  }

  /** What a notebook stores of the drawing. */
  [displaySymbol](): MimeBundle {
    const { svg, title, description, steps, frames } = this;
    return {
      "application/vnd.sinapse.svg+json": {
        svg,
        title,
        description,
        ...(steps.length > 0 ? { steps } : {}),
        ...(frames.length > 0 ? { frames } : {}),
      },
      "text/plain": title ? `${title}: ${description}` : description,
    };
  }
}

/** An SVG element as text. Attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  ...children: string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === "number" ? round(value) : escapeHtml(value!)}"`,
    )
    .join("");
  return children.length > 0
    ? `<${name}${written}>${children.join("")}</${name}>`
    : `<${name}${written}/>`;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
