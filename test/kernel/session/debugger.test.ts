/** The debugger as JupyterLab uses it: Debug Adapter Protocol over the control channel. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fields } from "../../../kernel/protocol/message.ts";
import { murmur2 } from "../../../kernel/runtime/debugger/murmur2.ts";
import { executeRequest, FrontEnd } from "../front-end.ts";

// biome-ignore lint/suspicious/noExplicitAny: bodies differ from command to command
type Answer = any;

let kernel: FrontEnd;
let sequence = 0;

beforeAll(async () => {
  kernel = await FrontEnd.start();
  await kernel.ready();
}, 30_000);
afterAll(() => kernel.shutdown());

/** The body of the answer; @throws with the adapter's message where it failed. */
async function ask(command: string, given: object = {}): Promise<Answer> {
  sequence += 1;
  const request = { type: "request", seq: sequence, command, arguments: given };
  const { reply } = await kernel.request("debug_request", request, { channel: "control" });
  expect(reply).toMatchObject({ type: "response", request_seq: sequence, command });
  if (!reply.success) throw new Error(String(reply.message));
  return reply.body;
}

const events = (name: string): Fields[] =>
  kernel.iopub
    .filter(({ header, content }) => header.msg_type === "debug_event" && content.event === name)
    .map(({ content }) => content.body as Fields);

/** Waits for the next event of a name after `action`. */
async function upon(name: string, action: () => Promise<unknown>): Promise<Fields> {
  const before = events(name).length;
  await action();
  await kernel.published(() => events(name).length > before);
  return events(name).at(-1) as Fields;
}

async function frames(): Promise<{ id: number; name: string; line: number; source: Fields }[]> {
  return (await ask("stackTrace", { threadId: 1 })).stackFrames;
}

async function variables(scope: string): Promise<Record<string, string>> {
  const { id } = (await frames())[0]!;
  const { scopes } = await ask("scopes", { frameId: id });
  const { variablesReference } = scopes.find((each: Fields) => each.name === scope);
  const found = (await ask("variables", { variablesReference })).variables as Fields[];
  return Object.fromEntries(found.map(({ name, value }) => [name, value]));
}

/** Runs a cell with breakpoints, up to the first stop. */
async function stopIn(code: string, lines: number[]): Promise<{ done: Promise<void>; id: string }> {
  const { sourcePath } = await ask("dumpCell", { code });
  await ask("setBreakpoints", {
    source: { path: sourcePath },
    breakpoints: lines.map((line) => ({ line })),
    sourceModified: false,
  });
  await ask("configurationDone");
  let id = "";
  await upon("stopped", async () => {
    id = kernel.send("execute_request", executeRequest(code));
  });
  return { id, done: kernel.idle(id).then(() => {}) };
}

