// Puts the Python package of the exporter where `sinapse install` takes it from.
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
cpSync(path("../jupyter/exporter/__init__.py"), path("../../dist/jupyter/exporter/__init__.py"));
