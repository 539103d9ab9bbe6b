/** The examples of doc comments: what Shift+Tab shows a student to copy. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inPackage } from "../../../kernel/node/package-root.ts";

export interface Example {
  /** The file and the line where it stands, as in `lib/tensor/tape.ts:23`. */
  place: string;
  /** The file below lib/, as in `tensor/tape.ts`. */
  file: string;
  code: string;
}

/** Every `@example` of the library's sources. */
export function examples(): Example[] {
  return filesUnder(inPackage("lib")).flatMap((path) => {
    const text = readFileSync(path, "utf8");
    const file = relative(inPackage("lib"), path);
    return [...text.matchAll(/\/\*\*.*?\*\//gs)].flatMap((comment) =>
      examplesOf(comment[0]).map(({ code, offset }) => ({
        place: `lib/${file}:${text.slice(0, comment.index + offset).split("\n").length}`,
        file,
        code,
      })),
    );
  });
}

/** The examples of one doc comment: an example ends at the next tag or at the comment's end. */
function examplesOf(comment: string): { code: string; offset: number }[] {
  return [...comment.matchAll(/@example\b(.*?)(?=\n\s*\* @\w|\*\/$)/gs)].map((match) => ({
    code: match[1]!.replaceAll(/\n\s*\* ?/g, "\n").trim(),
    offset: match.index,
  }));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.includes("assembly"))
    .map((name) => join(folder, name))
    .sort();
}
