/** What a student is told who writes as in Brazil, on paper, or in Python. */
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd } from "../front-end.ts";

const setup = [
  'import { data, tensor, zeros, nn, plot } from "sinapse";',
  "let x = 2; let f = (a: number) => a; let xs = [3, 1, 2]; let s = 'ab'; let a = 1, b = 2;",
  "let t = tensor([[1, 2], [3, 4]]);",
  "let ramp = (v: number, by: number) => v * by; let rate = 2;",
  "let exercise1 = (answer: number) => answer; let exercise2 = (answer: number[]) => answer;",
].join("\n");

/** Cell, and what its hint says in English and in Portuguese; one text where both say the same. */
type Row = [cell: string, english: string, portuguese?: string];

const point = (meant: string, written: string): [string, string] => [
  `A decimal number takes a point: ${meant}, not ${written}`,
  `Um número decimal leva ponto: ${meant}, e não ${written}`,
];
const type = (copied: string, keys: string): [string, string] => [
  `type ${keys} for ${copied}`,
  `digite ${keys} em vez de ${copied}`,
];
const instead = (meant: string): [string, string] => [
  `In TypeScript: ${meant}`,
  `Em TypeScript: ${meant}`,
];
const brackets = (list: string): [string, string] => [
  `A list takes brackets: ${list}`,
  `Uma lista leva colchetes: ${list}`,
];
const quoted = (meant: string): [string, string] => [
  `For a number leave them out: ${meant}`,
  `Para um número, tire-as: ${meant}`,
];
const decimalMeans = (meant: string): [string, string] => [
  `If ${meant} is meant, leave the point out`,
  `Se quis dizer ${meant}, escreva sem ponto`,
];
const backticks = (meant: string): [string, string] => [`backticks: ${meant}`, `crases: ${meant}`];
const logic: [string, string] = ["are written &&, || and !", "se escrevem &&, || e !"];
const comment: [string, string] = ["begins with //, not with #", "começa com //, e não com #"];

