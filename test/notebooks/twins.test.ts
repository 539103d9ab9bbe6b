/** The English lessons are the Portuguese ones: the same cells with the same code. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inPackage } from "../../kernel/cli/package-root.ts";
import { scan, type Token } from "../../kernel/language/scan.ts";

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

const isKey = (token: Token, before?: Token, after?: Token): boolean =>
  token.kind === "word" && after?.text === ":" && /^[{,]$/.test(before?.text ?? "");

/**
 * The program of a cell: strings, comments and the names of series aside, the decimal comma, and
 * the name `pt` or `en` of what writes numbers.
 */
function program(source: string, language: string): string[] {
  const decimals = source.replaceAll('.replace(".", ",")', "");
  const { tokens } = scan(decimals);
  return tokens.map((token, at) => {
    if (token.kind === "template") return token.text.endsWith("${") ? "template ${" : "template";
    if (token.kind === "string" || isKey(token, tokens[at - 1], tokens[at + 1])) return "string";
    return token.text === language ? "formatNumber" : token.text;
  });
}

it("each has the cells of its twin, in the same order", () => {
  for (const name of names("en")) {
    const shape = ({ id, cell_type, metadata }: Cell) => ({ id, cell_type, metadata });
    expect(cells("en", name).map(shape), name).toEqual(cells("pt", twinOf(name)).map(shape));
  }
});

it("each runs the program of its twin, strings and comments aside", () => {
  for (const name of names("en")) {
    const portuguese = cells("pt", twinOf(name));
    for (const [at, { id, cell_type, source }] of cells("en", name).entries()) {
      if (cell_type !== "code") continue;
      const twin = program(portuguese[at]!.source.join(""), "pt");
      expect(program(source.join(""), "en"), `${name}, ${id}`).toEqual(twin);
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
