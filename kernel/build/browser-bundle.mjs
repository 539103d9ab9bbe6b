// What the bundles for the browser have in common, and where what is made for a Jupyter goes.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { traceTypes } = await import(
  new URL("../../dist/lib/plot/parts/trace-types.js", import.meta.url)
);

/** The sources of what is installed into a Jupyter. */
export const source = join(root, "kernel/jupyter");
/** Laid out as below a Jupyter's prefix: share/, and the Python package of the exporter. */
export const output = join(root, "dist/jupyter");

/** plotly.js with the traces of lib/plot/parts/trace-types.ts and no other. */
const plotlyBundle = {
  name: "plotly-bundle",
  setup({ onLoad }) {
    onLoad({ filter: /renderer[\\/]plotly\.ts$/ }, () => ({
      contents: [
        `import plotly from "plotly.js/lib/core";`,
        ...traceTypes.map((type) => `import ${type} from "plotly.js/lib/${type}";`),
        `plotly.register([${traceTypes.join(", ")}]);`,
        "export default plotly;",
      ].join("\n"),
      resolveDir: root,
    }));
  },
};

const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  define: { global: "window", "define.amd": "false" },
  legalComments: "none",
  logLevel: "warning",
  // The only style sheet in plotly.js belongs to its maps, which are left out.
  loader: { ".css": "empty" },
  plugins: [plotlyBundle],
};

/** Bundles what a browser runs. */
export const bundle = (options) => build({ ...common, ...options });
