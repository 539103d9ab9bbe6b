import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plain, TestSession } from "./session.ts";

let session: TestSession;
beforeAll(() => {
  session = new TestSession();
});
afterAll(() => session.close());

describe("a cell", () => {
  test("gives the value of its last expression", async () => {
    expect((await session.run("1 + 2 + 3")).text).toBe("6");
  });

  test("gives no result for undefined", async () => {
    expect((await session.run("undefined")).done.result).toBeUndefined();
  });

  test.each([
    ["-0", "-0"],
    ["NaN", "NaN"],
    ["12n ** 20n", "3833759992447475122176n"],
    ["'a\\nb'", "'a\\nb'"],
    ["Symbol('x')", "Symbol(x)"],
    ["null", "null"],
    ["new Map([['a', [1, 2]]])", "Map(1) { 'a' => [ 1, 2 ] }"],
    ["new Float32Array([1, 2.5])", "Float32Array(2) [ 1, 2.5 ]"],
    ["class P { x = 1; #y = 2 }; new P()", "P { x: 1 }"],
  ])("gives %s as text", async (javascript, text) => {
    expect((await session.run(javascript)).text).toBe(text);
  });

  test("declares names again, of whatever kind they were", async () => {
    await session.run("let a = 1; let b = 2; class C {}; const d = 4");
    expect(
      (await session.run("let a = 10; class b {}; let C = 30; const d = 20; a + C + d")).text,
    ).toBe("60");
    expect((await session.run("let a = 5; ({ a })")).text).toBe("{ a: 5 }");
  });

  test("shares variables with the closures of earlier cells", async () => {
    await session.run("let n = 1; const inc = () => ++n;");
    await session.run("n = 100");
    // kernel.md: a copy of the variable would give 2.
    expect((await session.run("inc()")).text).toBe("101");
    expect((await session.run("n")).text).toBe("101");
  });

  test("may await at its top level", async () => {
    const { text } = await session.run(
      "let late = await new Promise((r) => setTimeout(r, 5, 7)); late",
    );
    expect(text).toBe("7");
    expect((await session.run("late + 1")).text).toBe("8");
  });

  test("may loop over an async iterable at its top level", async () => {
    const { text } = await session.run(
      "let sum = 0; for await (const x of (async function* () { yield 1; yield 2 })()) sum += x; sum",
    );
    expect(text).toBe("3");
  });

  test("may give its variables the names of globals", async () => {
    const own = new TestSession();
    await own.run(
      `let Map = 1, Set = 2, Error = 3, Promise = 4, Symbol = 5, Object = 6, JSON = 7, Array = 8;
       let process = 9, Buffer = 10, setImmediate = 11, queueMicrotask = 12, String = 13;`,
    );
    const { done, stdout } = await own.run(
      "console.log('fine'); display([{ a: 1 }]); [{ b: Map }]",
    );
    expect(done.result?.data["text/html"]).toContain("<td");
    expect(stdout).toBe("fine\n");
    expect((await own.run("await null; noSuchName")).done.error?.ename).toBe("ReferenceError");
    own.close();
  });

  test("evaluates the user expressions of the request after it", async () => {
    const { done } = await session.run("let u = 1; u = 2;", {
      userExpressions: { now: "u", wrong: "noSuchName" },
    });
    expect(done.userExpressions.now).toMatchObject({ status: "ok", data: { "text/plain": "2" } });
    expect(done.userExpressions.wrong).toMatchObject({ status: "error", ename: "ReferenceError" });
  });
});

