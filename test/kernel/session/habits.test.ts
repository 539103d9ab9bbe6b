/** What a student is told who goes on as usual where something is no longer as usual. */
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd, ofType, textOf } from "../front-end.ts";

const never = {
  english: (name: string) =>
    `${name} was declared by a cell that ended before ${name} got a value. Run that cell again.`,
  portuguese: (name: string) =>
    `${name} foi declarado por uma célula que terminou antes que ${name} recebesse um valor. Execute aquela célula de novo.`,
};

describe.each([
  { language: "english" as const, locale: "C", ends: "Kernel menu", stopped: "was stopped" },
  {
    language: "portuguese" as const,
    locale: "pt_BR.UTF-8",
    ends: "menu Kernel",
    stopped: "foi interrompido",
  },
])("in $language", ({ language, locale, ends, stopped }) => {
  let frontEnd: FrontEnd;
  beforeAll(async () => {
    frontEnd = await FrontEnd.start({ env: { LC_ALL: locale } });
    await frontEnd.ready();
  });
  afterAll(() => frontEnd.shutdown());

  const fails = async (code: string) => {
    const { reply } = await frontEnd.execute(code);
    expect(reply.status).toBe("error");
    return reply;
  };

  /** Runs a cell, and stops it when it prints. */
  async function stop(code: string): Promise<void> {
    const id = frontEnd.send("execute_request", {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    });
    await frontEnd.until(() => textOf(frontEnd.caused(id)) !== "");
    await frontEnd.request("interrupt_request", {}, { channel: "control" });
    await frontEnd.idle(id);
  }

  test.each([
    ["a const", "const ratio = fail();", "ratio"],
    ["a let", "let weight: number = fail();", "weight"],
    ["a class", "class Layer extends fail() {}", "Layer"],
    ["what is taken apart", "const { slope, offset } = fail();", "offset"],
    ["what stands further down", "fail(); const later = 1;", "later"],
  ])("%s of a cell that failed is said to have no value", async (_, code, name) => {
    await frontEnd.execute("function fail(): any { throw new Error('failed') }");
    await fails(code);
    const { ename, evalue, traceback } = await fails(`\n${name}`);
    expect(ename).toBe("ReferenceError");
    expect(evalue).toBe(never[language](name));
    expect(stripVTControlCharacters((traceback as string[]).join("\n"))).toContain(`> 2 | ${name}`);
  });

  test("so is what a stopped cell declares, until that runs", async () => {
    const cell = "console.log('runs'); while (endless) {}; const trained = 1;";
    await frontEnd.execute("let endless = true;");
    await stop(cell);
    expect((await fails("trained + 1")).evalue).toBe(never[language]("trained"));
    expect((await frontEnd.execute("endless = false;")).reply.status).toBe("ok");
    await frontEnd.execute(cell);
    expect((await frontEnd.execute("trained + 1")).reply.status).toBe("ok");
  });

  test("a cell that uses its own variable too early hears of itself", async () => {
    const { evalue } = await fails("early(); function early() { return mine } const mine = 1;");
    expect(evalue).not.toBe(never[language]("mine"));
  });

  test("a generator that was stopped says so", async () => {
    await frontEnd.execute("function* steps() { console.log('runs'); while (true) {} }");
    await frontEnd.execute("const batches = steps();");
    await stop("batches.next()");
    expect((await fails("batches.next()")).evalue).toContain(stopped);
  });

  test.each(["exit", "quit", "exit()", "quit();", "exit(0)", "%exit", "%quit"])(
    "%s tells how to end the session, and ends a console",
    async (code) => {
      const { reply, published } = await frontEnd.execute(code);
      expect(reply.status).toBe("ok");
      expect(reply.payload).toEqual([{ source: "ask_exit", keepkernel: false }]);
      expect(textOf(published)).toContain(ends);
    },
  );

  test("exit is the student's own where it is declared", async () => {
    await frontEnd.execute("const exit = 7;");
    const { published } = await frontEnd.execute("exit");
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "7" });
  });
});
