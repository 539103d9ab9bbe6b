import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inPackage } from "../../kernel/cli/package-root.ts";

const folder = inPackage("notebooks", "pt");
const lessons = readdirSync(folder).filter((name) => /^\d\d-.*\.ipynb$/.test(name));
const read = (name: string) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const textOf = (name: string): string =>
  read(name)
    .cells.flatMap(({ source }: { source: string[] }) => source)
    .join("");

it("the index links every lesson", () => {
  const index = textOf("00-indice.ipynb");
  for (const name of lessons.slice(1)) expect(index).toContain(`](${name})`);
});

it.each(lessons)("%s links only to lessons that exist", (name) => {
  const links = [...textOf(name).matchAll(/\]\(([^)#]+\.ipynb)\)/g)].map(([, link]) => link!);
  expect(links.filter((link) => !existsSync(`${folder}/${link}`))).toEqual([]);
});

it.each(lessons)("%s is committed without outputs, with ids, for this kernel", (name) => {
  const { cells, metadata, nbformat, nbformat_minor: minor } = read(name);
  expect([nbformat, minor, metadata.kernelspec.name]).toEqual([4, 5, "sinapse"]);
  const code = cells.filter((cell: { cell_type: string }) => cell.cell_type === "code");
  for (const cell of code) expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
  expect(new Set(cells.map(({ id }: { id: string }) => id)).size).toBe(cells.length);
});

it.each(lessons)("%s shows at most 15 lines of code in a cell", (name) => {
  const shown = read(name).cells.filter(
    (cell: { cell_type: string; metadata: { jupyter?: object } }) =>
      cell.cell_type === "code" && !cell.metadata.jupyter,
  );
  const long = shown.filter(({ source }: { source: string[] }) => source.length > 15);
  expect(long.map(({ id }: { id: string }) => id)).toEqual([]);
});
