// Stands for the plotly.js bundle that kernel/build/browser-bundle.mjs makes from lib/plot/parts/trace-types.ts.
declare const plotly: unknown;
export default plotly;
