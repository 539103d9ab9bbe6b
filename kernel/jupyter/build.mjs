// Builds what is installed into a Jupyter, laid out as below its prefix: dist/jupyter/share,
// and the Python package of the exporter.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const output = join(root, "dist/jupyter");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { traceTypes } = await import(
  new URL("../../dist/lib/plot/parts/trace-types.js", import.meta.url)
);

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

const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

async function buildRenderer() {
  const folder = join(output, "share/jupyter/labextensions/@sinapse/renderer");
  const { metafile } = await build({
    ...common,
    entryPoints: [join(here, "renderer/extensions.ts")],
    outdir: join(folder, "static"),
    format: "esm",
    splitting: true,
    entryNames: "renderer.[hash]",
    chunkNames: "[name].[hash]",
    metafile: true,
  });
  const entry = Object.keys(metafile.outputs).find((path) =>
    metafile.outputs[path].entryPoint?.endsWith("extensions.ts"),
  );
  const container = readFileSync(join(here, "renderer/container.js"), "utf8").replace(
    "RENDERER_FILE",
    basename(entry),
  );
  const load = `static/remoteEntry.${hash(container)}.js`;
  writeFileSync(join(folder, load), container);
  const json = {
    name: "@sinapse/renderer",
    version,
    description: "Draws the figures and drawings of Sinapse in JupyterLab",
    license: "MIT",
    jupyterlab: { mimeExtension: true, _build: { load, mimeExtension: "./mimeExtension" } },
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(json, null, 2)}\n`);
}

async function buildHandout() {
  const folder = join(output, "share/jupyter/nbconvert/templates/sinapse");
  const source = join(here, "handout");
  for (const name of ["conf.json", "index.html.j2"]) cpSync(join(source, name), join(folder, name));
  cpSync(join(source, "handout.css"), join(folder, "static/handout.css"));
  const entryPoints = [join(source, "handout.ts")];
  await build({ ...common, entryPoints, outdir: join(folder, "static"), format: "iife" });
  // By this the page's policy knows its own script, as nbconvert puts it between the tags.
  const script = `\n${readFileSync(join(folder, "static/handout.js"), "utf8")}`;
  const known = `sha256-${createHash("sha256").update(script).digest("base64")}`;
  writeFileSync(join(folder, "static/handout.hash"), known);
}

function copyExporter() {
  cpSync(join(here, "exporter/__init__.py"), join(output, "exporter/__init__.py"));
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
await buildRenderer();
await buildHandout();
copyExporter();
