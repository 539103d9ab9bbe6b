/** What `kernel_info_reply` tells of the versions, from the packages' own files. */
import { createRequire } from "node:module";
import type { Versions } from "../session/options.ts";
import { manifest } from "./package-root.ts";

const require = createRequire(import.meta.url);

/** The versions of Sinapse, of TypeScript and of Node. */
export function readVersions(): Versions {
  const typescript = require("typescript/package.json") as { version: string };
  return {
    sinapse: manifest().version,
    typescript: typescript.version,
    platform: `Node ${process.versions.node}`,
  };
}