const numbers: Row[] = [
  ["const y = 0,5", ...point("0.5", "0,5")],
  ["let y = -0,5;", ...point("0.5", "0,5")],
  ["const y: number = 3 + 0,5", ...point("0.5", "0,5")],
  ["x = 0,5", ...point("0.5", "0,5")],
  ["x + 0,5", ...point("0.5", "0,5")],
  ["(0,5)", ...point("0.5", "0,5")],
  ["1,5 * 2", ...point("1.5", "1,5")],
  ["if (x > 0,5) {}", ...point("0.5", "0,5")],
  ["for (let i = 0; i < 1; i++) { x += 0,1 }", ...point("0.1", "0,1")],
  ["const q = { a: 0,5 }", ...point("0.5", "0,5")],
  ["function half(v: number) { return 0,5 * v }", ...point("0.5", "0,5")],
  ["100 * 0,02", ...point("0.02", "0,02")],
  ["const rate = 0,01, n = 3", ...point("0.01", "0,01")],
  ["Math.log(0,333)", ...point("0.333", "0,333")],
  ["f(0,5)", ...point("0.5", "0,5")],
  ["f(1.5, 0,5)", ...point("0.5", "0,5")],
  ["tensor([0,5, 1,5])", ...point("0.5", "0,5")],
  ["[1,-1,0,5]", ...point("0.5", "0,5")],
  ["9.200 + 1", ...decimalMeans("9200")],
  ["zeros([1.000])", ...decimalMeans("1000")],
  ["const total = 307.720", ...decimalMeans("307720")],
  ["[0.1, 0,2, 0.3]", ...point("0.2", "0,2")],
  ["const many = 10,000", "10000 or 10_000", "10000 ou 10_000"],
  ["1,000,000", "1000000 or 1_000_000", "1000000 ou 1_000_000"],
  ["1.000.000", "1000000 or 1_000_000", "1000000 ou 1_000_000"],
  ["ramp(-1,5, 2)", ...point("1.5", "1,5")],
  ["ramp(2, 1,5)", ...point("1.5", "1,5")],
  ["const p: [number, number] = [1,5, 2]", ...point("1.5", "1,5")],
  ["exercise2((6,11))", ...brackets("[6, 11]")],
  ["exercise2(6,11)", ...brackets("[6, 11]")],
  ["exercise2(-1,2,2,-4)", ...brackets("[-1, 2, 2, -4]")],
  ["exercise2(6)", ...brackets("[6]")],
  ["t.reshape(3,2)", ...brackets("[3, 2]")],
  ["t.reshape(3, 2)", ...brackets("[3, 2]")],
  ["t.reshape(-1,2)", ...brackets("[-1, 2]")],
  ["t.transpose(0,1)", ...brackets("[0, 1]")],
  ["zeros(2,3)", ...brackets("[2, 3]")],
  ["zeros(2, 3, 4)", ...brackets("[2, 3, 4]")],
  ["zeros(3)", ...brackets("[3]")],
  ["t.expand(2,2)", ...brackets("[2, 2]")],
  ["exercise1(0,5)", ...point("0.5", "0,5")],
  ['exercise1("0,95")', ...quoted("0.95")],
  ['exercise1("95%")', ...quoted("95 / 100")],
  ['exercise1("9200")', ...quoted("9200")],
  ["const q: number = '1/4'", ...quoted("1/4")],
  ["exercise1(frozen)", 'quotes are missing: "frozen"', 'faltam as aspas: "frozen"'],
  ["const plan = frozen; // mine\nexercise1(plan)", '"frozen"'],
  ["for (const r of t) {}", ...instead("t.tolist()")],
  ["[...t]", ...instead("t.tolist()")],
  ['data.csv("a.csv")', ...instead("data.readCsv")],
  ['data.loadCsv("a.csv")', ...instead("data.readCsv")],
  ["0.25^10", "A power is 0.25 ** 10", "Potência se escreve 0.25 ** 10"],
  ["(1/4)^10", "A power is (1/4) ** 10", "Potência se escreve (1/4) ** 10"],
  ["16^(1/2)", "A power is 16 ** (1/2)", "Potência se escreve 16 ** (1/2)"],
  ["10^-7", "A power is 10 ** -7", "Potência se escreve 10 ** -7"],
  ["9.5*10^-7", "A power is 10 ** -7", "Potência se escreve 10 ** -7"],
  ["rate^10", "A power is rate ** 10", "Potência se escreve rate ** 10"],
  ["const q = 0.25; q^7", "A power is q ** 7", "Potência se escreve q ** 7"],
  ["x^0.5", "A power is x ** 0.5", "Potência se escreve x ** 0.5"],
  ["784^2", "A power is 784 ** 2", "Potência se escreve 784 ** 2"],
  ["x^2 + 1", "A power is x ** 2", "Potência se escreve x ** 2"],
  ["2^10", "A power is 2 ** 10", "Potência se escreve 2 ** 10"],
  ["t ^ t", "A power is t ** t", "Potência se escreve t ** t"],
  ["7 // 2", "Math.floor(7 / 2)"],
  ["const half = 7 // 2\nhalf", "Math.floor(7 / 2)"],
  ["f(x // 2)", "Math.floor(x / 2)"],
  ["2x", "as in 2 * x", "como em 2 * x"],
  ["2π", "as in 2 * π", "como em 2 * π"],
  ["2 x", "as in 2 * x", "como em 2 * x"],
  ["3(x + 1)", "as in 3 * (…)", "como em 3 * (…)"],
  ["1 < x < 3", "1 < x && x < 3"],
  ["x * 10%", "10 / 100"],
  ["-x ** 2", "parenthes", "parênteses"],
  ["t * 2", "a.mul(2)"],
  ["xs * 2", "xs.map((x) => 2 * x)"],
  ["t @ t", ...instead("t.matmul(t)")],
];

