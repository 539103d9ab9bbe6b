/** The plotly traces that the renderer and the handout carry: the bundle is built from this list. */
export const traceTypes = [
  "scatter",
  "bar",
  "box",
  "contour",
  "heatmap",
  "histogram",
  "histogram2d",
  "mesh3d",
  "scatter3d",
  "surface",
  "violin",
] as const;

export type TraceType = (typeof traceTypes)[number];
