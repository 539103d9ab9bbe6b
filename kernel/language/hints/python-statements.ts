/** Statements of Python where TypeScript is expected, and the words of Portuguese pseudocode. */

import { between } from "./between.ts";
import type { Code } from "./code.ts";
import type { Trap } from "./hint.ts";

/** Whether the line that a token begins ends like the head of a block: with a colon. */
function isHead(cell: Code, at: number): boolean {
  const end = cell.lineEnd(at);
  if (!cell.tokens[at]!.startsLine) return false;
  if (cell.text(end) === ":") return true;
  // `if x: y` on one line.
  return cell.text(at + 1) !== "(" && cell.text(at + 2) === ":" && end > at + 2;
}

const loops: Trap = {
  text: "instead",
  begins: ["for"],
  find(cell, at) {
    const end = cell.lineEnd(at);
    const [name, word, list] = [cell.text(at + 1), cell.text(at + 2), cell.text(at + 3)];
    if (!cell.tokens[at]!.startsLine || cell.tokens[at + 1]?.kind !== "word") return undefined;
    if (word !== "in" && word !== ",") return undefined;
    if (list !== "range") {
      const values = cell.text(at + 4) === ":" ? list : "xs";
      return between(cell, at, end, `for (const ${name} of ${values}) { … }`);
    }
    const [first, comma, second] = [cell.text(at + 5), cell.text(at + 6), cell.text(at + 7)];
    const closed = cell.text(at + 8) === ")" || cell.text(at + 8) === ",";
    const [from, to] =
      comma === ")" ? ["0", first] : comma === "," && closed ? [first, second] : ["0", "n"];
    return between(cell, at, end, `for (let ${name} = ${from}; ${name} < ${to}; ${name}++) { … }`);
  },
};

/** Head of a block → how it is written. */
const blocks: Record<string, string> = {
  if: "if (…) { … }",
  elif: "else if (…) { … }",
  else: "else { … }",
  while: "while (…) { … }",
  try: "try { … }",
  except: "catch (error) { … }",
  finally: "finally { … }",
  class: "class A { … }",
};

const pseudocode: Record<string, string> = {
  se: "if (…) { … }",
  senao: "else { … }",
  senão: "else { … }",
  para: "for (…) { … }",
  enquanto: "while (…) { … }",
  funcao: "function f(x) { … }",
  função: "function f(x) { … }",
};

/** Word at the start of a line → how it is written. */
const statements: Record<string, string> = {
  raise: 'throw new Error("…")',
  assert: "console.assert(…)",
  del: "delete x.name",
  print: "console.log(…)",
  imprima: "console.log(…)",
  escreva: "console.log(…)",
  retorne: "return …",
  retorna: "return …",
  elif: "else if (…) { … }",
  with: 'readFileSync("data.txt", "utf8")',
};

