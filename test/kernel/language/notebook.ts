/** A folder of its own with a language that checks cells in it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createLanguage, type LanguageOptions } from "../../../kernel/language/index.ts";
import type { Diagnostic, Language } from "../../../kernel/language/language.ts";

export class TestNotebook {
  readonly folder = mkdtempSync(path.join(tmpdir(), "sinapse-language-"));
  language!: Language;
  #cells = 0;

  static async open(
    files: Record<string, string> = {},
    options: Partial<LanguageOptions> = {},
  ): Promise<TestNotebook> {
    const notebook = new TestNotebook();
    for (const [name, text] of Object.entries(files)) notebook.write(name, text);
    notebook.language = await createLanguage({ cwd: notebook.folder, ...options });
    return notebook;
  }

  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** The name of the next cell that runs. */
  get nextUrl(): string {
    return `cell-${this.#cells + 1}.ts`;
  }

  /** Checks a cell, which then counts as run; gives the errors. */
  async run(source: string): Promise<Diagnostic[]> {
    this.#cells += 1;
    const url = `cell-${this.#cells}.ts`;
    const { diagnostics } = await this.language.compile(source, url);
    this.language.commit(source, url);
    return diagnostics;
  }

  /** Checks a cell; gives the pieces of it that are wrong, with what is wrong with them. */
  async errors(source: string): Promise<[text: string, code: string][]> {
    const { diagnostics } = await this.language.compile(source, "checked.ts");
    return diagnostics.map(({ start, end, code }) => [source.slice(start, end), code]);
  }

  async close(): Promise<void> {
    await this.language.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
