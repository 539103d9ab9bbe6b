// Bundles the supervisor into dist/kernel/main.js: one file loads faster than forty.
import { fileURLToPath } from "node:url";
import { bundle } from "./node-bundle.mjs";

// These find files beside themselves, and the language is loaded only after the first reply.
const apart = ["language/thread", "runtime/link/launch"];

await bundle({
  entryPoints: [fileURLToPath(new URL("../main.ts", import.meta.url))],
  outfile: fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url)),
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
