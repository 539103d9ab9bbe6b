// Stands for the plotly.js bundle that build.mjs makes from lib/plot/trace-types.ts.
declare const plotly: unknown;
export default plotly;
