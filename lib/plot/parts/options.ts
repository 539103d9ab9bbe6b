import { separators } from "./words.ts";

/** Options that every figure takes. */
export interface FigureOptions {
  /** The heading. HTML and Unicode: `∂L/∂w<sub>1</sub>`. Default: what the figure shows. */
  title?: string;
  /** Width in pixels. Default: as wide as the output allows. */
  width?: number;
  /** Height in pixels. Default 380. */
  height?: number;
  /** The sentence that stands for the figure where it cannot be seen. Default: made from the data. */
  description?: string;
  /** Any plotly attribute of the traces, as `{ opacity: 0.5 }`. */
  trace?: Record<string, unknown>;
  /** Any plotly attribute of the layout, as `{ xaxis: { dtick: 1 } }`. */
  layout?: Record<string, unknown>;
}

/** Options of figures with two axes. */
export interface AxesOptions extends FigureOptions {
  /** Name of the horizontal axis. Default "x". */
  xLabel?: string;
  /** Name of the vertical axis. Default "y". */
  yLabel?: string;
  /** Left and right end of the horizontal axis. Default: the data's. */
  xRange?: readonly [number, number];
  /** Bottom and top of the vertical axis. Default: the data's. */
  yRange?: readonly [number, number];
  /** Default "linear". */
  xScale?: "linear" | "log";
  /** Default "linear". */
  yScale?: "linear" | "log";
  /** Draws one unit as long on both axes. Default false. */
  equalAxes?: boolean;
}

/** The layout that all figures begin with. */
export function baseLayout(options: FigureOptions, title = ""): Record<string, unknown> {
  const heading = options.title ?? title;
  return {
    ...(heading === "" ? {} : { title: { text: heading } }),
    height: options.height ?? 380,
    ...(options.width === undefined ? {} : { width: options.width }),
    separators: separators(),
    uirevision: "keep",
  };
}

/** The layout of figures with two axes. */
export function axesLayout(
  options: AxesOptions,
  defaults: { title?: string; xLabel?: string; yLabel?: string } = {},
): Record<string, unknown> {
  for (const [scale, range] of [
    [options.xScale, options.xRange],
    [options.yScale, options.yRange],
  ] as const) {
    if (scale !== "log" || !range?.some((end) => !(end > 0))) continue;
    throw new RangeError(
      `range: [${range.join(", ")}] does not fit a logarithmic axis. Give two positive numbers.`,
    );
  }
  const axis = (label: string, range?: readonly [number, number], scale?: "linear" | "log") => ({
    title: { text: label },
    ...(scale === "log" ? { type: "log", exponentformat: "power" } : {}),
    ...(range === undefined
      ? {}
      : { range: scale === "log" ? range.map((end) => Math.log10(end)) : [...range] }),
  });
  return {
    ...baseLayout(options, defaults.title),
    xaxis: axis(options.xLabel ?? defaults.xLabel ?? "x", options.xRange, options.xScale),
    yaxis: {
      ...axis(options.yLabel ?? defaults.yLabel ?? "y", options.yRange, options.yScale),
      ...(options.equalAxes ? { scaleanchor: "x", scaleratio: 1 } : {}),
    },
  };
}

/** Layout of figures whose legend stands between heading and axes. */
export const legendAbove = {
  legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
  margin: { t: 76 },
} as const;

/** Layout of a figure with so many series: a legend only where there is something to tell apart. */
export function legendFor(series: number): Record<string, unknown> {
  return series > 1 ? { showlegend: true, ...legendAbove } : { showlegend: false };
}

/** Ticks of an axis that counts a few things: at whole numbers only. */
export function wholeTicks(count: number): Record<string, unknown> {
  return count <= 12 ? { dtick: 1 } : {};
}

/** `base` with what `over` adds or changes, objects merged field by field. */
export function merged(
  base: Record<string, unknown>,
  over: Record<string, unknown> | undefined,
): Record<string, unknown> {
  const result = { ...base };
  for (const [key, value] of Object.entries(over ?? {})) {
    const before = result[key];
    result[key] = isPlainObject(before) && isPlainObject(value) ? merged(before, value) : value;
  }
  return result;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
