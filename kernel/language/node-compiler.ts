/** The compiler of cells that run in Node. */

import { type Compiler, createCompiler } from "./compile/compiler.ts";
import { replMode } from "./compile/targets.ts";
import { createStrip, strip } from "./strip/strip.ts";
import { configOf } from "./tsconfig/tsconfig.ts";

export const nodeCompiler = createCompiler({ strip, target: replMode });

/** The same with the options of the tsconfig.json in a folder. */
export function nodeCompilerIn(folder: string): Compiler {
  return createCompiler({ strip: createStrip(() => configOf(folder).options), target: replMode });
}
