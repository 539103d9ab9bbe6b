// The exporter's Python package: dist/jupyter/exporter.
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

cpSync(path("../jupyter/exporter"), path("../../dist/jupyter/exporter"), {
  recursive: true,
  // What Python makes of them.
  filter: (file) => !file.includes("__pycache__"),
});
