/** A cell that is about to run, and what is known of it beforehand. */

import type { Compiled } from "../compile/compile.ts";
import type { Compiler } from "../compile/compiler.ts";
import type { Prepared } from "../compile/prepare.ts";
import { isDeep } from "../compile/scan.ts";
import { ParseError, UncompilableError } from "../compile/stripped.ts";
import type { CompiledCell } from "../language.ts";
import type { Cells } from "./cells.ts";
import { type ModuleText, moduleText, type Own } from "./module-text.ts";
import { namesIn } from "./names.ts";

export class Candidate {
  readonly prepared: Prepared;
  /** The whole cell. */
  readonly source: string;
  /** What it leaves for a fresh session, if anything. */
  readonly rest: string | undefined;
  readonly url: string;
  /** What ran before it. */
  readonly cells: Cells;
  /** The state of everything else that its check depends on. */
  readonly revision: number;
  /** Where the server sees it, and where it stays if it runs. */
  readonly module: string;
  /** What the checker says, once it was asked. */
  answer: Promise<CompiledCell> | undefined;
  readonly #compiler: Compiler;
  #compiled: Compiled | ParseError | undefined;
  #guess: ModuleText | undefined;
  #text: ModuleText | undefined;
  #after: Cells | undefined;

  /** @param cell what was typed, where it is not all that is prepared */
  constructor(
    compiler: Compiler,
    prepared: Prepared,
    url: string,
    cells: Cells,
    revision: number,
    module: string,
    cell: { source: string; rest?: string } = prepared,
  ) {
    this.#compiler = compiler;
    this.prepared = prepared;
    this.source = cell.source;
    this.rest = cell.rest;
    this.url = url;
    this.cells = cells;
    this.revision = revision;
    this.module = module;
  }

  get compiled(): Compiled | ParseError {
    this.#compiled ??= attempt(() =>
      this.#compiler.compile(this.prepared, this.url, this.cells.constants()),
    );
    return this.#compiled;
  }

  /** Whether it is so deep that the compiler gave up: the server would take very long. */
  get isTooDeep(): boolean {
    return isDeep(this.prepared.scan) && this.compiled instanceof UncompilableError;
  }

  /** What the server can see before the cell is compiled: it is right for most cells. */
  get guess(): ModuleText {
    this.#guess ??= this.#textWith(namesIn(this.prepared.scan.tokens));
    return this.#guess;
  }

  /** What the server is to see. */
  get text(): ModuleText {
    const { compiled } = this;
    this.#text ??= compiled instanceof ParseError ? this.guess : this.#textWith(compiled.declared);
    return this.#text;
  }

  #textWith(own: Own[]): ModuleText {
    return moduleText(this.prepared, this.cells, own);
  }

  /** The cells with this one. */
  get after(): Cells {
    this.#after ??= this.#addTo(this.cells);
    return this.#after;
  }

  #addTo(cells: Cells): Cells {
    if (this.compiled instanceof ParseError) return cells;
    const { source, text } = this.prepared;
    const ambient = /\bdeclare\s+(?:global|module)\b/.test(text);
    const cell = { url: this.url, source, uses: this.text.uses, ambient };
    return cells.with(this.module, cell, this.compiled.declared);
  }
}

function attempt(make: () => Compiled): Compiled | ParseError {
  try {
    return make();
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
}