describe("the traceback of an error", () => {
  const traceback = async (javascript: string) =>
    plain((await session.run(javascript)).done.error!.traceback.join("\n"));

  test("names the line and column of the cell and shows the line with a caret", async () => {
    const { done } = await session.run(
      "const one = 1;\nconst two = 2;\n  null.three;\nconst four = 4;",
    );
    expect(done.error).toMatchObject({
      ename: "TypeError",
      evalue: "Cannot read properties of null (reading 'three')",
    });
    const url = `cell-${done.id.slice(3)}.ts`;
    expect(plain(done.error!.traceback.join("\n"))).toBe(
      [
        "TypeError: Cannot read properties of null (reading 'three')",
        "  2 | const two = 2;",
        "> 3 |   null.three;",
        "    |        ^",
        `    at ${url}:3:8`,
      ].join("\n"),
    );
  });

  test("names the functions and cells of the calls, and nothing of the kernel", async () => {
    const defined = await session.run("function fail() {\n  throw new Error('no');\n}");
    const called = await session.run("const call = () => fail();\n[1].map(call);");
    const frames = called.done.error!.traceback.map(plain).filter((line) => /^ {4}at /.test(line));
    const [first, second] = [defined, called].map((ran) => `cell-${ran.done.id.slice(3)}.ts`);
    expect(frames).toEqual([
      `    at fail (${first}:2:9)`,
      `    at call (${second}:1:20)`,
      `    at ${second}:2:5`,
    ]);
  });

  test("stays right after an await", async () => {
    const text = await traceback(
      "await null;\n\nawait (async () => {\n  await null;\n  undefinedName;\n})();",
    );
    expect(text).toContain("> 5 |   undefinedName;");
    expect(text).toMatch(/at cell-\d+\.ts:3:1$/m);
  });

  test("follows causes", async () => {
    const text = await traceback("throw new Error('outer', { cause: new RangeError('inner') })");
    expect(text).toMatch(/^Error: outer[\s\S]*Caused by:\nRangeError: inner/);
  });

  test("lists what an AggregateError collected", async () => {
    const text = await traceback(
      "await Promise.any([Promise.reject(new Error('a')), Promise.reject('b')])",
    );
    expect(text).toMatch(/Error 1 of 2:\n {2}Error: a[\s\S]*Error 2 of 2:\n {2}Thrown: 'b'/);
  });

  test("shows what was thrown where it is no error", async () => {
    const { done } = await session.run("throw { code: 42 }");
    expect(done.error).toMatchObject({ ename: "Thrown", evalue: "{ code: 42 }" });
  });

  test.each(["{ code: 42 }", "'text'", "null"])(
    "names no place of what has none, as it is no error: %s",
    async (thrown) => {
      const text = await traceback(`const first = 1;\n\nfunction f() { throw ${thrown} }\nf()`);
      expect(text).toContain("Thrown: ");
      expect(text).not.toMatch(/const first|cell-\d+\.ts/);
    },
  );

  test("shows a cause that is no error", async () => {
    const text = await traceback("throw new Error('outer', { cause: { code: 1 } })");
    expect(text).toMatch(/\nCaused by: \{ code: 1 \}$/);
  });

  test("names the class of an error that has no name of its own", async () => {
    const { done } = await session.run(
      "{ class ShapeError extends Error {}; throw new ShapeError('x') }",
    );
    expect(done.error?.ename).toBe("ShapeError");
  });

  test.each([
    [
      "a proxy that was revoked",
      "{ let { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy }",
    ],
    [
      "an error whose message throws",
      "throw Object.defineProperty(new Error(), 'message', { get() { throw 1 } })",
    ],
  ])("survives %s", async (_what, javascript) => {
    expect((await session.run(javascript)).done.error?.evalue).toMatch(/cannot be shown/);
    expect((await session.run("1 + 1")).text).toBe("2");
  });

  test("shows the place of a syntax error", async () => {
    const text = await traceback("const ok = 1;\nconst = 2;");
    expect(text).toMatch(/^SyntaxError: Unexpected token '='[\s\S]*> 2 \| const = 2;\n +\| {7}\^/);
  });

  test("says that the stack overflowed", async () => {
    const { done } = await session.run("const deep = () => deep() + 1; deep()");
    expect(done.error).toMatchObject({
      ename: "RangeError",
      evalue: "Maximum call stack size exceeded",
    });
    expect((await session.run("1 + 1")).text).toBe("2");
  });
});

describe("an interrupt", () => {
  test("stops a loop that never ends, and keeps the variables", async () => {
    const id = session.start("let kept = 5; console.log('started'); while (true) {}");
    await session.next("stream", (message) => message.parent === id);
    session.interrupt();
    const done = await session.next("execute_done", (message) => message.id === id);
    expect(done.error).toMatchObject({ ename: "Interrupted" });
    expect((await session.run("kept")).text).toBe("5");
  });

  test("tells where it stopped the code, through the functions that were called", async () => {
    const source = [
      "function train() {",
      "  console.log('training');",
      "  for (;;) { Math.sqrt(2); }",
      "}",
      "const other = 1;",
      "train();",
    ].join("\n");
    const id = session.start(source, { url: "spin.ts" });
    await session.next("stream", (message) => message.parent === id);
    session.interrupt();
    const done = await session.next("execute_done", (message) => message.id === id);
    const traceback = done.error!.traceback.map(plain);
    expect(traceback[0]).toMatch(/^Interrupted: /);
    expect(traceback).toContain("> 3 |   for (;;) { Math.sqrt(2); }");
    expect(traceback.filter((line) => line.startsWith("    at "))).toEqual([
      expect.stringMatching(/^ {4}at train \(spin\.ts:3:\d+\)$/),
      expect.stringMatching(/^ {4}at spin\.ts:6:1$/),
    ]);
  });

  test("stops an await that never ends, and keeps the variables", async () => {
    const id = session.start("let held = 6; console.log('started'); await new Promise(() => {})");
    await session.next("stream", (message) => message.parent === id);
    session.interrupt();
    const done = await session.next("execute_done", (message) => message.id === id);
    expect(done.error).toMatchObject({ ename: "Interrupted" });
    expect((await session.run("held")).text).toBe("6");
  });

  test("stops a timer that spins after its cell has ended", async () => {
    const { done } = await session.run(
      "setTimeout(() => { console.log('spins'); while (true) {} }, 0); 0",
    );
    await session.next("stream", (message) => message.parent === done.id);
    session.interrupt();
    expect((await session.run("'alive'")).text).toBe("'alive'");
  });
});

