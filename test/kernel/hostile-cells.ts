/** Cells of any length, each made to cost a reader that looks back or ahead more than it has to. */

/** Name → the cell of about `n` characters. Few of them parse. */
export const hostileCells: Record<string, (n: number) => string> = {
  longString: (n) => `"${"x".repeat(n)}"`,
  longStringOpen: (n) => `const s = "${"x".repeat(n)}`,
  dataUrl: (n) =>
    `display.html("<img src='data:image/png;base64,${"iVBORw0KGgo/+".repeat(Math.floor(n / 13))}'>"); a`,
  longIdentifier: (n) => `${"a".repeat(n)}`,
  digitsAll: (n) => "1".repeat(n),
  members: (n) => `a${".a".repeat(Math.floor(n / 2))}`,
  calls: (n) => `f()${".g()".repeat(Math.floor(n / 4))}`,
  openParens: (n) => "(".repeat(n),
  openBraces: (n) => "{".repeat(n),
  openBrackets: (n) => "[".repeat(n),
  closed: (n) => ")".repeat(n),
  slashesBracket: (n) => "/[".repeat(Math.floor(n / 2)),
  slashes: (n) => "a / ".repeat(Math.floor(n / 4)),
  parenSlash: (n) => "(/".repeat(Math.floor(n / 2)),
  comments: (n) => "/*".repeat(Math.floor(n / 2)),
  templates: (n) => "`${".repeat(Math.floor(n / 3)),
  backticks: (n) => "`".repeat(n),
  quotes: (n) => "'".repeat(n),
  stars: (n) => "*".repeat(n),
  consts: (n) => "const ".repeat(Math.floor(n / 6)),
  exports: (n) => "export ".repeat(Math.floor(n / 7)),
  declares: (n) => "declare ".repeat(Math.floor(n / 8)),
  lets: (n) => "}let a".repeat(Math.floor(n / 6)),
  letLines: (n) => "let a,\n".repeat(Math.floor(n / 7)),
  importLines: (n) => "import a\n".repeat(Math.floor(n / 9)),
  importOneLine: (n) => "import a ".repeat(Math.floor(n / 9)),
  importType: (n) => "import type a\n".repeat(Math.floor(n / 14)),
  imports: (n) =>
    Array.from(
      { length: Math.floor(n / 30) },
      (_, i) => `import { a${i} } from "./x${i % 50}"\n`,
    ).join(""),
  manyLines: (n) => `let x = 1;\n${"x;\n".repeat(Math.floor(n / 3))}`,
  blank: (n) => "\n".repeat(n),
  spaces: (n) => " ".repeat(n),
  commandLines: (n) => "%who\n".repeat(Math.floor(n / 5)),
  shellLines: (n) => "!ls\n".repeat(Math.floor(n / 4)),
  timeLines: (n) => "%time 1\n".repeat(Math.floor(n / 8)),
  longCommand: (n) => `%types ${"x".repeat(n)} `,
  longShell: (n) => `!${"x".repeat(n)} y`,
  percentName: (n) => `%${"x".repeat(n)}`,
  vars: (n) => Array.from({ length: Math.floor(n / 14) }, (_, i) => `var v${i} = ${i};\n`).join(""),
  varBlocks: (n) =>
    Array.from({ length: Math.floor(n / 22) }, (_, i) => `{ var v${i} = ${i}; }\n`).join(""),
  functions: (n) =>
    `${Array.from(
      { length: Math.floor(n / 30) },
      (_, i) => `function f${i}() { return f${i + 1}; }\n`,
    ).join("")}0`,
  functionsUsed: (n) =>
    "f0();\n" +
    Array.from(
      { length: Math.floor(n / 30) },
      (_, i) => `function f${i}() { return f${i + 1}; }\n`,
    ).join(""),
  letMany: (n) =>
    Array.from({ length: Math.floor(n / 14) }, (_, i) => `let l${i} = ${i};\n`).join(""),
  letList: (n) =>
    `let ${Array.from({ length: Math.floor(n / 10) }, (_, i) => `l${i} = 0`).join(", ")};`,
  assigns: (n) => `let a = 0;\n${"a = a + 1;\n".repeat(Math.floor(n / 11))}`,
  constFunctions: (n) => `const a = 0;\n${"(() => { a = 1; });\n".repeat(Math.floor(n / 20))}`,
  enumLines: (n) => `enum E { A = 1 }\n${"x = 1;\n".repeat(Math.floor(n / 7))}`,
  enumOneLine: (n) => `enum E { A = 1 } ${"x = 1; ".repeat(Math.floor(n / 7))}`,
  enumMembers: (n) =>
    `enum E { ${Array.from({ length: Math.floor(n / 8) }, (_, i) => `A${i},`).join(" ")} }`,
  namespaces: (n) =>
    Array.from(
      { length: Math.floor(n / 40) },
      (_, i) => `namespace N${i} { export const a = 1 }\n`,
    ).join(""),
  decorators: (n) => `@d class C {}\n${"x = 1;\n".repeat(Math.floor(n / 7))}`,
  lastObject: (n) =>
    `${"x;\n".repeat(Math.floor(n / 6))}{ a: 1, ${"b: 2, ".repeat(Math.floor(n / 12))}}`,
  classMembers: (n) =>
    "class C {" +
    Array.from({ length: Math.floor(n / 12) }, (_, i) => `m${i}() {}\n`).join("") +
    "}",
  arrays: (n) => `[${"1,".repeat(Math.floor(n / 2))}]`,
  strings: (n) => `${'"a"+'.repeat(Math.floor(n / 4))}"a"`,
  nestedObjects: (n) =>
    `${"({a:".repeat(200)}1${"})".repeat(200)};${"x;".repeat(Math.floor(n / 2))}`,
  blocks: (n) => "{".repeat(300) + "a=1;".repeat(Math.floor(n / 4)) + "}".repeat(300),
  using: (n) => "{ using a = b; }\n".repeat(Math.floor(n / 17)),
  emoji: (n) => `'${"😀".repeat(Math.floor(n / 2))}'`,
  lineSeparators: (n) => `${"{//".repeat(Math.floor(n / 3))}\u2028x`,
  types: (n) =>
    Array.from({ length: Math.floor(n / 20) }, (_, i) => `type T${i} = string;\n`).join(""),
  generics: (n) => `let a: ${"A<".repeat(Math.floor(n / 2))}`,
  commas: (n) => ",".repeat(n),
  arrows: (n) => "=>".repeat(Math.floor(n / 2)),
  regexBackslash: (n) => `/${"\\".repeat(n)}`,
  dots: (n) => ".".repeat(n),
  numbersE: (n) => "1e+".repeat(Math.floor(n / 3)),
  importMeta: (n) => "import.meta;".repeat(Math.floor(n / 12)),
  dynamicImports: (n) => 'import("x");'.repeat(Math.floor(n / 12)),
  destructure: (n) =>
    `let {${Array.from({ length: Math.floor(n / 8) }, (_, i) => `a${i}`).join(", ")}} = x;`,
  exportsMany: (n) =>
    Array.from({ length: Math.floor(n / 25) }, (_, i) => `export const e${i} = ${i};\n`).join(""),
  stringLines: (n) => "'a\n".repeat(Math.floor(n / 3)),
  hash: (n) => "#".repeat(n),
  zeroWidth: (n) => "a\u200c".repeat(Math.floor(n / 2)),
};
