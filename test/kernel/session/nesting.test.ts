import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { english } from "../../../kernel/texts/english.ts";
import { FrontEnd } from "../front-end.ts";
import { nested } from "../nesting.ts";

let frontEnd: FrontEnd;
const folder = mkdtempSync(join(tmpdir(), "sinapse-nesting-"));
beforeAll(async () => {
  frontEnd = await FrontEnd.start({ cwd: folder });
  await frontEnd.ready();
});
afterAll(async () => {
  await frontEnd.shutdown();
  rmSync(folder, { recursive: true });
});

/** That the next cell is checked and run as ever. */
async function expectSession(): Promise<void> {
  const { reply } = await frontEnd.execute("", { user_expressions: { sum: "1 + 1" } });
  expect(reply.user_expressions).toMatchObject({ sum: { data: { "text/plain": "2" } } });
  const wrong = await frontEnd.execute("const text: number = 'a'");
  expect(String(wrong.reply.traceback)).toContain("TS2322");
}

const deepest = 20_000;

it.each(Object.entries(nested))(
  "a cell of %s, however deep, is run or refused with what to do",
  async (construct, make) => {
    for (const depth of [100, 450, 1000, 5000, deepest]) {
      // Their output grows with the square of their depth, which takes long.
      if (construct === "namespaces" && depth === 450) continue;
      const { reply } = await frontEnd.execute(make(depth));
      if (
        reply.ename === "SyntaxError" &&
        !/closed|Regular|Invalid regular/.test(String(reply.evalue))
      ) {
        expect(reply.evalue).toBe(english.tooDeep);
        expect(String(reply.traceback).length).toBeLessThan(5000);
      } else if (reply.status === "error") {
        expect(String(reply.evalue)).not.toContain("call stack");
      }
      await expectSession();
    }
  },
);

it("questions about deeply nested code are answered", async () => {
  for (const make of ["parentheses", "objects", "open brackets"].map((name) => nested[name]!)) {
    const code = make(deepest);
    for (const type of ["complete_request", "inspect_request", "is_complete_request"]) {
      const { reply } = await frontEnd.request(type, { code, cursor_pos: code.length / 2 });
      expect(reply.status).toMatch(/^(?:ok|unknown|incomplete)$/);
    }
  }
  await expectSession();
});

it("%reset works after a cell that is nested too deeply", async () => {
  await frontEnd.execute(nested.arrays!(deepest));
  await frontEnd.execute("%reset");
  await expectSession();
});

it("a local file that is nested too deeply is refused, and others are imported after it", async () => {
  for (const [at, name] of ["parentheses", "arrays", "objects", "unary operators"].entries()) {
    writeFileSync(join(folder, `deep-${at}.ts`), nested[name]!(deepest));
    const { reply } = await frontEnd.execute(`%types off\nimport "./deep-${at}.ts"`);
    expect(reply).toMatchObject({ ename: "SyntaxError", evalue: english.tooDeep });
    expect(String(reply.traceback)).toContain(`deep-${at}.ts`);
    writeFileSync(join(folder, `fine-${at}.ts`), "export const answer: number = 42");
    const fine = await frontEnd.execute(`import { answer } from "./fine-${at}.ts"`, {
      user_expressions: { answer: "answer" },
    });
    expect(fine.reply.user_expressions).toMatchObject({ answer: { data: { "text/plain": "42" } } });
  }
  await frontEnd.execute("%types block");
  await expectSession();
});