describe("output", () => {
  test("keeps 10,000 lines complete and in order", async () => {
    const { stdout } = await session.run("for (let i = 0; i < 10_000; i++) console.log(i)");
    expect(plain(stdout)).toBe(Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(""));
  });

  test("of console.log is coloured for the terminal, and text of strings is not", async () => {
    const { stdout } = await session.run("console.log('plain', 42)");
    // 33 is the colour that Node gives numbers.
    expect(stdout).toBe("plain \u001b[33m42\u001b[39m\n");
  });

  test("goes to stderr from console.error and console.warn", async () => {
    const { stderr } = await session.run("console.error('e'); console.warn('w')");
    expect(stderr).toBe("e\nw\n");
  });

  test("comes from process.stdout and process.stderr, too", async () => {
    const { stdout, stderr } = await session.run(
      "process.stdout.write('out'); process.stderr.write(Buffer.from('err'));",
    );
    expect([stdout, stderr]).toEqual(["out", "err"]);
  });

  test("of an error holds no line of the kernel", async () => {
    const { stdout, stderr } = await session.run(
      "function f() { console.log(new Error('e').stack); console.trace('t') }\nf()",
    );
    const frames = ["    at f (cell-N.ts:1:C)", "    at cell-N.ts:2:1", ""].join("\n");
    const masked = (text: string) => text.replace(/cell-\d+/g, "cell-N").replace(/1:\d+/, "1:C");
    expect(masked(stdout)).toBe(`Error: e\n${frames}`);
    expect(masked(stderr)).toBe(`Trace: t\n${frames}`);
  });

  test("of child processes stands where they ran", async () => {
    const { stdout } = await session.run(
      "console.log('before'); require('child_process').execSync('echo within', { stdio: 'inherit' }); console.log('after')",
    );
    expect(stdout).toBe("before\nwithin\nafter\n");
  });

  test("of a child process that runs on belongs to the cell that started it", async () => {
    const { done } = await session.run(
      "require('child_process').spawn('sh', ['-c', 'sleep 0.05; echo late child'], { stdio: 'inherit' }); 0",
    );
    await session.run("await new Promise((r) => setTimeout(r, 10))");
    const late = await session.next("stream", (message) => message.text === "late child\n");
    expect(late.parent).toBe(done.id);
  });

  test("that comes late belongs to the cell that started it", async () => {
    const first = await session.run("setTimeout(() => console.log('late'), 30); 0");
    await session.run("await new Promise((r) => setTimeout(r, 60))");
    const late = await session.next("stream", (message) => message.text === "late\n");
    expect(late.parent).toBe(first.done.id);
  });

  test("is what a silent cell does not give", async () => {
    const { messages } = await session.run("console.log('x'); display(1)", { silent: true });
    expect(messages).toEqual([]);
  });
});

describe("an error that no cell awaits", () => {
  test.each([
    [
      "a timer's callback",
      "setTimeout(() => { throw new Error('timer late') }, 5); 0",
      "timer late",
    ],
    [
      "a rejection",
      "setTimeout(() => Promise.reject(new Error('rejected late')), 5); 0",
      "rejected late",
    ],
  ])("from %s is shown in its cell", async (_of, javascript, evalue) => {
    const { done } = await session.run(javascript);
    await session.run("await new Promise((r) => setTimeout(r, 30))");
    const late = await session.next("late_error", (message) => message.evalue === evalue);
    expect(late.parent).toBe(done.id);
    expect(plain(late.traceback.join("\n"))).toContain(
      `at Timeout._onTimeout (cell-${done.id.slice(3)}.ts:1:`,
    );
  });
});

describe("an interrupt stops", () => {
  test.each([
    ["a loop after an await", "await null; GO; while (true) {}"],
    [
      "a timer's callback",
      "setTimeout(() => { GO; while (true) {} }, 1); await new Promise(() => {})",
    ],
    ["an immediate", "setImmediate(() => { GO; while (true) {} }); await new Promise(() => {})"],
    ["a tick", "process.nextTick(() => { GO; while (true) {} }); await new Promise(() => {})"],
    ["a loop of awaits", "GO; while (true) await null"],
    [
      "a value that never shows itself",
      "({ [Symbol.for('Jupyter.display')]() { GO; while (true) {} } })",
    ],
    ["a loop that catches everything", "GO; for (;;) try { while (true) {} } catch {}"],
    ["a regular expression", "GO; /(a+)+$/.test('a'.repeat(40) + 'b')"],
    ["a child process", "GO; require('child_process').execSync('sleep 100')"],
    ["Atomics.wait", "GO; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
  ])("%s, and the next cell runs", async (_what, javascript) => {
    const id = session.start(javascript.replace("GO", "console.log('go')"));
    await session.next("stream", (message) => message.parent === id);
    session.interrupt();
    const done = await session.next("execute_done", (message) => message.id === id);
    expect(done.error?.ename).toBe("Interrupted");
    expect((await session.run("await new Promise((r) => setTimeout(r, 1, 'alive'))")).text).toBe(
      "'alive'",
    );
  });
});