const characters: Row[] = [
  ["3 − 1", ...type("−", "-")],
  ["3 – 1", ...type("–", "-")],
  ["6 ÷ 2", ...type("÷", "/")],
  ["2 × 3", ...type("×", "*")],
  ["2 · 3", ...type("·", "*")],
  ["x·x", ...type("·", "*")],
  ["2 ⋅ 3", ...type("⋅", "*")],
  ["x²", ...type("²", "** 2")],
  ["√2", ...type("√", "Math.sqrt(…)")],
  ["∞", ...type("∞", "Infinity")],
  ["½", ...type("½", "0.5")],
  ["x₁", ...type("₁", "1")],
  ["x ≤ 3", ...type("≤", "<=")],
  ["x ≥ 3", ...type("≥", ">=")],
  ["x ≠ 3", ...type("≠", "!==")],
  ["x ← 3", ...type("←", "=")],
  ["x ∗ 2", ...type("∗", "*")],
  ["console.log(“oi”)", 'type " for “ and " for ”', 'digite " em vez de “ e " em vez de ”'],
  ["console.log(‘oi’)", "type ' for ‘ and ' for ’", "digite ' em vez de ‘ e ' em vez de ’"],
  ["console.log(«oi»)", 'type " for « and " for »', 'digite " em vez de « e " em vez de »'],
  ["x′", "′ can stand in texts and comments only", "′ só pode aparecer em textos e comentários"],
  ["x ≈ 3", "≈ can stand in texts", "≈ só pode aparecer em textos"],
  ["x\u200b + 1", "invisible character (U+200B)", "caractere invisível (U+200B)"],
  ["f\u2061(x)", "invisible character (U+2061)", "caractere invisível (U+2061)"],
  ["𝑥 + 1", 'only looks like "x"', 'só se parece com "x"'],
  ["let ŷ = 1; y\u0302", 'only looks like "ŷ"', 'só se parece com "ŷ"'],
  ["π", ...instead("Math.PI")],
];

const names: Row[] = [
  ["ln(3)", ...instead("Math.log(x)")],
  ["log(3)", ...instead("Math.log(x)")],
  ["sqrt(2)", ...instead("Math.sqrt(x)")],
  ["raiz(2)", ...instead("Math.sqrt(x)")],
  ["exp(1)", ...instead("Math.exp(x)")],
  ["sen(x)", ...instead("Math.sin(x)")],
  ["Math.sen(x)", ...instead("Math.sin(x)")],
  ["Math.ln(x)", ...instead("Math.log(x)")],
  ["pi", ...instead("Math.PI")],
  ["abs(-1)", ...instead("Math.abs(x)")],
  ["max(1, 2)", ...instead("Math.max(a, b)")],
  ["min(xs)", ...instead("Math.min(a, b)")],
  ["sum(xs)", ...instead("xs.reduce((a, b) => a + b, 0)")],
  ["round(2.5)", ...instead("Math.round(x)")],
  ["len(xs)", ...instead("xs.length")],
  ["xs.len", ...instead("xs.length")],
  ["xs.shape[0]", ...instead("xs.length")],
  ["xs.append(3)", ...instead("xs.push(x)")],
  ["s.upper()", ...instead("text.toUpperCase()")],
  ["range(3)", ...instead("for (let i = 0; i < n; i++) { … }")],
  ["str(x)", ...instead("String(x)")],
  ["int(2.5)", ...instead("Math.trunc(x)")],
  ['float("2.5")', ...instead("Number(text)")],
  ["x = True", ...instead("true")],
  ["x == False", ...instead("false")],
  ["x == None", ...instead("null")],
  ["self.x", ...instead("this")],
  ["if (x) { pass }", ...instead("{ }")],
  ["print(x)", ...instead("console.log(…)")],
  ["imprima(x)", ...instead("console.log(…)")],
  ["math.pi", ...instead("Math.PI")],
  ["math.sqrt(2)", ...instead("Math.sqrt(x)")],
  ["np.exp(1)", ...instead("Math.exp(x)")],
  ["np.array([1, 2])", ...instead("tensor([…])")],
  ["random.random()", ...instead("Math.random()")],
  ["plt.plot(xs)", ...instead("plot.line(ys)")],
  ["w = 3", "Declare it first: let w = …", "Declare antes: let w = …"],
  ["nn.linear(2, 1, seed=1)", "an object: { seed: 1 }", "um objeto: { seed: 1 }"],
  ["randn([2])", 'import { randn } from "sinapse"'],
  ["test.x", "Run it first, or check the spelling", "Execute-a antes, ou confira a grafia"],
  ["missing", "Run it first, or check the spelling", "Execute-a antes, ou confira a grafia"],
];

