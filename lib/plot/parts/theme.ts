/**
 * Colours and the look that all figures share. Every colour of the palette keeps a contrast of at
 * least 3 : 1 on white and on Lab's dark background, and stays apart under the common forms of
 * colour blindness; shape and dash tell the series apart where colour cannot.
 */

const blue = "#1b7fbd";
const orange = "#d55e00";
const green = "#009e73";
const purple = "#b5619b";
const sky = "#3a9ca8";
const gold = "#a67c00";
const grey = "#7f7f7f";
const violet = "#7a68c4";

/** Series in order: lines, bars, histograms. */
export const palette: readonly string[] = [blue, orange, green, purple, sky, gold, violet, grey];

/** Classes in order. Class 1, "positive", is blue in every figure, as positive weights are. */
export const classPalette: readonly string[] = [
  orange,
  blue,
  green,
  purple,
  gold,
  violet,
  sky,
  "#5b8c00",
  "#c0506a",
  grey,
];

export const symbols: readonly string[] = [
  "circle",
  "square",
  "diamond",
  "triangle-up",
  "cross",
  "star",
  "triangle-down",
  "x",
  "pentagon",
  "hexagon",
];

export const dashes: readonly string[] = ["solid", "dash", "dot", "dashdot"];

/** A plotly colour scale: where in 0…1, and the colour there. */
export type ColorScale = readonly (readonly [number, string])[];

/** From little to much; rises evenly in lightness (viridis). */
export const sequential: ColorScale = [
  [0, "#440154"],
  [0.125, "#482878"],
  [0.25, "#3e4989"],
  [0.375, "#31688e"],
  [0.5, "#26828e"],
  [0.625, "#1f9e89"],
  [0.75, "#35b779"],
  [0.875, "#6ece58"],
  [1, "#fde725"],
];

/** From negative (orange) over zero (pale) to positive (blue). */
export const diverging: ColorScale = [
  [0, "#a34700"],
  [0.25, "#e39a5e"],
  [0.5, "#f4f1ec"],
  [0.75, "#6fb0d6"],
  [1, "#005686"],
];

/** As `diverging`, but pale: regions with points on top. */
export const regions: ColorScale = [
  [0, "#f0a06a"],
  [0.25, "#f6c9a4"],
  [0.5, "#f6f3ee"],
  [0.75, "#b5d5ea"],
  [1, "#74b3dd"],
];

/** From black to white: pictures. */
export const gray: ColorScale = [
  [0, "#000000"],
  [1, "#ffffff"],
];

/** What surrounds a figure: Lab's theme, or the handout's paper. */
export interface Surroundings {
  text: string;
  mutedText: string;
  grid: string;
  font: string;
}

export const paper: Surroundings = {
  text: "#1f2328",
  mutedText: "#57606a",
  grid: "#dfe3e8",
  font: '"Open Sans", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif',
};

/** The plotly template that gives a figure the look of its surroundings. */
export function template(surroundings: Surroundings): Record<string, unknown> {
  const { text, mutedText, grid, font } = surroundings;
  const axis = {
    gridcolor: grid,
    linecolor: mutedText,
    tickcolor: mutedText,
    zerolinecolor: grid,
    zerolinewidth: 1,
    showline: true,
    ticks: "outside",
    ticklen: 4,
    automargin: true,
    // 2×10⁹, where plotly would write 2B and 2G.
    exponentformat: "power",
    minexponent: 5,
    title: { standoff: 10 },
  };
  const axis3d = { ...axis, backgroundcolor: "rgba(0,0,0,0)", showbackground: false };
  const colorbar = {
    outlinewidth: 0,
    ticks: "outside",
    tickcolor: mutedText,
    thickness: 14,
    exponentformat: "power",
    minexponent: 5,
  };
  return {
    layout: {
      colorway: [...palette],
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: font, size: 13, color: text },
      title: { font: { size: 16 }, x: 0.02, xanchor: "left", y: 1, yanchor: "top", pad: { t: 16 } },
      margin: { l: 60, r: 24, t: 56, b: 52 },
      legend: { bgcolor: "rgba(0,0,0,0)" },
      colorscale: { sequential, diverging, sequentialminus: sequential },
      hoverlabel: { font: { family: font } },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: mutedText, activecolor: text },
      xaxis: axis,
      yaxis: axis,
      scene: { xaxis: axis3d, yaxis: axis3d, zaxis: axis3d },
    },
    data: {
      heatmap: [{ colorbar }],
      contour: [{ colorbar }],
      surface: [{ colorbar }],
      scatter: [{ marker: { colorbar } }],
    },
  };
}