export const statementTraps: Trap[] = [
  {
    text: "comment",
    begins: ["<#>"],
    find(cell, at) {
      const before = cell.text(at - 1);
      if (before === "." || (before === "{" && cell.text(at) !== "#")) return undefined;
      return between(cell, at, cell.lineEnd(at));
    },
  },
  {
    text: "instead",
    begins: ["def"],
    find(cell, at) {
      const name = cell.text(at + 1);
      if (cell.tokens[at + 1]?.kind !== "word" || cell.text(at + 2) !== "(") return undefined;
      const end = cell.lineEnd(at);
      if (name === "__init__") return between(cell, at, end, "constructor(…) { … }");
      if (!cell.tokens[at]!.startsLine) return undefined;
      return between(cell, at, end, `function ${name}(…) { … }`);
    },
  },
  loops,
  {
    text: "instead",
    begins: Object.keys(blocks),
    find(cell, at) {
      const word = cell.text(at);
      if (!isHead(cell, at) && !(word === "elif" && cell.tokens[at]!.startsLine)) return undefined;
      return between(cell, at, cell.lineEnd(at), blocks[word]!);
    },
  },
  {
    text: "instead",
    begins: Object.keys(pseudocode),
    find(cell, at) {
      const end = cell.lineEnd(at);
      if (!cell.tokens[at]!.startsLine || end === at) return undefined;
      if (cell.text(end) !== "{" && cell.text(end) !== "}") return undefined;
      return between(cell, at, end, pseudocode[cell.text(at)]!);
    },
  },
  {
    text: "instead",
    begins: Object.keys(statements),
    find(cell, at) {
      const next = cell.tokens[at + 1];
      if (!cell.tokens[at]!.startsLine || !next || next.startsLine) return undefined;
      if (next.kind === "punctuation" || next.kind === "template") return undefined;
      return between(cell, at, cell.lineEnd(at), statements[cell.text(at)]!);
    },
  },
  {
    text: "instead",
    begins: ["import"],
    find(cell, at) {
      const end = cell.lineEnd(at);
      const next = cell.tokens[at + 1];
      if (!cell.tokens[at]!.startsLine || next?.kind !== "word" || next.startsLine)
        return undefined;
      if (end > at + 1 && !/^(?:as|\.|,)$/.test(cell.text(at + 2))) return undefined;
      const hasFrom = cell.tokens.slice(at + 2, Math.min(end, at + 40) + 1).some(isFrom);
      return hasFrom ? undefined : between(cell, at, end, ...moduleWords(next.text));
    },
  },
  {
    text: "instead",
    begins: ["from"],
    find(cell, at) {
      const end = cell.lineEnd(at);
      const next = cell.tokens[at + 1];
      if (!cell.tokens[at]!.startsLine || next?.kind !== "word" || next.startsLine)
        return undefined;
      let place = at + 2;
      while (place < at + 8 && cell.text(place) !== "import") place++;
      if (cell.text(place) !== "import" || place > end) return undefined;
      const names = place < end ? cell.slice(place + 1, end) : "…";
      return between(cell, at, end, ...moduleWords(next.text, `{ ${names.slice(0, 40)} }`));
    },
  },
  {
    text: "severalNames",
    begins: [","],
    find(cell, at) {
      const first = cell.tokens[at - 1];
      if (!first?.startsLine || first.kind !== "word" || !endsStatement(cell, at - 2)) {
        return undefined;
      }
      let end = at;
      while (cell.text(end) === "," && cell.tokens[end + 1]?.kind === "word") end += 2;
      if (cell.text(end) !== "=" || /^[=>]$/.test(cell.text(end + 1))) return undefined;
      const names = cell.slice(at - 1, end - 1);
      const last = cell.text(cell.lineEnd(at)) === ";" ? cell.lineEnd(at) - 1 : cell.lineEnd(at);
      const values = end < last && last - end < 20 ? cell.slice(end + 1, last) : "…";
      const words = [`[${names}] = [${values}];`];
      return { start: first.start, end: cell.tokens[end - 1]!.end, words, kind: "note" };
    },
  },
];

function isFrom({ text }: { text: string }): boolean {
  return text === "from" || text === "=";
}

/** Whether a statement ends with a token: what follows it begins a new one. */
function endsStatement(cell: Code, at: number): boolean {
  const token = cell.tokens[at];
  if (!token || token.text === ";" || token.text === "}" || token.kind === "command") return true;
  return cell.endsValue(at) && !/^(?:let|const|var|using)$/.test(token.text);
}

/** What an import of a Python module is in TypeScript; nothing for those that need none. */
function moduleWords(name: string, names = "{ … }"): string[] {
  if (/^(?:math|cmath)$/.test(name)) return ["Math.sqrt(2), Math.log(2), Math.PI"];
  if (name === "random") return ["Math.random()"];
  if (/^(?:numpy|torch|tensorflow|jax)$/.test(name)) {
    return ['import { tensor, nn, optim } from "sinapse"'];
  }
  if (/^(?:matplotlib|seaborn|plotly)$/.test(name)) return ['import { plot } from "sinapse"'];
  if (/^(?:sklearn|pandas)$/.test(name)) return ['import { data } from "sinapse"'];
  return [`import ${names} from "${name}"`];
}
