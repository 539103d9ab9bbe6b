/** Where the private Python environment is. */
import { join } from "node:path";
import { inPackage, isDependency } from "../node/package-root.ts";
import { readSettings } from "../node/settings.ts";

/** The environment's folder: beside our sources, else with what Sinapse keeps for the person. */
export const environmentFolder = isDependency
  ? join(readSettings().dataDirectory, "venv")
  : inPackage(".venv");
