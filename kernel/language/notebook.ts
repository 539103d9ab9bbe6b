/**
 * The notebook as the language server sees it: each cell is a module that takes from the cells
 * before it what it uses. What is added stands after the user's text, so that positions are the
 * user's.
 *
 * A program to which a file or an import is added is built anew, which takes several times as
 * long as the check of a cell. So the files are there from the start, empty, and all of them
 * import the same one, `__cells__.ts`, that leads to each: a cell changes the text of one file.
 */

import path from "node:path";
import type { Declared } from "./declarations.ts";
import { notebookConfig, wantsTypes } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import type { Scan, Token } from "./scan.ts";
import { LanguageServer, uriOf } from "./server.ts";
import { changeTime, Watch } from "./watch.ts";

/** A name that an earlier cell declared. */
export interface Known extends Declared {
  /** The module of the cell. */
  module: string;
  /** The name of the cell, as in `cell-3.ts`. */
  url: string;
}

/** A name that the cell at hand declares itself. */
export interface Own {
  name: string;
  /** It stands in an `export` of the cell. */
  exported: boolean;
}

/** How many cells there are files for from the start. */
const ready = 32;

export class Notebook {
  readonly folder: string;
  readonly server: LanguageServer;
  readonly known = new Map<string, Known>();
  /** What the user typed, by module. */
  readonly sources = new Map<string, { url: string; source: string }>();
  /** Whether values without a type are errors. */
  wantsTypes = false;
  /** Grows with all that can change what is right in a cell. */
  revision = 0;
  readonly #config: string;
  /** When the tsconfig.json that the server has was changed. */
  #configured: number | undefined;
  readonly #watch: Watch;
  /** What the cells so far import. */
  readonly #specifiers = new Set<string>();
  /** The modules that each module takes names from. */
  readonly #uses = new Map<string, Set<string>>();
  /** All modules, and those that hold no cell. */
  readonly #modules: string[] = [];
  #free: string[] = [];
  /** Modules that declare something for all others. */
  #ambient: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
    this.#watch = new Watch(folder);
    this.#config = path.join(folder, "tsconfig.json");
    this.server = new LanguageServer(folder, this.#config);
    this.#writeConfig();
    this.#addModules(ready);
  }

  /** The document of the cell at hand. */
  get current(): string {
    return this.#fileOf(this.#free[0]!);
  }

