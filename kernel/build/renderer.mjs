// Builds the JupyterLab extension that draws figures and drawings.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { bundle, output, source } from "./browser-bundle.mjs";

const { version } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);
const folder = join(output, "share/jupyter/labextensions/@sinapse/renderer");

const { metafile } = await bundle({
  entryPoints: [join(source, "renderer/extensions.ts")],
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
const container = readFileSync(join(source, "renderer/container.js"), "utf8").replace(
  "RENDERER_FILE",
  basename(entry),
);
const hash = createHash("sha256").update(container).digest("hex").slice(0, 16);
const load = `static/remoteEntry.${hash}.js`;
writeFileSync(join(folder, load), container);
const json = {
  name: "@sinapse/renderer",
  version,
  description: "Draws the figures and drawings of Sinapse in JupyterLab",
  license: "MIT",
  jupyterlab: {
    extension: true,
    mimeExtension: true,
    _build: { load, extension: "./extension", mimeExtension: "./mimeExtension" },
  },
};
writeFileSync(join(folder, "package.json"), `${JSON.stringify(json, null, 2)}\n`);
