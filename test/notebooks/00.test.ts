import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { lessons } from "../../kernel/cli/handouts.ts";
import { inPackage } from "../../kernel/node/package-root.ts";

const folder = inPackage("notebooks");
const names = lessons().map((path) => join(basename(dirname(path)), basename(path)));
const indexes = names.filter((name) => basename(name).startsWith("00-"));
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const textOf = (name: string): string =>
  read(name)
    .cells.flatMap(({ source }: { source: string[] }) => source)
    .join("");

it.each(indexes)("%s links every lesson of its language", (index) => {
  const others = names.filter((name) => dirname(name) === dirname(index) && name !== index);
  expect(others).not.toHaveLength(0);
  for (const name of others) expect(textOf(index)).toContain(`](${basename(name)})`);
});

it.each(names)("%s links only to lessons that exist", (name) => {
  const links = [...textOf(name).matchAll(/\]\(([^)#]+\.ipynb)\)/g)].map(([, link]) => link!);
  expect(links.filter((link) => !existsSync(join(folder, dirname(name), link)))).toEqual([]);
});

it.each(names)("%s is committed without outputs, with ids, for this kernel", (name) => {
  const { cells, metadata, nbformat, nbformat_minor: minor } = read(name);
  expect([nbformat, minor, metadata.kernelspec.name]).toEqual([4, 5, "sinapse"]);
  const code = cells.filter((cell: { cell_type: string }) => cell.cell_type === "code");
  for (const cell of code) expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
  expect(new Set(cells.map(({ id }: { id: string }) => id)).size).toBe(cells.length);
});

it.each(names)("%s shows at most 15 lines of code in a cell", (name) => {
  const shown = read(name).cells.filter(
    (cell: { cell_type: string; metadata: { jupyter?: object } }) =>
      cell.cell_type === "code" && !cell.metadata.jupyter,
  );
  const long = shown.filter(({ source }: { source: string[] }) => source.length > 15);
  expect(long.map(({ id }: { id: string }) => id)).toEqual([]);
});
