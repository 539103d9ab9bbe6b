import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start({ env: { LC_ALL: "pt_BR.UTF-8" } });
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

/** The traceback of a cell that fails. */
async function traceback(code: string): Promise<string> {
  const { reply } = await frontEnd.execute(code);
  return stripVTControlCharacters((reply.traceback as string[]).join("\n"));
}

describe("in a Portuguese locale the kernel speaks Portuguese:", () => {
  test("type errors, in TypeScript's own translation, with their hint", async () => {
    expect(await traceback("peso")).toBe(
      [
        "cell-1.ts:1:1 erro TS2304: Não é possível encontrar o nome 'peso'.",
        "> 1 | peso",
        "    | ^^^^",
        "A célula que o declara já foi executada? Execute-a antes, ou confira a grafia.",
      ].join("\n"),
    );
  });

  test("assignment to a constant of an earlier cell", async () => {
    await frontEnd.execute("const taxa = 0.5");
    expect(await traceback("taxa = 1")).toContain(
      "Não é possível atribuir a 'taxa' porque é uma constante.",
    );
  });

  test("shapes that do not fit: the library's own sentence, not TypeScript's around it", async () => {
    await frontEnd.execute('import { tensor } from "sinapse"');
    expect(await traceback("tensor([[1, 2]]).matmul(tensor([[1, 2, 3]]))")).toMatch(
      /erro TS2345: matmul: [^']+$/m,
    );
  });

  test.each([
    ["%types foo", '%types: esperava block, warn ou off, mas veio "foo".'],
    ["%install", "%install: falta o nome de um pacote, como em %install mathjs"],
    ["%install a;b", '%install: "a;b" não é o nome de um pacote.'],
    ["%save", "%save: falta um arquivo, como em %save camadas.ts 1-4"],
    ["%save a.ts x", '%save: esperava números de células, como 2-4,7, mas veio "x".'],
    ["%save a.ts 999", "%save: nenhuma célula de número 999 foi executada."],
    ["%timeit", "%timeit: falta uma expressão a medir, como em %timeit f(10)"],
  ])("what a command refuses: %s", async (cell, said) => {
    expect((await frontEnd.execute(cell)).reply.evalue).toBe(said);
  });

  test("what a command of the shell came to", async () => {
    const { published } = await frontEnd.execute("!exit 3");
    expect(textOf(published, "stderr")).toBe("código de saída 3\n");
  });

  test.each([
    "const x = ",
    "import x",
    "import { x } from",
    "await",
    "1 = x",
    "let a = 1; let a = 2;",
    "try { }",
    "do { }",
    "new",
    "1_",
    "function f(a, a) {}",
    "/* abc",
    "x?.y = 2",
    "export default",
    "let 2x = 3",
    "'abc",
    "return 3",
  ])("what does not parse: %s", async (code) => {
    const message = (await traceback(code)).split("\n")[0]!;
    expect(message).toContain("erro");
    expect(message).not.toMatch(
      /\b(?:expected|unexpected|token|got|already|declared|allowed|invalid|must|the|name|end)\b/i,
    );
  });

  test("a cell that ends too early", async () => {
    expect(await traceback("if (true) {")).toContain("A célula termina antes que este { seja");
  });

  test("commands that do not exist", async () => {
    expect(await traceback("%helo")).toContain("Seria %help?");
  });

  test("a session that ended", async () => {
    expect(await traceback("process.exit(3)")).toContain(
      "O código encerrou a sessão com process.exit(3). Todas as variáveis se perderam.",
    );
  });

  test("and each control's output tells the page so", async () => {
    const { published } = await frontEnd.execute(`
      import { widgets } from "sinapse";
      widgets.slider().show();
      widgets.button("Mais")`);
    const shown = published.filter(({ content }) => content.data && content.metadata);
    expect(shown.map(({ content }) => content.metadata)).toEqual([
      { sinapse: { language: "pt-BR" } },
      { sinapse: { language: "pt-BR" } },
    ]);
  });
});