const python: Row[] = [
  ["# comentário", ...comment],
  ["x = 1 # it's a comment and not code", ...comment],
  ["def f(x):\n    return x + 1", ...instead("function f(…) { … }")],
  ["for i in range(3):\n    print(i)", ...instead("for (let i = 0; i < 3; i++) { … }")],
  ["for i in range(1, x):\n    f(i)", ...instead("for (let i = 1; i < x; i++) { … }")],
  ["for i in range(3): print(i)", ...instead("for (let i = 0; i < 3; i++) { … }")],
  ["for v in xs:\n  print(v)", ...instead("for (const v of xs) { … }")],
  ["if x == 1:\n  x = 2", ...instead("if (…) { … }")],
  ["if (x == 1):\n  x = 2", ...instead("if (…) { … }")],
  ["if (x == 1) { x = 2 }\nelif (x == 2) { x = 3 }", ...instead("else if (…) { … }")],
  ["while x < 3:\n  x += 1", ...instead("while (…) { … }")],
  ["try:\n  x\nexcept:\n  x", ...instead("try { … }")],
  ["class A:\n  x = 1", ...instead("class A { … }")],
  ["x > 1 and a < 2", ...logic],
  ["x or a", ...logic],
  ["not x", ...logic],
  ["x is None", "Compare with === null", "Compare com === null"],
  ["x is not None", "Compare with !== null", "Compare com !== null"],
  ["lambda v: v + 1", ...instead("(v) => v + 1")],
  ["let g = lambda v: v", ...instead("(v) => v")],
  ["let g = lambda v: v * 2  # twice", ...instead("(v) => v * 2")],
  ["xs.map(lambda v: Math.max(v, 0))", ...instead("(v) => Math.max(v, 0)")],
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: what a student should write
  ['f"x = {x}"', ...backticks("`x = ${x}`")],
  ['print(f"valor {x:.2f}")', ...backticks("`valor ${x.toFixed(2)}`")],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
  ['"""doc"""', ...backticks("`…`")],
  ["xs[-1]", "xs[-1] is undefined", "xs[-1] é undefined"],
  ["xs[1:3]", ...instead("xs.slice(1, 3)")],
  ["xs[:2]", ...instead("xs.slice(0, 2)")],
  ["xs[0, 1]", "xs[0][1]"],
  ["[i**2 for i in xs]", ...instead("xs.map((i) => …)")],
  ["[i for i in range(3)]", ...instead("Array.from({ length: 3 }, (_, i) => …)")],
  ["x = 3 if a else 2", "condition ? a : b", "condição ? a : b"],
  ["a, b = b, a", "[a, b] = [b, a];"],
  ["3 in xs", "xs.includes(3)"],
  ['"a" in s', 's.includes("a")'],
  ["import math", ...instead("Math.sqrt(2), Math.log(2), Math.PI")],
  ["import numpy as np", 'import { tensor, nn, optim } from "sinapse"'],
  ["import matplotlib.pyplot as plt", 'import { plot } from "sinapse"'],
  ["from math import sqrt", ...instead("Math.sqrt(2)")],
  ["from sinapse import tensor, nn", 'import { tensor, nn } from "sinapse"'],
  ['raise ValueError("x")', ...instead("throw new Error")],
  ["assert x == 2", ...instead("console.assert(…)")],
  ["print x", ...instead("console.log(…)")],
  ["se (x > 1) {\n}", ...instead("if (…) { … }")],
  ["enquanto (x < 1) {\n}", ...instead("while (…) { … }")],
];

