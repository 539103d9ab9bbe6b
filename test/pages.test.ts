/** The pages about the code name only files and folders that there are. */
import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { expect, it } from "vitest";
import { inPackage } from "../kernel/node/package-root.ts";

/** A path with a folder, in backticks or in a picture: `session/dispatch.ts`, `tensor/`. */
const named = /(?<![\w./:-])((?:[\w-]+\/)+(?:[\w.-]+\.(?:ts|mjs|json|md|py))?)(?![\w/])/g;

/** Everything below the folders of the code, folders with a slash behind. */
const there = ["kernel", "lib", "notebooks", "test"].flatMap((folder) =>
  readdirSync(inPackage(folder), { recursive: true, withFileTypes: true }).map((entry) => {
    const path = `${relative(inPackage(), entry.parentPath)}/${entry.name}`;
    return entry.isDirectory() ? `/${path}/` : `/${path}`;
  }),
);
const generated = readFileSync(inPackage(".gitignore"), "utf8").split("\n");

it.each(["CONTRIBUTING.md", "kernel/README.md", "lib/README.md", "notebooks/README.md"])(
  "%s names only files and folders that exist",
  (page) => {
    const text = readFileSync(inPackage(page), "utf8");
    const names = [...text.matchAll(named)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(3);
    const isThere = (name: string) =>
      generated.includes(name) ||
      /^(kernel|lib|notebooks|test)\/$/.test(name) ||
      there.some((path) => path.endsWith(`/${name}`));
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  },
);
