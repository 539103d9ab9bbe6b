// What the bundles of the supervisor and of the child have in common.
import { build } from "esbuild";

/** Bundles what Node runs; packages stay where npm puts them. */
export function bundle(options) {
  return build({
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    sourcemap: true,
    allowOverwrite: true,
    logLevel: "warning",
    ...options,
  });
}
