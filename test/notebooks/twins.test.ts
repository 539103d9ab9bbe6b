/** The English lessons are the Portuguese ones: the same cells with the same code. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { scan, type Token } from "../../kernel/language/compile/scan.ts";
import { inPackage } from "../../kernel/node/package-root.ts";

interface Cell {
  id: string;
  cell_type: string;
  metadata: object;
  source: string[];
}

const names = (language: string): string[] => {
  const folder = inPackage("notebooks", language);
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^\d\d-/.test(name)) : [];
};
const cells = (language: string, name: string): Cell[] =>
  JSON.parse(readFileSync(inPackage("notebooks", language, name), "utf8")).cells;
const twinOf = (english: string): string => {
  const twin = names("pt").find((name) => name.slice(0, 2) === english.slice(0, 2));
  if (!twin) throw new Error(`en/${english} has no twin in Portuguese`);
  return twin;
};

const tokensOf = (source: string): Token[] =>
  scan(source.replaceAll('.replace(".", ",")', "")).tokens;

const isKey = (tokens: Token[], at: number): boolean =>
  tokens[at]?.kind === "word" &&
  tokens[at + 1]?.text === ":" &&
  /^[{,]$/.test(tokens[at - 1]?.text ?? "");

/** Notes what the twin calls the series of a name. */
function noteNames(renamed: Map<string, string>, portuguese: Token[], english: Token[]): void {
  for (const [at, { text }] of portuguese.entries())
    if (isKey(portuguese, at) && isKey(english, at)) renamed.set(text, english[at]!.text);
}

/**
 * The program of a cell: strings, comments and the names of series aside, the decimal comma, and
 * the name `pt` or `en` of what writes numbers.
 *
 * @param renamed other names for series, where the program reads them: `errors.test`
 */
function program(tokens: Token[], language: string, renamed = new Map<string, string>()): string[] {
  return tokens.map(({ kind, text }, at) => {
    if (kind === "template") return text.endsWith("${") ? "template ${" : "template";
    if (kind === "string" || isKey(tokens, at)) return "string";
    if (text === language) return "formatNumber";
    return tokens[at - 1]?.text === "." ? (renamed.get(text) ?? text) : text;
  });
}

it("each Portuguese one has a twin in English", () => {
  const numbers = (language: string) => names(language).map((name) => name.slice(0, 2));
  expect(numbers("en")).toEqual(numbers("pt"));
});

it.each(["pt", "en"])("the contents of %s list every lesson", (language) => {
  const [contents, ...lessons] = names(language).sort();
  const text = cells(language, contents!).flatMap(({ source }) => source);
  expect(lessons.filter((name) => !text.join("").includes(`](${name})`))).toEqual([]);
});

it("each has the cells of its twin, in the same order", () => {
  for (const name of names("en")) {
    const shape = ({ id, cell_type, metadata }: Cell) => ({ id, cell_type, metadata });
    expect(cells("en", name).map(shape), name).toEqual(cells("pt", twinOf(name)).map(shape));
  }
});

it("each runs the program of its twin, strings and comments aside", () => {
  for (const name of names("en")) {
    const portuguese = cells("pt", twinOf(name));
    const renamed = new Map<string, string>();
    for (const [at, { id, cell_type, source }] of cells("en", name).entries()) {
      if (cell_type !== "code") continue;
      const [original, tokens] = [portuguese[at]!.source, source].map((s) => tokensOf(s.join("")));
      noteNames(renamed, original!, tokens!);
      const twin = program(original!, "pt", renamed);
      expect(program(tokens!, "en"), `${name}, ${id}`).toEqual(twin);
    }
  }
});

it("no Portuguese is left in them", () => {
  const left = /[ãõçê]|plot\.language\("pt"\)|\b(?:uma|para|não|você|são|lição|gráfico|rede)\b/i;
  for (const name of names("en")) {
    const found = cells("en", name).filter(({ source }) => left.test(source.join("")));
    expect(
      found.map(({ id }) => id),
      name,
    ).toEqual([]);
  }
});
