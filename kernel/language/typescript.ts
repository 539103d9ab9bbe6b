/** TypeScript as the language of the cells: checker, compiler, completion and hover together. */

import type { ErrorContent } from "../protocol/iopub.ts";
import { texts } from "../texts/texts.ts";
import { Candidate } from "./check/candidate.ts";
import type { Cells } from "./check/cells.ts";
import { complete } from "./check/complete.ts";
import { check } from "./check/diagnostics.ts";
import { formatDiagnostics } from "./check/format.ts";
import { inspect } from "./check/inspect.ts";
import { moduleText } from "./check/module-text.ts";
import { namesIn } from "./check/names.ts";
import { Notebook } from "./check/notebook.ts";
import { asCommand, completeCommand, inspectCommand, splitAtReset } from "./compile/commands.ts";
import type { Compiler } from "./compile/compiler.ts";
import type { Prepared } from "./compile/prepare.ts";
import { isDeep } from "./compile/scan.ts";
import { longest, ParseError } from "./compile/stripped.ts";
import { syntaxErrors } from "./compile/syntax-errors.ts";
import { notes } from "./hints/index.ts";
import type {
  CellSource,
  CompiledCell,
  Completeness,
  Completions,
  Diagnostic,
  Inspection,
  Language,
} from "./language.ts";
import { nodeCompilerIn } from "./node-compiler.ts";
import type { ConfigError } from "./tsconfig/json.ts";
import { warmUp } from "./warm-up.ts";
import { TooLate, within } from "./within.ts";

export interface LanguageOptions {
  /** The notebook's folder: imports, `node_modules` and tsconfig.json are looked up from here. */
  cwd: string;
  /** A cell is run unchecked when its check takes longer than this, in milliseconds. */
  patience?: number;
  /** Hears of what went wrong inside; the cells run nevertheless. */
  log?(line: string): void;
}

/** Makes the language of a session. Its type checker starts at once, in the background. */
export async function createLanguage(
  options: LanguageOptions,
  compiler: Compiler = nodeCompilerIn(options.cwd),
): Promise<Language> {
  return new TypeScript(options, compiler);
}

/**
 * Cells that wait are checked together where they are so many and this short altogether: the server
 * builds its program anew for two changes at once, which takes as long as to check seven cells.
 */
const together = { least: 8, most: 24, characters: 2000 };
/** No more cells than this are checked ahead of the one that runs before others follow. */
const ahead = 6;
const nothing: Promise<Diagnostic[][]> = Promise.resolve([]);
/** Inside more brackets the checker takes seconds to say what stands at a cursor. */
const deepest = 200;
/** Cells that are about to run, and some more for the expressions of a request. */
const mostCandidates = 48;

class TypeScript implements Language {
  readonly #compiler: Compiler;
  readonly #notebook: Notebook;
  readonly #patience: number;
  readonly #log: (line: string) => void;
  /** The newest first. */
  #candidates: Candidate[] = [];
  #closed = false;
  /** Cells take the same documents one after the other: questions about them wait their turn. */
  #turn: Promise<unknown>;

