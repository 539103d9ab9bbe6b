/** What stood in several files, each time a little different, stands in one. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inPackage } from "../kernel/node/package-root.ts";

const sources = ["kernel", "lib"].flatMap((folder) =>
  readdirSync(inPackage(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
);

test.each([
  ["text is escaped for HTML", /&lt;["']/, "lib/html.ts"],
  [
    "a URL is a file of the user",
    /&& !.*includes\("\/node_modules\/"\)/,
    "kernel/runtime/paths.ts",
  ],
  ["a specifier is cut to its package", /With\("@"\) \? 2 : 1/, "kernel/language/specifier.ts"],
])("%s in one file", (_what, pattern, file) => {
  const found = sources.filter((path) => pattern.test(readFileSync(inPackage(path), "utf8")));
  expect(found).toEqual([file]);
});
