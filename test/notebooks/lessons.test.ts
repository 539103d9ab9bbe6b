import { existsSync } from "node:fs";
import { basename, relative } from "node:path";
import { expect, it } from "vitest";
import { lessons } from "../../kernel/cli/handouts.ts";
import { inPackage } from "../../kernel/cli/package-root.ts";
import { differing, executeTwice } from "./execute.ts";

const names = lessons().map((path) => relative(inPackage("notebooks"), path));
const numberOf = (name: string) => basename(name).split("-")[0];
const numbered = names.filter((name) => name.startsWith("pt") && numberOf(name) !== "00");
const others = names.filter((name) => !numbered.includes(name));

it("each lesson in Portuguese has a test that runs it and reads its numbers", () => {
  expect(numbered).not.toHaveLength(0);
  const untested = numbered.filter(
    (name) => !existsSync(inPackage("test", "notebooks", `${numberOf(name)}.test.ts`)),
  );
  expect(untested).toEqual([]);
});

it.each(others)(
  "%s runs from top to bottom without an error, twice with the same outputs",
  async (name) => {
    const [first, second] = await executeTwice(name);
    expect(second.cells).not.toHaveLength(0);
    expect(differing(name, first, second)).toEqual([]);
  },
  600_000,
);
