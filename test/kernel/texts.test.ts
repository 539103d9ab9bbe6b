/** The texts of kernel and command: none that nobody says. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { english as commandEnglish } from "../../kernel/bootstrap/texts/english.mjs";
import { portuguese as commandPortuguese } from "../../kernel/bootstrap/texts/portuguese.mjs";
import { texts } from "../../kernel/bootstrap/texts.mjs";
import { inPackage } from "../../kernel/node/package-root.ts";
import { english } from "../../kernel/texts/english.ts";
import { portuguese } from "../../kernel/texts/portuguese.ts";

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

/** What each text says, without the code around it: path in the table → its words. */
function said(table: object, path = ""): [string, string][] {
  return Object.entries(table).flatMap(([name, text]): [string, string][] => {
    if (typeof text === "object" && text !== null) return said(text, `${path}${name}.`);
    const quoted = typeof text === "function" ? String(text).match(/"[^"]*"|`[^`]*`/g) : [text];
    return [[path + name, (quoted ?? []).join("")]];
  });
}

const withoutValues = (text: string) => text.replace(/\$\{[^}]*\}/g, "…");

test.each([
  ["kernel/texts/", english, portuguese],
  ["kernel/bootstrap/texts/", commandEnglish, commandPortuguese],
])("no text of %s is left in English, or missing, in Portuguese", (_folder, one, other) => {
  const [inEnglish, inPortuguese] = [said(one), new Map(said(other))];
  expect([...inPortuguese.keys()].sort()).toEqual(inEnglish.map(([name]) => name).sort());
  const same = inEnglish.filter(
    ([name, text]) => inPortuguese.get(name) === text && /[a-z]/i.test(withoutValues(text)),
  );
  expect(same.filter(([name]) => name !== "closing")).toEqual([]); // `N passed, 0 failed`
});

test("commands say nothing but what stands in the texts, in each language", () => {
  const folder = inPackage("kernel/runtime/commands");
  const sentences = readdirSync(folder).flatMap((name) => {
    const code = readFileSync(`${folder}/${name}`, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/ .*/g, "");
    const quoted = code.match(/"[^"\n]*"|`[^`]*`/g) ?? [];
    const words = quoted.map(withoutValues);
    return words.filter((text) => /[a-z]{2,}:? [a-z]{2,}/i.test(text) && !text.startsWith("`npm "));
  });
  expect(sentences).toEqual([]);
});
