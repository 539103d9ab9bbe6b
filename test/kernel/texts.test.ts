/** The texts of kernel and command: none that nobody says. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { texts } from "../../kernel/bootstrap/texts.mjs";
import { inPackage } from "../../kernel/node/package-root.ts";
import { english } from "../../kernel/texts/english.ts";

const words = new Set(
  ["kernel", "test"].flatMap((folder) =>
    readdirSync(inPackage(folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.m?ts$|\.mjs$/.test(name) && !/texts\b/.test(name))
      .flatMap((name) => readFileSync(inPackage(folder, name), "utf8").match(/\w+/g) ?? []),
  ),
);

test.each([
  ["kernel/texts/", english],
  ["kernel/bootstrap/texts.mjs", texts],
])("every text of %s is said somewhere", (_file, all) => {
  expect(Object.keys(all).filter((name) => !words.has(name))).toEqual([]);
});

test("commands say nothing but what stands in the texts, in each language", () => {
  const folder = inPackage("kernel/runtime/commands");
  const sentences = readdirSync(folder).flatMap((name) => {
    const code = readFileSync(`${folder}/${name}`, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/ .*/g, "");
    const quoted = code.match(/"[^"\n]*"|`[^`]*`/g) ?? [];
    const words = quoted.map((text) => text.replace(/\$\{[^}]*\}/g, "…"));
    return words.filter((text) => /[a-z]{2,}:? [a-z]{2,}/i.test(text) && !text.startsWith("`npm "));
  });
  expect(sentences).toEqual([]);
});
