import { displayBundle, displaySymbol, type MimeBundle } from "../../display.ts";
import { type FigureOptions, merged } from "./options.ts";
import { traceTypes } from "./trace-types.ts";

/** One plotly trace: its type, and any of its attributes. */
export interface Trace {
  type: string;
  [attribute: string]: unknown;
}

/** One step of an animated figure: the traces that change, under a name. */
export interface Frame {
  name: string;
  data: Record<string, unknown>[];
  /** Which traces `data` replaces. Default: the first ones. */
  traces?: number[];
  layout?: Record<string, unknown>;
}

/**
 * A figure: plotly traces and a layout, as plain data. As the last value of a cell it shows itself.
 *
 * @throws RangeError for a trace type that the renderer does not have.
 * @example
 * const figure = plot.line([1, 4, 9]);
 * figure.layout.showlegend = true;
 * figure
 */
export class Figure {
  readonly data: Trace[];
  readonly layout: Record<string, unknown>;
  readonly frames: Frame[];
  /** One sentence that says what the figure shows. */
  readonly description: string;

  constructor(
    data: Trace[],
    layout: Record<string, unknown>,
    description: string,
    options: FigureOptions = {},
    frames: Frame[] = [],
  ) {
    this.data = data.map((trace) => merged(trace, options.trace) as Trace);
    this.layout = merged(layout, options.layout);
    this.description = options.description ?? description;
    this.frames = frames;
    for (const { type } of this.data) checkTraceType(type);
  }

  /** Shows the figure now, from inside a loop too. */
  show(): void {
    displayBundle(this[displaySymbol]());
  }

  /** What a notebook stores of the figure: plotly's JSON and one sentence. */
  [displaySymbol](): MimeBundle {
    const { data, layout, frames } = this;
    return {
      "application/vnd.plotly.v1+json":
        frames.length > 0 ? { data, layout, frames } : { data, layout },
      "text/plain": this.description,
    };
  }
}

function checkTraceType(type: string): void {
  if ((traceTypes as readonly string[]).includes(type)) return;
  throw new RangeError(
    `figure: the trace type "${type}" cannot be drawn here. Use one of ${traceTypes.join(", ")}.`,
  );
}
