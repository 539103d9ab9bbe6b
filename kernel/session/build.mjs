// Bundles the supervisor into dist/kernel/main.js: one file loads faster than forty.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// These find files beside themselves, and the language is loaded only after the first reply.
const apart = ["language/index", "runtime/launch"];

await build({
  entryPoints: [fileURLToPath(new URL("../main.ts", import.meta.url))],
  outfile: fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url)),
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  sourcemap: true,
  allowOverwrite: true,
  logLevel: "warning",
  plugins: [
    {
      name: "apart",
      setup({ onResolve }) {
        for (const name of apart) {
          const path = `./${name}.js`;
          onResolve({ filter: new RegExp(`/${name}\\.ts$`) }, () => ({ path, external: true }));
        }
      },
    },
  ],
});
