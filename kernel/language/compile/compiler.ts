/** The compiler of cells, for one kind of engine. */

import type { Completeness } from "../language.ts";
import { type Compiled, compile } from "./compile.ts";
import { isComplete } from "./is-complete.ts";
import { type Prepared, prepare } from "./prepare.ts";
import type { Strip } from "./stripped.ts";
import type { Target } from "./targets.ts";

export interface Compiler {
  /** A cell as TypeScript proper, which the checker sees. */
  prepare(source: string): Prepared;
  /**
   * The JavaScript that runs a cell.
   * @param constants the names of earlier cells that cannot be assigned to
   * @throws {ParseError} where the cell does not parse, with offsets into its source
   */
  compile(prepared: Prepared, url: string, constants?: Set<string>): Compiled;
  /** Whether Enter runs what was typed into a console, or gives a new line. */
  isComplete(source: string): Completeness;
}

interface CompilerOptions {
  /** What takes the types out. */
  strip: Strip;
  /** What runs the cells. */
  target: Target;
}

export function createCompiler({ strip, target }: CompilerOptions): Compiler {
  return {
    prepare: (source) => prepare(source, strip),
    compile: (prepared, url, constants) => compile(prepared, url, { strip, target, constants }),
    isComplete: (source) => isComplete(source, strip),
  };
}
