import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandName } from "../../../kernel/commands/catalogue.ts";
import { FrontEnd, ofType, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

test("%types says what type errors do", async () => {
  const wrong = 'const half: number = "0.5"; half';
  expect((await frontEnd.execute(wrong)).reply.status).toBe("error");
  await frontEnd.execute("%types warn");
  const warned = await frontEnd.execute(wrong);
  expect(warned.reply.status).toBe("ok");
  expect(textOf(warned.published, "stderr")).toContain("TS2322");
  await frontEnd.execute("%types off");
  expect(textOf((await frontEnd.execute(wrong)).published, "stderr")).toBe("");
  await frontEnd.execute("%types block");
  expect((await frontEnd.execute(wrong)).reply.status).toBe("error");
});

test("%time gives the value of its expression", async () => {
  const { published } = await frontEnd.execute("%time 6 * 7");
  expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "42" });
});

test.each([
  ["const timed = 6 * 7", "timed"],
  ["let timed: Map<string, number> = new Map<string, number>([['a', 42]])", "timed.get('a')"],
  ["const { timed, other } = { timed: 42, other: 1 }", "timed * other"],
  ["const [timed] = await Promise.all([42])", "timed"],
])("what a command declares is there in later cells: %%time %s", async (declaration, value) => {
  await frontEnd.execute(`%time ${declaration}`);
  const { published } = await frontEnd.execute(value);
  expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "42" });
});

test.each([
  ["%time function refused() {}", "%time measures one value"],
  ["%time class Refused {}", "%time measures one value"],
  ["%time let refused", "%time measures one value"],
  ["%time const refused = 1, more = 2", "%time measures one value"],
  ["%timeit const refused = 3", "%timeit: expected an expression to measure"],
  ["%timeit let refused = 3", "%timeit: expected an expression to measure"],
])("a declaration that cannot be measured is refused: %s", async (cell, sentence) => {
  const { reply } = await frontEnd.execute(cell);
  expect(reply.evalue).toContain(sentence);
  const { published } = await frontEnd.execute("%who");
  expect(JSON.stringify(ofType(published, "display_data"))).not.toMatch(/refused\s+undefined/);
});

test("several statements behind %time all run", async () => {
  const { reply, published } = await frontEnd.execute("%time console.log(1); console.log(2)");
  expect(reply.status).toBe("ok");
  expect(stripVTControlCharacters(textOf(published))).toMatch(/^1\n2\n/);
});

describe("%types on top of a cell holds for the rest of it", () => {
  const wrong = 'const half: number = "0.5"; half';
  test.each([
    ["warn", "ok", /TS2322/],
    ["off", "ok", /^$/],
  ])("%s", async (setting, status, said) => {
    const { reply, published } = await frontEnd.execute(`// types\n%types ${setting}\n${wrong}`);
    expect(reply.status).toBe(status);
    expect(textOf(published, "stderr")).toMatch(said);
    const later = await frontEnd.execute(wrong);
    expect(later.reply.status).toBe(status);
    expect(textOf(later.published, "stderr")).toMatch(said);
    await frontEnd.execute("%types block");
  });

  test("block", async () => {
    await frontEnd.execute("%types off");
    expect((await frontEnd.execute(`%types block\n${wrong}`)).reply.status).toBe("error");
    expect((await frontEnd.execute(wrong)).reply.status).toBe("error");
    await frontEnd.execute("%types block");
  });
});

test("%reset forgets all variables, and the kernel goes on", async () => {
  await frontEnd.execute("const kept = 1;");
  expect((await frontEnd.execute("%reset")).reply.status).toBe("ok");
  const { reply } = await frontEnd.execute("typeof kept");
  expect(reply.status).toBe("error");
  expect((await frontEnd.execute("1 + 1")).reply.status).toBe("ok");
});

test("%reset leaves the terminal alone: the session was not lost but given up", async () => {
  const before = frontEnd.log.length;
  await frontEnd.execute("%reset");
  await frontEnd.execute("1 + 1");
  expect(frontEnd.log.slice(before)).toBe("");
  await frontEnd.execute("process.exit(0)");
  await frontEnd.until(() => frontEnd.log.slice(before).includes("the session was lost"));
});

describe("code behind %reset in its cell", () => {
  test("runs in the fresh session", async () => {
    await frontEnd.execute("const before = 1;");
    const { reply, published } = await frontEnd.execute(
      "console.log('first ' + before)\n%reset\nconst after = 2;\nafter + 1",
    );
    expect(reply.status).toBe("ok");
    expect(textOf(published)).toMatch(/^first 1\n.+\n$/);
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "3" });
    expect((await frontEnd.execute("after")).reply.status).toBe("ok");
    expect((await frontEnd.execute("before")).reply.status).toBe("error");
  });

  test("does not know what was declared before", async () => {
    await frontEnd.execute("const old = 1;");
    const { reply } = await frontEnd.execute("const older = 2;\n%reset\nold + older");
    expect(reply.status).toBe("error");
    const trace = (reply.traceback as string[]).join("\n");
    expect(trace).toContain("old + older");
    expect(trace).toMatch(/3.*old \+ older/);
  });

  test("tells the lines of its errors as the cell has them", async () => {
    const { reply } = await frontEnd.execute(
      "%reset\n\nconst text: string = 'a';\nthrow new Error(text)",
    );
    expect(reply.evalue).toBe("a");
    expect((reply.traceback as string[]).join("\n")).toMatch(/4.*throw new Error\(text\)/);
  });

  test("is reset again by another %reset, and ended by a comment", async () => {
    const { reply, published } = await frontEnd.execute(
      "%reset\nconst x = 1;\n%reset\nconst x = 'b';\nx.length\n%reset\n// nothing more",
    );
    expect(reply.status).toBe("ok");
    expect(textOf(published).trim().split("\n")).toHaveLength(3);
    expect((await frontEnd.execute("x")).reply.status).toBe("error");
  });

  test("does not run where the code before it fails", async () => {
    await frontEnd.execute("const kept = 5;");
    const { reply } = await frontEnd.execute("throw new Error('no')\n%reset\nconst other = 1;");
    expect(reply.evalue).toBe("no");
    expect((await frontEnd.execute("kept")).reply.status).toBe("ok");
  });
});

/** A use of each command that needs nothing but the kernel. */
const uses: Record<CommandName, string> = {
  help: "%help",
  types: "%types block",
  time: "%time 1 + 1 // how long?",
  timeit: "%timeit 1 + 1 // how long?",
  who: "%who",
  reset: "%reset",
  install: "%install",
  save: "%save -f saved.ts",
  exit: "%exit",
  "!": "!true",
};

test.each(Object.entries(uses))("what stands behind %s runs, or the cell fails", async (_, use) => {
  const { reply, published } = await frontEnd.execute(`${use}\nconsole.log("behind")`);
  if (reply.status === "ok") expect(textOf(published)).toContain("behind\n");
  else expect(use).toBe("%install");
});
