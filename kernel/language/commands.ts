/** Lines of a cell that are not TypeScript: `%name …` and `!shell command`. */

import type { CommandCall } from "./rewrite.ts";
import type { Token } from "./scan.ts";

/** Commands whose line holds TypeScript, which they are given as a function. */
const takesCode = new Set(["time", "timeit"]);

/** The cell without its commands (same positions), and the calls that stand in for them. */
export function takeCommands(
  source: string,
  tokens: Token[],
): { text: string; commands: CommandCall[] } {
  let text = source;
  const commands: CommandCall[] = [];
  for (const token of tokens) {
    if (token.kind !== "command") continue;
    const { name, rest } = parseCommand(token.text);
    const call = `await __sinapse_command__(${JSON.stringify(name)},${JSON.stringify(rest)}`;
    if (takesCode.has(name) && rest !== "") {
      const start = token.start + token.text.indexOf(rest, name.length + 1);
      text = `${text.slice(0, token.start)}${" ".repeat(start - token.start)}${text.slice(start)}`;
      const code = rest.replace(/;\s*$/, "");
      const end = start + code.length;
      text = `${text.slice(0, end)}${" ".repeat(token.end - end)}${text.slice(token.end)}`;
      const keyword = /\bawait\b/.test(code) ? "async " : "";
      commands.push({ start, end, before: `;${call},${keyword}()=>(`, after: "));" });
    } else {
      const blank = " ".repeat(token.end - token.start);
      text = text.slice(0, token.start) + blank + text.slice(token.end);
      commands.push({ start: token.start, end: token.start, before: `;${call});`, after: "" });
    }
  }
  return { text, commands };
}

/** `%time f(x)` → `time` and `f(x)`; `!ls -l` → `!` and `ls -l`. */
export function parseCommand(line: string): { name: string; rest: string } {
  if (line.startsWith("!")) return { name: "!", rest: line.slice(1).trim() };
  const [, name = "", rest = ""] = /^(%?%[\w-]+)\s*(.*)$/s.exec(line) ?? [];
  return { name: name.replace(/^%/, ""), rest: rest.trim() };
}