  constructor({ cwd, patience = 10_000, log = () => {} }: LanguageOptions, compiler: Compiler) {
    this.#compiler = compiler;
    this.#notebook = new Notebook(cwd);
    this.#log = log;
    this.#patience = patience;
    this.#turn = this.#check([this.#candidate("console;", "")]);
    warmUp(compiler, () => !this.#closed);
  }

  async compile(source: string, url: string, types = true): Promise<CompiledCell> {
    this.#notebook.noticeChanges(this.#candidate(source, url).prepared);
    // Another one, if there were changes.
    const candidate = this.#candidate(source, url);
    if (!types || source.length > longest) return answerOf(candidate, []);
    if (!candidate.answer) void this.#check([candidate]);
    const wrong = this.#notebook.takeConfigError();
    if (!wrong) return candidate.answer!;
    const { diagnostics, ...rest } = await candidate.answer!;
    return { ...rest, diagnostics: [warningOf(wrong), ...diagnostics] };
  }

  prepare(cells: CellSource[]): void {
    let before = this.#notebook.cells;
    let ready = 0;
    for (const { source, url } of cells) {
      const known = this.#known(source, url, before);
      if (!known?.answer) break;
      before = known.after;
      if (++ready === ahead) return;
    }
    const short = shortCells(cells.slice(ready));
    const next = short.length >= together.least ? short : ready > 0 ? [] : cells.slice(0, 1);
    if (next.length === 0) return;
    const taken = new Set<string>();
    const candidates = next.map(({ source, url }) => {
      const candidate = this.#candidate(source, url, before, taken);
      this.#notebook.noticeChanges(candidate.prepared);
      taken.add(candidate.module);
      // A single one is compiled while it is being checked, not now.
      if (next.length > 1) before = candidate.after;
      return candidate;
    });
    void this.#check(candidates);
  }

  commit(source: string, url: string): void {
    const candidate = this.#candidate(source, url);
    if (candidate.after === candidate.cells) return;
    this.#notebook.show(candidate.module, candidate.text.text);
    this.#notebook.cells = candidate.after;
  }

  async complete(source: string, cursor: number): Promise<Completions> {
    const commands = completeCommand(source, cursor);
    if (commands) return commands;
    const prepared = this.#compiler.prepare(source);
    const nothing = { matches: [], start: cursor, end: cursor };
    return this.#askAbout(prepared, () => complete(this.#notebook, prepared, cursor), nothing);
  }

  async inspect(
    source: string,
    cursor: number,
    detailLevel: 0 | 1,
  ): Promise<Inspection | undefined> {
    const command = inspectCommand(source, cursor);
    if (command) return command;
    const prepared = this.#compiler.prepare(source);
    const look = () => inspect(this.#notebook, prepared, cursor, detailLevel);
    return this.#askAbout(prepared, look, undefined);
  }

  async isComplete(source: string): Promise<Completeness> {
    return this.#compiler.isComplete(source);
  }

  async formatDiagnostics(
    source: string,
    found: Diagnostic[],
    cell: string,
  ): Promise<ErrorContent> {
    return formatDiagnostics(source, found, cell);
  }

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

  /** A cell after `cells`, which is compiled and checked once. */
  #candidate(
    source: string,
    url: string,
    cells = this.#notebook.cells,
    taken?: ReadonlySet<string>,
  ): Candidate {
    const known = this.#known(source, url, cells);
    if (known) return known;
    const module = this.#notebook.freeModule(cells, taken);
    const { revision } = this.#notebook;
    const { first, rest } = splitAtReset(asCommand(source, cells.known));
    const cell = { source, ...(rest !== undefined && { rest }) };
    const prepared = this.#compiler.prepare(first);
    const compiler = this.#compiler;
    const candidate = new Candidate(compiler, prepared, url, cells, revision, module, cell);
    this.#candidates = [candidate, ...this.#candidates].slice(0, mostCandidates);
    return candidate;
  }

  #known(source: string, url: string, cells: Cells): Candidate | undefined {
    const { revision } = this.#notebook;
    return this.#candidates.find(
      (each) =>
        each.url === url &&
        each.cells === cells &&
        each.revision === revision &&
        each.source === source,
    );
  }

  /** Has cells checked that come one after the other. */
  #check(candidates: Candidate[]): Promise<unknown> {
    const shown = candidates.filter(({ isTooDeep }) => !isTooDeep);
    const reports = shown.length > 0 ? this.#inTurn(() => this.#reports(shown), []) : nothing;
    for (const candidate of candidates) {
      const at = shown.indexOf(candidate);
      candidate.answer = reports.then((all) => answerOf(candidate, all[at] ?? [], true));
    }
    return reports;
  }

  async #reports(candidates: Candidate[]): Promise<Diagnostic[][]> {
    const show = ({ module }: Candidate, text: string): void => this.#notebook.show(module, text);
    const report = ({ module, prepared, cells }: Candidate): Promise<Diagnostic[]> =>
      check(this.#notebook, module, prepared, cells);
    const last = candidates.at(-1)!;
    for (const candidate of candidates.slice(0, -1)) show(candidate, candidate.text.text);
    const guess = last.guess.text;
    show(last, guess);
    const reports = candidates.map(report);
    // The last cell is compiled while the server is at work.
    const { text } = last.text;
    if (text !== guess) {
      await Promise.all(reports);
      show(last, text);
      reports[reports.length - 1] = report(last);
    }
    return Promise.all(reports);
  }

  /** Shows the server a cell that is being typed, and asks about it. */
  #askAbout<Answer>(
    prepared: Prepared,
    question: () => Promise<Answer>,
    otherwise: Answer,
  ): Promise<Answer> {
    const notebook = this.#notebook;
    if (prepared.scan.tokens.some(({ depth }) => depth > deepest))
      return Promise.resolve(otherwise);
    notebook.noticeChanges(prepared);
    const ask = (): Promise<Answer> => {
      const own = namesIn(prepared.scan.tokens);
      notebook.show(notebook.current, moduleText(prepared, notebook.cells, own, true).text);
      return question();
    };
    // Cells must not wait behind an answer that nobody waits for any more.
    const patience = isDeep(prepared.scan) ? Math.min(this.#patience, 3000) : this.#patience;
    return this.#inTurn(ask, otherwise, patience);
  }

  /** Asks the server when it is free; `otherwise` where it fails or takes too long. */
  #inTurn<Answer>(
    question: () => Promise<Answer>,
    otherwise: Answer,
    patience = this.#patience,
  ): Promise<Answer> {
    const ask = async (): Promise<Answer> => {
      await this.#notebook.server.start();
      return question();
    };
    const answer = (this.#turn ?? Promise.resolve()).then(async () => {
      try {
        // A server that died in between gets a second chance: the new one has all cells.
        return await within(
          patience,
          ask().catch(() => ask()),
        );
      } catch (error) {
        if (!this.#closed) this.#log(`language: ${(error as Error).stack}`);
        // What it took so long for, or died of, must not reach the next one.
        this.#notebook.forgetUnrun();
        if (error instanceof TooLate) this.#notebook.server.giveUp();
        return otherwise;
      }
    });
    this.#turn = answer;
    return answer;
  }
}

/** The first of some cells, as far as they are checked together. */
function shortCells(cells: CellSource[]): CellSource[] {
  let characters = 0;
  const end = cells.findIndex(({ source }, at) => {
    characters += source.length;
    return at === together.most || characters > together.characters;
  });
  return end < 0 ? cells : cells.slice(0, end);
}

/** The answer about a cell, with what the checker found, and with notes if it was asked. */
function answerOf(
  { compiled, prepared, rest }: Candidate,
  diagnostics: Diagnostic[],
  noted = false,
): CompiledCell {
  if (compiled instanceof ParseError) {
    return { diagnostics: syntaxErrors(compiled, diagnostics, prepared.scan) };
  }
  const { javascript, sourceMap } = compiled;
  return {
    javascript,
    sourceMap,
    rest,
    types: prepared.types,
    diagnostics: noted ? [...diagnostics, ...notes(prepared)] : diagnostics,
  };
}

function warningOf({ file, line, column, message }: ConfigError): Diagnostic {
  const warning = texts.configWrong(file, line, column, message);
  return { severity: "warning", code: "", message: warning, start: 0, end: 0 };
}
