/** The compiler of cells that run in Node. */

import { createCompiler } from "./compile/compiler.ts";
import { replMode } from "./compile/targets.ts";
import { strip } from "./strip/strip.ts";

export const nodeCompiler = createCompiler({ strip, target: replMode });
