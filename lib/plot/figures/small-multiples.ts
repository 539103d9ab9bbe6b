import { expectFigures } from "../parts/expected.ts";
import { Figure, type Trace } from "../parts/figure.ts";
import { baseLayout, type FigureOptions } from "../parts/options.ts";

/** Options of `smallMultiples`. */
export interface SmallMultiplesOptions extends FigureOptions {
  /** How many figures stand side by side. Default: 2 for four, else up to 3. */
  columns?: number;
  /** Gives all panels the same axes, so that they compare at a glance. Default false. */
  sameAxes?: boolean;
}

type Attributes = Record<string, unknown>;

/**
 * Several figures in one, as panels; the title of each stands above its panel.
 *
 * @throws RangeError where there is no figure, or one of them has panels of its own.
 * @example
 * plot.smallMultiples([0.01, 0.1, 1].map((rate) =>
 *   plot.line(lossesWith(rate), { title: `learning rate ${rate}` })))
 */
export function smallMultiples(
  figures: readonly Figure[],
  options: SmallMultiplesOptions = {},
): Figure {
  expectFigures("smallMultiples", figures);
  if (figures.length === 0) throw new RangeError("smallMultiples: no figure was given.");
  const wanted = Math.max(1, Math.floor(options.columns ?? usualColumns(figures.length)));
  const columns = Math.min(wanted, figures.length);
  const rows = Math.ceil(figures.length / columns);
  const layout: Attributes = { ...baseLayout({ height: 60 + 280 * rows, ...options }) };
  const annotations: Attributes[] = [];
  const images: Attributes[] = [];
  const shapes: Attributes[] = [];
  const traces: Trace[] = [];
  const legend = new Set<string>();
  for (const [index, figure] of figures.entries()) {
    if ("xaxis2" in figure.layout) {
      throw new RangeError(
        `smallMultiples: figure ${index} has panels of its own. Give its parts.`,
      );
    }
    const number = index === 0 ? "" : String(index + 1);
    const domain = panelDomain(index, columns, rows);
    const flat = !("scene" in figure.layout);
    if (flat) {
      const shared = options.sameAxes && index > 0;
      layout[`xaxis${number}`] = {
        ...renumbered(figure.layout.xaxis, number),
        domain: domain.x,
        anchor: `y${number}`,
        ...(shared ? { matches: "x" } : {}),
      };
      layout[`yaxis${number}`] = {
        ...renumbered(figure.layout.yaxis, number),
        domain: domain.y,
        anchor: `x${number}`,
        ...(shared ? { matches: "y" } : {}),
      };
    } else layout[`scene${number}`] = { ...(figure.layout.scene as Attributes), domain };
    for (const trace of figure.data) {
      const name = typeof trace.name === "string" ? trace.name : undefined;
      traces.push({
        ...trace,
        ...(flat ? { xaxis: `x${number}`, yaxis: `y${number}` } : { scene: `scene${number}` }),
        ...("colorscale" in trace ? { showscale: false } : {}),
        ...(name
          ? { legendgroup: name, showlegend: trace.showlegend !== false && !legend.has(name) }
          : { showlegend: false }),
      });
      if (name && trace.showlegend !== false) legend.add(name);
    }
    const title = (figure.layout.title as { text?: string } | undefined)?.text;
    if (title) annotations.push(panelTitle(title, domain));
    annotations.push(...moved(figure.layout.annotations, number));
    images.push(...moved(figure.layout.images, number));
    shapes.push(...moved(figure.layout.shapes, number));
  }
  layout.annotations = annotations;
  if (images.length > 0) layout.images = images;
  if (shapes.length > 0) layout.shapes = shapes;
  layout.showlegend = figures.some((figure) => figure.layout.showlegend === true);
  layout.legend = {
    orientation: "h",
    x: 0.5,
    xanchor: "center",
    y: 1.06 + 0.04 / rows,
    yanchor: "bottom",
  };
  layout.margin = { t: layout.showlegend ? 96 : 70 };
  layout.barmode = figures[0]!.layout.barmode ?? "group";
  const text = figures.map(({ description }) => description).join(" ");
  return new Figure(traces, layout, options.title ? `${options.title}: ${text}` : text, options);
}

/** The columns of a grid of panels, if nothing else is said. */
function usualColumns(count: number): number {
  return count === 4 ? 2 : Math.min(count, 3);
}

function panelDomain(index: number, columns: number, rows: number): { x: number[]; y: number[] } {
  const gapX = 0.09;
  const gapY = rows > 1 ? 0.32 / rows : 0;
  const width = (1 - gapX * (columns - 1)) / columns;
  const height = (1 - gapY * (rows - 1)) / rows;
  const left = (index % columns) * (width + gapX);
  const top = 1 - Math.floor(index / columns) * (height + gapY);
  const round = (value: number) => Math.min(1, Math.max(0, Number(value.toFixed(4))));
  return { x: [round(left), round(left + width)], y: [round(top - height), round(top)] };
}

function panelTitle(text: string, domain: { x: number[]; y: number[] }): Attributes {
  return {
    text: `<b>${text}</b>`,
    x: (domain.x[0]! + domain.x[1]!) / 2,
    y: domain.y[1],
    xref: "paper",
    yref: "paper",
    xanchor: "center",
    yanchor: "bottom",
    yshift: 4,
    showarrow: false,
  };
}

/** An axis whose ties to other axes follow it to its panel. */
function renumbered(axis: unknown, number: string): Attributes {
  const { scaleanchor, ...rest } = (axis ?? {}) as Attributes;
  return scaleanchor ? { ...rest, scaleanchor: `x${number}` } : rest;
}

/** Annotations, shapes or images, tied to the axes of their panel. */
function moved(items: unknown, number: string): Attributes[] {
  return ((items ?? []) as Attributes[]).map((item) => ({
    ...item,
    ...(item.xref === "paper" ? { xref: `x${number} domain` } : { xref: `x${number}` }),
    ...(item.yref === "paper" ? { yref: `y${number} domain` } : { yref: `y${number}` }),
  }));
}
