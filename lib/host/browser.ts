import type { Host } from "../host.ts";
import { gunzip } from "./gunzip.ts";

/** What every engine has, a browser's worker too: no files, but all that is computed. */
export const browserHost: Host = { carried: (name) => name, gunzip };
