/**
 * The notebook as the language server sees it: each cell that ran is a module, and the cell at
 * hand is the module `current`, which takes from the others what it uses. What is added stands
 * after the user's text, so that positions are the user's.
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

export class Notebook {
  readonly folder: string;
  readonly server: LanguageServer;
  /** The document of the cell at hand. */
  readonly current: string;
  readonly known = new Map<string, Known>();
  /** What the user typed, by module. */
  readonly sources = new Map<string, { url: string; source: string }>();
  /** Whether values without a type are errors. */
  wantsTypes = false;
  readonly #config: string;
  /** When the tsconfig.json that the server has was changed. */
  #configured: number | undefined;
  readonly #watch: Watch;
  /** What the cells so far import. */
  readonly #specifiers = new Set<string>();
  /** The modules that each module takes names from. */
  readonly #uses = new Map<string, Set<string>>();
  #count = 0;
  /** Modules that declare something for all others. */
  #ambient: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
    this.server = new LanguageServer(folder);
    this.#watch = new Watch(folder);
    this.current = path.join(folder, "__cell__.ts");
    this.#config = path.join(folder, "tsconfig.json");
    this.#writeConfig();
    void this.server.write(this.current, "export {};");
  }

  /**
   * Puts a cell before the server; the names that the cell itself declares hide earlier ones.
   * @param typing the cell is being typed: brackets that are still open are closed behind it
   */
  async show(prepared: Prepared, declared: string[], typing: boolean): Promise<void> {
    this.#writeConfig();
    await this.#noticeChanges(prepared);
    await this.server.write(this.current, this.#moduleText(prepared, declared, typing));
  }

  /**
   * Keeps a cell that ran, for those after it. The current document imports it at once: then the
   * server takes it into the program while the user thinks.
   */
  commit(prepared: Prepared, url: string, declared: Declared[]): void {
    const ambient = /\bdeclare\s+(?:global|module)\b/.test(prepared.text);
    if (declared.length === 0 && !ambient) return;
    this.#count += 1;
    const module = `__cell_${this.#count}__`;
    const names = declared.map(({ name }) => name);
    const exports = declared.filter(({ exported }) => !exported).map(({ name }) => name);
    const text = `${this.#moduleText(prepared, names)} export { ${exports.join(", ")} };`;
    this.sources.set(module, { url, source: prepared.source });
    for (const entry of declared) this.known.set(entry.name, { ...entry, module, url });
    if (ambient) this.#ambient.push(module);
    void this.server.write(this.current, `import "./${module}"; export {};`);
    void this.server.write(this.#fileOf(module), text);
    this.#uses.set(module, new Set(text.match(/(?<=".\/)__cell_\d+__(?=")/g)));
    this.#forgetUnused();
  }

  /** Closes the modules whose names were all declared again since, and that no other one uses. */
  #forgetUnused(): void {
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
      void this.server.close(this.#fileOf(module));
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
  async reset(): Promise<void> {
    const modules = [...this.sources.keys()];
    this.known.clear();
    this.sources.clear();
    this.#ambient = [];
    await this.server.write(this.current, "export {};");
    this.#uses.clear();
    for (const module of modules) await this.server.close(this.#fileOf(module));
  }

  /** Tells the server which files that this or an earlier cell imports were changed. */
  async #noticeChanges(prepared: Prepared): Promise<void> {
    for (const specifier of specifiersOf(prepared)) this.#specifiers.add(specifier);
    const changes = this.#watch.changes(this.#specifiers);
    if (changes.length === 0) return;
    await this.server.notify("workspace/didChangeWatchedFiles", {
      changes: changes.map(({ file, type }) => ({ uri: uriOf(file), type })),
    });
  }

  /** The folder's own tsconfig.json may have changed since the last cell. */
  #writeConfig(): void {
    const changed = changeTime(this.#config);
    if (changed === this.#configured) return;
    this.#configured = changed;
    this.wantsTypes = wantsTypes(this.folder);
    void this.server.write(this.#config, notebookConfig(this.folder, [this.current]));
  }

  #moduleText({ text, scan }: Prepared, declared: string[], typing = false): string {
    const own = new Set(declared);
    const imports = new Map<string, string[]>();
    let variables = "";
    for (const word of new Set(scan.tokens.flatMap(wordsOf))) {
      const known = this.known.get(word);
      if (!known || own.has(word)) continue;
      const { name, kind, module } = known;
      if (kind === "variable") {
        variables += ` declare let ${name}: typeof import("./${module}").${name};`;
      } else {
        imports.set(module, [...(imports.get(module) ?? []), name]);
      }
    }
    const taken = [...imports].map(
      ([module, names]) => ` import { ${names.join(", ")} } from "./${module}";`,
    );
    const ambient = this.#ambient.map((module) => ` import "./${module}";`);
    const closing = typing ? closingOf(scan) : "";
    return `${text}\n${closing};export {};${taken.join("")}${variables}${ambient.join("")}`;
  }
}

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
