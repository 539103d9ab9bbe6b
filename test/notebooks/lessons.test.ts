import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { expect, it } from "vitest";
import { lessons } from "../../kernel/cli/handouts.ts";
import { inPackage } from "../../kernel/node/package-root.ts";
import { readVersions } from "../../kernel/node/versions.ts";
import type { KernelInfoReply } from "../../kernel/protocol/shell.ts";
import { kernelInfo } from "../../kernel/session/requests/kernel-info.ts";
import type { Session } from "../../kernel/session/session.ts";
import { sample } from "../long.ts";
import { differing, executeTwice, type SourceCell, testFolder, textOf } from "./execute.ts";
import { exercisesIn, expectWellJudged, tryingCells } from "./exercises.ts";

const names = lessons().map((path) => relative(inPackage("notebooks"), path));
const numberOf = (name: string) => basename(name).split("-")[0];
const numbered = names.filter((name) => name.startsWith("pt") && numberOf(name) !== "00");
const others = names.filter((name) => !numbered.includes(name));

// Else JupyterLab writes it there when the lesson is opened, which then counts as changed.
it.each(names)("%s says of its kernel what the kernel says of itself", (name) => {
  const versions = () => readVersions();
  const session = { versions, settings: { serverPath: "/" } } as unknown as Session;
  const { language_info } = kernelInfo.handle({} as never, session) as KernelInfoReply;
  const { metadata } = JSON.parse(readFileSync(inPackage("notebooks", name), "utf8"));
  expect(metadata).toEqual({
    kernelspec: { display_name: "TypeScript (Sinapse)", language: "typescript", name: "sinapse" },
    language_info,
  });
});

it("each lesson in Portuguese has a test that runs it and reads its numbers", () => {
  expect(numbered).not.toHaveLength(0);
  const untested = numbered.filter(
    (name) => !existsSync(inPackage("test", "notebooks", `${numberOf(name)}.test.ts`)),
  );
  expect(untested).toEqual([]);
});

it.each(sample(others, 5))(
  "%s runs from top to bottom without an error, twice with the same outputs, and judges rightly",
  async (name) => {
    const source = JSON.parse(readFileSync(inPackage("notebooks", name), "utf8"));
    const cells: SourceCell[] = source.cells;
    const asked = join(testFolder(), `${name.replaceAll("/", "-")}.asked`);
    writeFileSync(asked, JSON.stringify({ ...source, cells: [...cells, ...tryingCells(cells)] }));
    const [first, second] = await executeTwice(name, asked);
    expect(second.cells).not.toHaveLength(0);
    expect(differing(name, first, second)).toEqual([]);

    const exercises = exercisesIn(cells);
    expect(exercises).toHaveLength(numberOf(name) === "00" ? 0 : 3);
    for (const id of exercises) {
      const said = JSON.parse(textOf(first.cell(`${id}--tries`)));
      const untouched = textOf(first.cell(`${id}-answer`)).trim();
      const language = name.startsWith("pt") ? "pt" : "en";
      expectWellJudged(numberOf(name)!, id, language, said, untouched);
    }
  },
  600_000,
);