  /**
   * Puts a cell before the server; the names that the cell itself declares hide earlier ones.
   * @param typing the cell is being typed: brackets that are still open are closed behind it
   */
  show(prepared: Prepared, declared: Own[], typing: boolean): void {
    this.server.write(this.current, this.#moduleText(prepared, declared, typing));
  }

  /** Keeps a cell that ran, for those after it: in the file in which it was checked. */
  commit(prepared: Prepared, url: string, declared: Declared[]): void {
    const ambient = /\bdeclare\s+(?:global|module)\b/.test(prepared.text);
    if (declared.length === 0 && !ambient) return;
    this.revision += 1;
    const text = this.#moduleText(prepared, declared);
    this.server.write(this.current, text);
    const module = this.#free.shift()!;
    this.sources.set(module, { url, source: prepared.source });
    for (const entry of declared) this.known.set(entry.name, { ...entry, module, url });
    if (ambient) this.#ambient.push(module);
    this.#uses.set(module, new Set(text.slice(prepared.text.length).match(/__cell_\d+__/g)));
    this.#freeUnused();
    if (this.#free.length === 0) this.#addModules(1);
  }

  #addModules(count: number): void {
    for (let added = 0; added < count; added++) {
      const module = `__cell_${this.#modules.length + 1}__`;
      this.#modules.push(module);
      this.#free.push(module);
    }
    const all = this.#modules.map((module) => `export * as ${module} from "./${module}";`);
    this.server.write(this.#fileOf(hub), all.join("\n"));
    for (const module of this.#free) this.server.write(this.#fileOf(module), empty);
  }

  /** Frees the modules whose names were all declared again since, and that no other one uses. */
  #freeUnused(): void {
    const needed = new Set<string>(this.#ambient);
    const need = (module: string): void => {
      if (needed.has(module)) return;
      needed.add(module);
      for (const used of this.#uses.get(module) ?? []) need(used);
    };
    for (const { module } of this.known.values()) need(module);
    for (const module of this.sources.keys()) {
      if (needed.has(module)) continue;
      this.sources.delete(module);
      this.#uses.delete(module);
      // Its text stays until another cell needs the place: two changes at once cost more.
      this.#free.push(module);
    }
  }

  #fileOf(module: string): string {
    return path.join(this.folder, `${module}.ts`);
  }

  /** The names that cannot be assigned to. */
  constants(): Set<string> {
    const fixed = [...this.known.values()].filter(
      ({ kind }) => kind === "constant" || kind === "import",
    );
    return new Set(fixed.map(({ name }) => name));
  }

  /** Forgets all cells. */
  reset(): void {
    this.revision += 1;
    this.known.clear();
    this.sources.clear();
    this.#ambient = [];
    this.#uses.clear();
    this.#free = [...this.#modules];
    for (const module of this.#modules) this.server.write(this.#fileOf(module), empty);
  }

  /** Tells the server which files that this or an earlier cell imports were changed. */
  noticeChanges(prepared: Prepared): void {
    this.#writeConfig();
    for (const specifier of specifiersOf(prepared)) this.#specifiers.add(specifier);
    const changes = this.#watch.changes(this.#specifiers);
    if (changes.length === 0) return;
    this.revision += 1;
    this.server.notify("workspace/didChangeWatchedFiles", {
      changes: changes.map(({ file, type }) => ({ uri: uriOf(file), type })),
    });
  }

  /** The folder's own tsconfig.json may have changed since the last cell. */
  #writeConfig(): void {
    const changed = changeTime(this.#config);
    if (changed === this.#configured) return;
    this.#configured = changed;
    this.revision += 1;
    this.wantsTypes = wantsTypes(this.folder);
    this.server.write(this.#config, notebookConfig(this.folder, [this.#fileOf(hub)]));
  }

  #moduleText({ text, scan }: Prepared, declared: Own[], typing = false): string {
    const own = new Set(declared.map(({ name }) => name));
    const modules = new Set<string>();
    let names = "";
    for (const word of new Set(scan.tokens.flatMap(wordsOf))) {
      const known = this.known.get(word);
      if (!known || own.has(word)) continue;
      const { name, kind, module } = known;
      modules.add(module);
      names +=
        kind === "variable"
          ? ` declare let ${name}: ${hub}["${module}"]["${name}"];`
          : ` import ${name} = ${module}.${name};`;
    }
    const closing = typing ? closingOf(scan) : "";
    const exports = typing ? [] : declared.filter(({ exported }) => !exported);
    return (
      `${text}\n${closing};${importModules([...modules])}${names}` +
      ` export { ${exports.map(({ name }) => name).join(", ")} };`
    );
  }
}

/** The module that leads to all others. */
const hub = "__cells__";

/**
 * Every cell has these imports, in the same place, whether it uses other cells or not. The types of
 * variables are taken from the type of the module: to find them by `typeof`, the checker would look
 * at what the cell does before, and go round in a circle.
 */
function importModules(modules: string[]): string {
  const from = `"./${hub}"`;
  return `import { ${modules.join(", ")} } from ${from}; type ${hub} = typeof import(${from});`;
}

const empty = importModules([]);

/** The words of a token: of a command such as `%time f(x)`, those of its code. */
function wordsOf({ kind, text }: Token): string[] {
  return kind === "command" ? (text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []) : [text];
}

/** What would close the brackets and texts that are open at the end. */
function closingOf({ open, unfinished }: Scan): string {
  const brackets = [...open].reverse().map((bracket) => closingBrackets[bracket] ?? "");
  return `${unfinished === "comment" ? "*/" : ""}${brackets.join("")}`;
}

const closingBrackets: Record<string, string> = {
  "(": ")",
  "[": "]",
  "{": "}",
  "${": "}",
  "`": "`",
};

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
