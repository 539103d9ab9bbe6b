import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../../kernel/commands/catalogue.ts";
import type { DisplayMessage, MimeBundle } from "../../../kernel/runtime/link/messages.ts";
import { sessionInFolder, TestSession } from "./session.ts";

const { folder, session } = sessionInFolder("commands of $HOME's `week`");

/** Runs a line `%name rest` as the language compiles it. */
function command(name: string, rest = "", code?: string) {
  const call = `await __sinapse_command__("${name}", ${JSON.stringify(rest)}${code ? `, ${code}` : ""});`;
  return session.run(call, { source: `%${name} ${rest}` });
}

/** The text of what the cell displayed. */
async function shown(name: string, rest = ""): Promise<string> {
  const { messages } = await command(name, rest);
  const display = messages.find(
    (message): message is DisplayMessage => message.type === "display_data",
  );
  return String(display?.data["text/plain"]);
}

/** The text of the page that the cell shows. */
async function page(name: string, rest = ""): Promise<string> {
  const { done } = await command(name, rest);
  const [page] = done.payload ?? [];
  expect(page?.source).toBe("page");
  return String((page!.data as MimeBundle)["text/plain"]);
}

describe("%help", () => {
  test("lists all commands", async () => {
    const text = await page("help");
    for (const { usage, summary } of catalogue) {
      expect(text).toContain(usage);
      expect(text).toContain(summary);
    }
  });

  test("explains one", async () => {
    expect(await page("help", "%time")).toBe(
      "%time [expression]  Measures how long an expression takes, or the whole cell.",
    );
  });
});

test("a command that does not exist names the nearest one", async () => {
  expect((await command("tiem")).done.error?.evalue).toBe(
    "%tiem: there is no such command. Did you mean %time? %help lists all of them.",
  );
});

describe("%types", () => {
  test("tells the kernel what type errors do", async () => {
    const { messages } = await command("types", "warn");
    expect(messages).toContainEqual({ type: "setting", name: "types", value: "warn" });
  });

  test("names what it expects", async () => {
    expect((await command("types", "maybe")).done.error?.evalue).toBe(
      '%types: expected block, warn or off, got "maybe".',
    );
  });
});

describe("%time", () => {
  test("gives the value and shows the time", async () => {
    const { stdout, text } = await command("time", "6 * 7", "() => (6 * 7)");
    expect(text).toBe("42");
    expect(stdout).toMatch(/^[\d.]+ (ns|µs|ms|s)\n$/);
  });

  test("waits for a promise", async () => {
    const { stdout } = await command(
      "time",
      "sleep()",
      "() => new Promise((r) => setTimeout(r, 30))",
    );
    expect(stdout).toMatch(/^\d\d[\d.]* ms\n$|^\d+[\d.]* s\n$/);
  });

  test("measures the cell where it stands alone", async () => {
    const { stdout } = await session.run(
      'await __sinapse_command__("time", ""); console.log("work");',
    );
    expect(stdout).toMatch(/^work\n[\d.]+ (µs|ms|s)\n$/);
  });
});

test("%timeit shows mean and standard deviation", async () => {
  const { stdout } = await command("timeit", "Math.sqrt(2)", "() => (Math.sqrt(2))");
  expect(stdout).toMatch(
    /^[\d.]+ \S+ ± [\d.]+ \S+ per loop \(mean and standard deviation of 7 runs of [\d,]+ loops?\)\n$/,
  );
});

test("%who lists variables with their types", async () => {
  await session.run("let rate = 0.5; let names = ['a', 'b']; let f = (x) => x + 1; class Layer {}");
  await session.run("let weights = { shape: [4, 2], dtype: 'float32' };");
  const lines = (await shown("who")).split("\n").map((line) => line.split(/ {2,}/));
  expect(lines).toEqual([
    ["rate", "number", "0.5"],
    ["names", "Array(2)", "[ 'a', 'b' ]"],
    ["f", "function", "(x)"],
    ["Layer", "class", "class Layer"],
    ["weights", "Object<[4, 2]> float32", "{ shape: [ 4, 2 ], dtype: 'float32' }"],
  ]);
});

describe("!", () => {
  test("runs a shell command in the notebook's folder", async () => {
    expect((await command("!", "echo $PWD")).stdout).toBe(`${folder}\n`);
  });

  test("shows errors and the exit code", async () => {
    expect((await command("!", "echo bad >&2; exit 3")).stderr).toBe("bad\nexit code 3\n");
  });

  test("stops when the cell is interrupted", async () => {
    const id = session.start(
      'await __sinapse_command__("!", "echo started; sleep 100; touch survived")',
    );
    await session.next("stream", (message) => message.parent === id);
    session.interrupt();
    const done = await session.next("execute_done", (message) => message.id === id);
    expect(done.error?.ename).toBe("Interrupted");
    await command("!", "sleep 0.1");
    expect(existsSync(join(folder, "survived"))).toBe(false);
  });
});

test("%install puts a package into the notebook's folder, ready to import", async () => {
  // A package on the disk: no registry is asked.
  mkdirSync(join(folder, "given"));
  writeFileSync(join(folder, "given", "package.json"), '{ "name": "given", "version": "1.0.0" }');
  writeFileSync(join(folder, "given", "index.js"), "exports.answer = 42;");
  const { done, stdout } = await command("install", "--save-dev ./given");
  expect(done.error).toBeUndefined();
  expect(stdout).toContain('Now import it: import … from "./given"');
  expect((await session.run('(await __sinapse_import__("given")).answer')).text).toBe("42");
  expect(existsSync(join(folder, "node_modules", "given", "index.js"))).toBe(true);
});

test("%install refuses what is not the name of a package", async () => {
  expect((await command("install", "a;b")).done.error?.evalue).toBe(
    '%install: "a;b" is not the name of a package.',
  );
  expect((await command("install")).done.error?.evalue).toMatch(/expected the name of a package/);
});

describe("%save", () => {
  test("writes cells to a file, commands as comments, and does not replace it unasked", async () => {
    await session.run("1", { url: "cell-101.ts", source: "const first: number = 1;" });
    await session.run("2", { url: "cell-102.ts", source: "%time f()\n!ls\nconst second = 2;" });
    await session.run("3", { url: "cell-103.ts", source: "const third = 3;" });
    await command("save", "saved.ts 101-102");
    const text = "const first: number = 1;\n\n// %time f()\n// !ls\nconst second = 2;\n";
    expect(readFileSync(join(folder, "saved.ts"), "utf8")).toBe(text);
    expect((await command("save", "saved.ts 103")).done.error?.evalue).toBe(
      "%save: saved.ts exists already. Replace it: %save -f saved.ts 103",
    );
    expect((await command("save", "none.ts 999")).done.error?.evalue).toBe(
      "%save: no cell with the number 999 has run.",
    );
    expect(existsSync(join(folder, "none.ts"))).toBe(false);
    await command("save", "-f saved.ts 103");
    expect(readFileSync(join(folder, "saved.ts"), "utf8")).toBe("const third = 3;\n");
  });
});

test("%reset ends the cell well, and the process with it", async () => {
  const other = new TestSession();
  const { done } = await other.run('await __sinapse_command__("reset", "")');
  expect(done).toMatchObject({ ends: true });
  expect(done.error).toBeUndefined();
  expect(await other.exited).toEqual({ reason: "exit", code: 0 });
});