/** Cells with nothing to say about. */
const right: string[] = [
  "308.504",
  "[1.100, 2.250, 3.000]",
  "0.500",
  "[[0,0],[0,1],[1,0],[1,1]]",
  "[0,5]",
  "[0,5,10]",
  "[0,5,-5]",
  "x ^ 5",
  "let bits = 0; bits ^ 4",
  "Math.max(0,5)",
  "x ** 2",
  "1e3 + 10_000",
  "1 ^ 1",
  "x ^ a",
  "x // 2",
  "f(3) // 3",
  "const [c, d] = [1, 2];",
  "[a, b] = [b, a];",
  's += "x"; // 2',
  '"x" in { x: 1 }',
  "0 in xs",
  "xs.at(-1)",
  "x\u00a0+ 1",
  "const θ = 1; const ŷ = θ;",
];

/** Wrong, and not for a decimal comma. */
const wholeNumbers: string[] = [
  "exercise1(f([1,1,0,2]))",
  "t.matmul(tensor([1,2,3]))",
  "nn.sequential(nn.linear(2,3,{seed:1}), nn.relu(), nn.linear(4,1,{seed:2}))",
  "Math.max([1,2,3])",
  "[1,2]*2",
  "[1,2]+[3]",
  "exercise2(-1,2,2,-4)",
  "exercise1([0,5,-5])",
  "exercise2((6,11))",
  "ramp(1,'a')",
  "f([0,5])",
];

describe.each([
  ["English", "en_US.UTF-8", 1],
  ["Portuguese", "pt_BR.UTF-8", 2],
] as const)("in %s", (_, locale, column) => {
  let frontEnd: FrontEnd;
  beforeAll(async () => {
    frontEnd = await FrontEnd.start({ env: { LC_ALL: locale } });
    await frontEnd.ready();
    expect((await frontEnd.execute(setup)).reply.status).toBe("ok");
  });
  afterAll(() => frontEnd.shutdown());

  /** What is said about a cell: its error, or what stands on stderr. */
  async function said(cell: string): Promise<string> {
    const { reply, published } = await frontEnd.execute(cell);
    const warned = published
      .filter(({ content }) => content.name === "stderr")
      .map(({ content }) => content.text as string);
    const error = (reply.traceback as string[] | undefined)?.join("\n") ?? "";
    return stripVTControlCharacters([error, ...warned].join("\n"));
  }

  test.each([...numbers, ...characters, ...names, ...python])(
    "%j has the hint that fits, once",
    async (...row) => {
      const [cell] = row;
      const hint = row[column] ?? row[1];
      const text = await said(cell);
      expect(text).toContain(hint);
      expect(text.split(hint), text).toHaveLength(2);
    },
  );

  test.each(wholeNumbers)("%j is wrong without a word on decimal commas", async (cell) => {
    const text = await said(cell);
    expect(text).toContain("TS");
    expect(text).not.toMatch(/takes a point|leva ponto/);
  });

  test("what the checker says has neither broken signs nor paths of the library", async () => {
    expect(await said("for (const r of t) {}")).toContain("'[Symbol.iterator]()'");
    for (const cell of ["data.loadCsv", "nn.lin(2)", "plot.abc"]) {
      const text = await said(cell);
      expect(text).toContain(`'${cell.split(".")[0]}'`);
      expect(text).not.toMatch(/import\(|\/lib\//);
    }
  });

  test.each(right)("%j is not found fault with", async (cell) => {
    expect((await said(cell)).trim()).toBe("");
  });
});
