/** Notes about a cell that is TypeScript, and yet is not what its author means. */

import type { Prepared } from "../compile/prepare.ts";
import type { Diagnostic } from "../language.ts";
import { Code } from "./code.ts";
import { say } from "./say.ts";
import { traps } from "./traps.ts";

export function notes({ source, scan }: Prepared): Diagnostic[] {
  const caught = traps(new Code(source, scan.tokens)).filter(({ kind }) => kind === "note");
  return caught.map(({ text, words, start, end }) => {
    return { severity: "warning", code: "", message: say(text, words), start, end };
  });
}
