/** TypeScript as the language of the cells: checker, compiler, completion and hover together. */

import { check } from "./check.ts";
import { completeCommand, inspectCommand } from "./commands.ts";
import { type Compiled, compile } from "./compile.ts";
import { complete } from "./complete.ts";
import { namesWhileTyping } from "./declarations.ts";
import { inspect } from "./inspect.ts";
import { isComplete } from "./is-complete.ts";
import type { CompiledCell, Completions, Diagnostic, Inspection, Language } from "./language.ts";
import { Notebook, type Own } from "./notebook.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { ParseError } from "./strip.ts";
import { syntaxErrors } from "./syntax-errors.ts";
import { warmUp } from "./warm-up.ts";

export interface LanguageOptions {
  /** The notebook's folder: imports, `node_modules` and tsconfig.json are looked up from here. */
  cwd: string;
  /** A cell is run unchecked when its check takes longer than this, in milliseconds. */
  patience?: number;
  /** Hears of what went wrong inside; the cells run nevertheless. */
  log?(line: string): void;
}

/** Makes the language of a session. Its type checker starts at once, in the background. */
export async function createLanguage(options: LanguageOptions): Promise<Language> {
  return new TypeScript(options);
}

interface Last {
  prepared: Prepared;
  url: string;
  revision: number;
  compiled: Compiled | ParseError;
}

/** A cell that was checked, and what its answer depends on. */
interface Checked {
  source: string;
  url: string;
  revision: number;
  answer: Promise<CompiledCell>;
}

class TypeScript implements Language {
  readonly #notebook: Notebook;
  readonly #patience: number;
  readonly #log: (line: string) => void;
  #last: Last | undefined;
  #checked: Checked | undefined;
  #closed = false;
  /** The server shows one cell at a time: questions about it wait for each other. */
  #turn: Promise<unknown>;

  constructor({ cwd, patience = 10_000, log = () => {} }: LanguageOptions) {
    this.#notebook = new Notebook(cwd);
    this.#log = log;
    this.#patience = patience;
    const empty = prepare("console;");
    this.#turn = this.#ask(empty, [], () => check(this.#notebook, empty), [], false);
    warmUp(() => !this.#closed);
  }

  async compile(source: string, url: string, types = true): Promise<CompiledCell> {
    if (!types) return this.#answer(source, url, types);
    this.#notebook.noticeChanges(this.#compile(source, url).prepared);
    const { revision } = this.#notebook;
    if (
      this.#checked?.source !== source ||
      this.#checked.url !== url ||
      this.#checked.revision !== revision
    ) {
      this.#checked = { source, url, revision, answer: this.#answer(source, url, types) };
    }
    return this.#checked.answer;
  }

  async #answer(source: string, url: string, types: boolean): Promise<CompiledCell> {
    const { prepared, compiled } = this.#compile(source, url);
    const declared = compiled instanceof ParseError ? [] : compiled.declared;
    const diagnostics = types ? await this.#check(prepared, declared) : [];
    if (compiled instanceof ParseError) {
      return { diagnostics: syntaxErrors(compiled, diagnostics, prepared.scan) };
    }
    const { javascript, sourceMap } = compiled;
    return { javascript, sourceMap, diagnostics };
  }

  commit(source: string, url: string): void {
    const { prepared, compiled } = this.#compile(source, url);
    if (!(compiled instanceof ParseError)) {
      this.#notebook.commit(prepared, url, compiled.declared);
    }
  }

  async complete(source: string, cursor: number): Promise<Completions> {
    const commands = completeCommand(source, cursor);
    if (commands) return commands;
    const prepared = prepare(source);
    this.#notebook.noticeChanges(prepared);
    const nothing = { matches: [], start: cursor, end: cursor };
    const declared = this.#declared(prepared);
    return this.#ask(prepared, declared, () => complete(this.#notebook, prepared, cursor), nothing);
  }

  async inspect(
    source: string,
    cursor: number,
    detailLevel: 0 | 1,
  ): Promise<Inspection | undefined> {
    const command = inspectCommand(source, cursor);
    if (command) return command;
    const prepared = prepare(source);
    this.#notebook.noticeChanges(prepared);
    const look = () => inspect(this.#notebook, prepared, cursor, detailLevel);
    return this.#ask(prepared, this.#declared(prepared), look, undefined);
  }

  isComplete = isComplete;

  /** The process id of the type checker, while it runs. */
  get checkerProcess(): number | undefined {
    return this.#notebook.server.pid;
  }

  async reset(): Promise<void> {
    this.#notebook.reset();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#notebook.server.stop();
  }

  /** A cell is compiled once: before it runs, not again when it is committed. */
  #compile(source: string, url: string): Last {
    const { revision } = this.#notebook;
    const last = this.#last;
    if (last?.url !== url || last.prepared.source !== source || last.revision !== revision) {
      const prepared = prepare(source);
      this.#last = {
        prepared,
        url,
        revision,
        compiled: attempt(() => compile(prepared, url, this.#notebook.constants())),
      };
    }
    return this.#last!;
  }

  #check(prepared: Prepared, declared: Own[]): Promise<Diagnostic[]> {
    return this.#ask(prepared, declared, () => check(this.#notebook, prepared), [], false);
  }

  /** Names that a cell declares, also while it is half typed. */
  #declared(prepared: Prepared): Own[] {
    const compiled = attempt(() => compile(prepared, "cell.ts"));
    if (!(compiled instanceof ParseError)) return compiled.declared;
    return namesWhileTyping(prepared.scan.tokens).map((name) => ({ name, exported: false }));
  }

  /** Shows a cell to the server and asks about it; `otherwise` where it fails or takes too long. */
  #ask<Answer>(
    prepared: Prepared,
    declared: Own[],
    question: () => Promise<Answer>,
    otherwise: Answer,
    typing = true,
  ): Promise<Answer> {
    const { server } = this.#notebook;
    const ask = async (): Promise<Answer> => {
      await server.start();
      this.#notebook.show(prepared, declared, typing);
      return question();
    };
    const answer = (this.#turn ?? Promise.resolve()).then(async () => {
      try {
        // A server that died in between gets a second chance: the new one has all cells.
        return await within(
          this.#patience,
          ask().catch(() => ask()),
        );
      } catch (error) {
        if (!this.#closed) this.#log(`language: ${(error as Error).stack}`);
        if (error instanceof TooLate) server.giveUp();
        return otherwise;
      }
    });
    this.#turn = answer;
    return answer;
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

class TooLate extends Error {
  override name = "TooLate";
}

/** @throws {TooLate} where the answer takes longer. */
function within<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new TooLate(`no answer of the type checker within ${milliseconds} ms`);
    timer = setTimeout(reject, milliseconds, error);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