describe("the debugger", () => {
  beforeEach(async () => {
    if ((await ask("debugInfo")).isStarted) return;
    await ask("initialize", { clientID: "jupyterlab", adapterID: "sinapse" });
    await upon("initialized", () => ask("attach"));
  });

  test("is announced in kernel_info", async () => {
    const { reply } = await kernel.request("kernel_info_request");
    expect(reply.supported_features).toContain("debugger");
  });

  test("names cells by the hash that debugInfo tells", async () => {
    const { hashMethod, hashSeed, tmpFilePrefix, tmpFileSuffix } = await ask("debugInfo");
    expect(hashMethod).toBe("Murmur2");
    const { sourcePath } = await ask("dumpCell", { code: "1 + θ" });
    expect(sourcePath).toBe(`${tmpFilePrefix}${murmur2("1 + θ", hashSeed)}${tmpFileSuffix}`);
    expect((await ask("source", { source: { path: sourcePath } })).content).toBe("1 + θ");
  });

  test("stops in a loop of a function, shows its variables, steps, and goes on", async () => {
    const code = [
      "const weights: number[] = [1, 2];",
      "function total(xs: number[], bias = 10) {",
      "  let sum = bias;",
      "  for (const x of xs) {",
      "    sum += x;",
      "  }",
      "  return sum;",
      "}",
      "total(weights)",
    ].join("\n");
    const { done, id } = await stopIn(code, [5]);
    expect((await frames()).map(({ name, line }) => [name, line])).toEqual([
      ["total", 5],
      [expect.stringMatching(/^cell-\d+\.ts$/), 9],
    ]);
    expect(await variables("Local")).toMatchObject({ x: "1", sum: "10", xs: "Array(2) [1, 2]" });
    expect(await variables("Notebook")).toMatchObject({ weights: "Array(2) [1, 2]" });
    const { result } = await ask("evaluate", { expression: "sum + x * 100", context: "repl" });
    expect(result).toBe("110");

    await upon("stopped", () => ask("continue", { threadId: 1 }));
    expect(await variables("Local")).toMatchObject({ x: "2", sum: "11" });
    await upon("stopped", () => ask("next", { threadId: 1 }));
    await upon("stopped", () => ask("stepOut", { threadId: 1 }));
    expect((await frames())[0]?.line).toBe(9);
    await ask("continue", { threadId: 1 });
    await done;
    expect(
      kernel.caused(id).find(({ header }) => header.msg_type === "execute_result")?.content,
    ).toMatchObject({ data: { "text/plain": "13" } });
  });

  test("steps into a function of an earlier cell, and out of it", async () => {
    await kernel.execute("function earlier(x: number) {\n  return x * 2;\n}");
    const { done } = await stopIn("const before = 1;\nearlier(before);\nbefore", [2]);
    await upon("stopped", () => ask("stepIn", { threadId: 1 }));
    const [frame] = await frames();
    expect(frame).toMatchObject({ name: "earlier", line: 2 });
    expect((await ask("source", { source: frame?.source })).content).toContain("function earlier");
    await ask("continue", { threadId: 1 });
    await done;
  });

  test("stops after an await", async () => {
    const code = "const late = await Promise.resolve(3);\nconst next = late + 1;\nnext";
    const { done } = await stopIn(code, [3]);
    expect((await frames())[0]?.line).toBe(3);
    expect(await variables("Notebook")).toMatchObject({ late: "3", next: "4" });
    await ask("continue", { threadId: 1 });
    await done;
  });

  test("stops at the line that was typed where the cell had to be transformed", async () => {
    const code = "enum Layer {\n  Input,\n  Hidden,\n}\nconst one = Layer.Hidden;\none + 1";
    const { done } = await stopIn(code, [6]);
    expect((await frames())[0]?.line).toBe(6);
    await ask("continue", { threadId: 1 });
    await done;
  });

  test("stops where a condition holds", async () => {
    const code = "for (let i = 0; i < 5; i++) {\n  console.log(i);\n}";
    const { sourcePath } = await ask("dumpCell", { code });
    const source = { path: sourcePath };
    await ask("setBreakpoints", { source, breakpoints: [{ line: 2, condition: "i === 3" }] });
    let id = "";
    await upon("stopped", async () => {
      id = kernel.send("execute_request", executeRequest(code));
    });
    expect(await variables("Local")).toMatchObject({ i: "3" });
    await ask("continue", { threadId: 1 });
    await kernel.idle(id);
  });

  test("stops no more where a breakpoint was taken away meanwhile", async () => {
    const code = "let rounds = 0;\nfor (let i = 0; i < 5; i++) {\n  rounds += i;\n}\nrounds";
    const { done, id } = await stopIn(code, [3]);
    const { sourcePath } = await ask("dumpCell", { code });
    await ask("setBreakpoints", { source: { path: sourcePath }, breakpoints: [] });
    await ask("continue", { threadId: 1 });
    await done;
    expect(
      kernel.caused(id).find(({ header }) => header.msg_type === "execute_result")?.content,
    ).toMatchObject({ data: { "text/plain": "10" } });
  });

  test("stops at errors that nothing catches, where that is asked for", async () => {
    await ask("setExceptionBreakpoints", { filters: ["uncaught"] });
    let id = "";
    const stopped = await upon("stopped", async () => {
      id = kernel.send(
        "execute_request",
        executeRequest("function f() {\n  throw new Error('no');\n}\nf()"),
      );
    });
    expect(stopped).toMatchObject({ reason: "exception", text: "Error: no" });
    expect((await frames())[0]).toMatchObject({ name: "f", line: 2 });
    await ask("setExceptionBreakpoints", { filters: [] });
    await ask("continue", { threadId: 1 });
    await kernel.idle(id);
  });

  test("an interrupt ends the cell that stands at a breakpoint", async () => {
    const { id, done } = await stopIn("let turns = 0;\nwhile (true) {\n  turns++;\n}", [3]);
    await kernel.request("interrupt_request", {}, { channel: "control" });
    await done;
    expect(
      kernel.caused(id).find(({ header }) => header.msg_type === "error")?.content,
    ).toMatchObject({ ename: "Interrupted" });
  });

  test("an interrupt at a breakpoint inside noGrad() leaves recording on", async () => {
    await kernel.execute("import { noGrad, tensor } from 'sinapse'");
    const { done } = await stopIn(
      "let rounds = 0;\nnoGrad(() => {\n  while (true) {\n    rounds++;\n  }\n});",
      [4],
    );
    await kernel.request("interrupt_request", {}, { channel: "control" });
    await done;
    const { published } = await kernel.execute(
      "tensor([1], { requiresGrad: true }).mul(2).requiresGrad",
    );
    const result = published.find(({ header }) => header.msg_type === "execute_result");
    expect(result?.content.data).toEqual({ "text/plain": "true" });
  });

  test("shows the variables of the notebook while nothing runs", async () => {
    await kernel.execute("const shown = { a: 1, deep: [1, 2] }; class Hidden {}");
    const found = (await ask("inspectVariables")).variables as Fields[];
    const shown = found.find(({ name }) => name === "shown");
    expect(shown).toMatchObject({ value: "{a: 1, deep: Array(2)}" });
    const { variablesReference } = shown as { variablesReference: number };
    const inside = (await ask("variables", { variablesReference })).variables as Fields[];
    expect(inside.map(({ name, evaluateName }) => [name, evaluateName])).toEqual([
      ["a", "shown.a"],
      ["deep", "shown.deep"],
    ]);
    const rich = await ask("richInspectVariables", { variableName: "shown" });
    expect(rich.data["text/plain"]).toBe("{ a: 1, deep: [ 1, 2 ] }");
  });

  test("a session that follows a lost one keeps the breakpoints", async () => {
    const code = "let again = 1;\nagain += 2;\nagain";
    const { sourcePath } = await ask("dumpCell", { code });
    await ask("setBreakpoints", { source: { path: sourcePath }, breakpoints: [{ line: 2 }] });
    const { published } = await kernel.execute("process.exit(3)");
    expect(published.filter(({ header }) => header.msg_type === "stream")).toEqual([]);
    let id = "";
    await upon("stopped", async () => {
      id = kernel.send("execute_request", executeRequest(code));
    });
    expect((await frames())[0]?.line).toBe(2);
    await ask("continue", { threadId: 1 });
    await kernel.idle(id);
  });

  test("refuses what it does not know, with its name", async () => {
    await expect(ask("fly")).rejects.toThrow('does not know the command "fly"');
  });

  test("stops nowhere once it is off", async () => {
    const code = "let off = 1;\noff";
    const { sourcePath } = await ask("dumpCell", { code });
    await ask("setBreakpoints", { source: { path: sourcePath }, breakpoints: [{ line: 2 }] });
    await ask("disconnect", { restart: false, terminateDebuggee: false });
    const { reply } = await kernel.execute(code);
    expect(reply.status).toBe("ok");
    expect((await ask("debugInfo")).isStarted).toBe(false);
  });
});
