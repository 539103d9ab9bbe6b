/** What `kernel_info_reply` tells of the versions, from the packages' own files. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Versions } from "../session/options.ts";

const { resolve } = createRequire(import.meta.url);

/** The versions of Sinapse, of TypeScript and of Node. */
export function readVersions(): Versions {
  return {
    sinapse: versionOf("sinapse"),
    typescript: versionOf("typescript"),
    platform: `Node ${process.versions.node}`,
  };
}

function versionOf(name: string): string {
  const file = readFileSync(resolve(`${name}/package.json`), "utf8");
  return (JSON.parse(file) as { version: string }).version;
}
