/** The scanner finds strings, templates and regular expressions where a parser finds them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, type Token } from "acorn";
import { expect, test } from "vitest";
import { scan } from "../../../kernel/language/compile/scan.ts";
import { strip } from "../../../kernel/language/strip/strip.ts";
import { TestNotebook } from "./notebook.ts";

const root = path.join(import.meta.dirname, "../../..");

/** Where acorn finds a regular expression, a string or a template. */
function found(javascript: string): string[] {
  const tokens: Token[] = [];
  parse(javascript, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
    onToken: tokens,
  });
  return tokens
    .filter(({ type }) => type.label === "regexp" || type.label === "string")
    .map(({ type, start, end }) => `${type.label} ${start} ${javascript.slice(start, end)}`);
}

const scanned = (source: string) =>
  scan(source)
    .tokens.filter(({ kind }) => kind === "regex" || kind === "string")
    .map(({ kind, start, text }) => `${kind === "regex" ? "regexp" : kind} ${start} ${text}`);

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter(
      (name) => /\.[mc]?[jt]s$/.test(name) && !/\.d\.ts$|fixtures|assembly|generated/.test(name),
    )
    .map((name) => path.join(root, folder, name));
}

/** JavaScript in other people's styles. */
const foreign = ["acorn/dist/acorn.mjs", "esbuild/lib/main.js", "temml/dist/temml.mjs"];

test("in all sources of this project, and in those of others", { timeout: 60_000 }, () => {
  const files = [
    ...["kernel", "lib", "test/kernel"].flatMap(sourcesIn),
    ...foreign.map((name) => path.join(root, "node_modules", name)),
  ];
  let compared = 0;
  for (const file of files) {
    const source = readFileSync(file, "utf8");
    const { javascript, mappings } = file.endsWith(".ts") ? strip(source) : { javascript: source };
    // Of what stripping moved there are no places to compare.
    if (mappings) continue;
    const wanted = found(javascript);
    compared += wanted.length;
    expect(
      scanned(source).filter((each) => wanted.includes(each)),
      file,
    ).toEqual(wanted);
    const regular = (all: string[]) => all.filter((each) => each.startsWith("regexp"));
    expect(regular(scanned(source)), file).toEqual(regular(wanted));
  }
  expect(compared).toBeGreaterThan(10_000);
});

const pieces = {
  "a regular expression": [
    "if (t) /[`]/.test(t);",
    "while (f()) /'/.exec(t);",
    'for (const x of xs) /"/.test(x);',
    'for await (const x of xs) /"/.test(x);',
    "{ } /[`]/.test(t);",
    "if (t) { } else /`/.test(t);",
    "function f() {}\n/`/.test(t);",
    "class A {}\n/`/.test(t);",
    "a = !/`/.test(t);",
    "if (t)!/`/.test(t);",
    "a = t ? /`/ : /'/;",
    "a = x! && /`/.test(t);",
    "a = x !== /`/;",
    "a = [/`/, /'/];",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a cell holds
    "a = `${/`/.source}`;",
    "a = x++ + /`/.lastIndex;",
    "switch (t) { case /`/.test(t): {} /'/.test(t); }",
    "const o = { f() {} }; /`/.test(t);",
    "a = b\n++\n/`/.lastIndex;",
  ],
  "a division": [
    "a = x! / 2; b = '/';",
    "a = x!.y! / 2; b = '/';",
    "a = x++ / 2; b = '/';",
    "a = x-- / 2 + y-- / 2; b = '/';",
    "a = (x + y) / 2; b = '/';",
    "a = f(x)! / 2; b = '/';",
    "a = xs[0]! / 2; b = '/';",
    "a = o.default / 2; b = '/';",
    "a = o.if(t) / 2; b = '/';",
    "a = this / 2; b = '/';",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a cell holds
    "a = `${x / 2}` / 2; b = '/';",
    "a = { x: 1 } / 2; b = '/';",
    "a = f({ x: 1 }) / 2; b = '/';",
    "a = [{ x: { y: 1 } / 2 }]; b = '/';",
    "a = x as number / 2; b = '/';",
    "a = 2 / (b = c) / 2; b = '/';",
  ],
};

for (const [what, cells] of Object.entries(pieces)) {
  test.each(cells)(`${what} in %j, and the names behind it are known`, (cell) => {
    const source = `let a: any, b: any;\n${cell}\nconst behind = 1;`;
    const regular = (all: string[]) => all.filter((each) => each.startsWith("regexp"));
    expect(regular(scanned(source))).toEqual(regular(found(strip(source).javascript)));
    expect(scan(source).tokens.at(-4)).toMatchObject({ text: "behind", depth: 0 });
  });
}

test("later cells know what stands behind a regular expression with a quote", async () => {
  const notebook = await TestNotebook.open();
  await notebook.run("const t = 'a';\nif (t) /[`]/.test(t);\nconst q2 = 1;");
  expect(await notebook.errors("q2.toFixed(); t.length;")).toEqual([]);
  await notebook.close();
});
