/**
 * The notebook as the language server sees it: each cell is a module of its own.
 *
 * A program to which a file or an import is added is built anew, which takes several times as
 * long as the check of a cell. So the files are there from the start, empty, and all of them
 * import the same one, `__cells__.ts`, that leads to each: a cell changes the text of one file.
 */

import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Prepared } from "../compile/prepare.ts";
import { notebookConfig, wantsTypes } from "../server/options.ts";
import { LanguageServer, uriOf } from "../server/server.ts";
import { Watch } from "../server/watch.ts";
import type { ConfigError } from "../tsconfig/json.ts";
import { pathsOf } from "../tsconfig/paths.ts";
import { configOf, stampOfConfig } from "../tsconfig/tsconfig.ts";
import { Cells } from "./cells.ts";
import { emptyModule, hub } from "./module-text.ts";

/** How many cells there are files for from the start. */
const ready = 32;

export class Notebook {
  /** Where the server sees the cells. */
  folder!: string;
  server!: LanguageServer;
  /** Those that ran. */
  cells = new Cells();
  /** Whether values without a type are errors. */
  wantsTypes = false;
  /** Grows with all but other cells that can change what is right in a cell. */
  revision = 0;
  /** The notebook's own folder, which may be gone. */
  readonly #home: string;
  #config!: string;
  /** Which tsconfig.json the server has. */
  #configured: string | undefined;
  /** What is wrong with it, as long as nobody was told. */
  #configError: ConfigError | undefined;
  #watch!: Watch;
  /** What the cells so far import. */
  readonly #specifiers = new Set<string>();
  readonly #modules: string[] = [];

  constructor(folder: string) {
    this.#home = folder;
    this.#open(this.#present());
    this.#addModules(ready);
  }

  #open(folder: string): void {
    this.folder = folder;
    this.#watch = new Watch(folder);
    this.#config = path.join(folder, "tsconfig.json");
    this.#configured = undefined;
    this.server = new LanguageServer(folder, this.#config);
    this.#writeConfig();
  }

  /** In a folder that is gone no import is found: one of ours takes its place. */
  #present(): string {
    return existsSync(this.#home) ? this.#home : path.dirname(fileURLToPath(import.meta.url));
  }

  /** Takes the cells to another folder where theirs has gone, and back. */
  #follow(): void {
    const folder = this.#present();
    if (folder === this.folder) return;
    const shown = this.#modules.map((module) => this.server.textOf(this.#fileOf(module)));
    this.server.stop();
    this.#open(folder);
    const modules = this.#modules.splice(0);
    this.#addModules(modules.length);
    for (const [at, module] of modules.entries()) this.show(module, shown[at] ?? emptyModule);
  }

  /** The module of a cell that is being typed. */
  get current(): string {
    return this.freeModule(this.cells);
  }

  /** A module in which none of these cells is, nor one of `taken`. */
  freeModule(cells: Cells, taken?: ReadonlySet<string>): string {
    const free = this.#modules.find((module) => !cells.cells.has(module) && !taken?.has(module));
    return free ?? this.#addModules(1);
  }

  /** Puts a module's text before the server. */
  show(module: string, text: string): void {
    this.server.write(this.#fileOf(module), text);
  }

  uriOf(module: string): string {
    return uriOf(this.#fileOf(module));
  }

  #addModules(count: number): string {
    const added = Array.from(
      { length: count },
      (_, at) => `__cell_${this.#modules.length + at + 1}__`,
    );
    this.#modules.push(...added);
    const all = this.#modules.map((module) => `export * as ${module} from "./${module}";`);
    this.server.write(this.#fileOf(hub), all.join("\n"));
    for (const module of added) this.show(module, emptyModule);
    return added[0]!;
  }

  #fileOf(module: string): string {
    return path.join(this.folder, `${module}.ts`);
  }

  /** Forgets all cells. */
  reset(): void {
    this.cells = new Cells();
    for (const module of this.#modules) this.show(module, emptyModule);
  }

  /** Empties the modules of cells that did not run. */
  forgetUnrun(): void {
    for (const module of this.#modules) {
      if (!this.cells.cells.has(module)) this.show(module, emptyModule);
    }
  }

  /** Tells the server which files that this or an earlier cell imports were changed. */
  noticeChanges(prepared: Prepared): void {
    this.#follow();
    this.#writeConfig();
    for (const specifier of specifiersOf(prepared)) this.#specifiers.add(specifier);
    const changes = this.#watch.changes(this.#specifiers);
    if (changes.length === 0) return;
    this.revision += 1;
    this.server.notify("workspace/didChangeWatchedFiles", {
      changes: changes.map(({ file, type }) => ({ uri: uriOf(file), type })),
    });
  }

  /** What is wrong with the folder's tsconfig.json, once for each change of it. */
  takeConfigError(): ConfigError | undefined {
    const error = this.#configError;
    this.#configError = undefined;
    return error;
  }

  /** The folder's own tsconfig.json may have changed since the last cell. */
  #writeConfig(): void {
    const changed = stampOfConfig(this.folder);
    if (changed === this.#configured) return;
    this.#configured = changed;
    this.revision += 1;
    this.#configError = configOf(this.folder).error;
    this.wantsTypes = wantsTypes(this.folder);
    this.#watch.paths = pathsOf(this.folder);
    this.server.write(this.#config, notebookConfig(this.folder, [this.#fileOf(hub)]));
  }
}

/** The modules that a cell imports by `from "x"`, `import "x"` or `import("x")`. */
function specifiersOf({ scan }: Prepared): string[] {
  const { tokens } = scan;
  return tokens
    .filter(({ kind }, at) => {
      const before = tokens[at - 1]?.text;
      const call = before === "(" && tokens[at - 2]?.text === "import";
      return kind === "string" && (before === "from" || before === "import" || call);
    })
    .map(({ text }) => text.slice(1, -1));
}
