/** Every example of a doc comment is TypeScript that fits the library, runs, and gives what it says. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inPackage } from "../../../kernel/node/package-root.ts";
import * as sinapse from "../../../lib/index.ts";
import { type Example, examples } from "./examples.ts";
import { settingOf } from "./setting.ts";

const all = examples();
const library = Object.keys(sinapse);

/** What the file of an example exports beside what the library does: an example may be of that. */
const own = new Map(
  await Promise.all(
    all.map(async ({ file }) => {
      const module: object = await import(inPackage("lib", file));
      const entries = Object.entries(module).filter(([name]) => !library.includes(name));
      return [file, Object.fromEntries(entries)] as const;
    }),
  ),
);

let folder = "";
const home = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sinapse-examples-"));
  makeFiles();
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

it("there are examples to run", () => {
  expect(all.length).toBeGreaterThan(150);
});

it("the checker finds no mistake in any example", () => {
  const modules = all.map((example, i) => {
    const name = `example-${i}.ts`;
    writeFileSync(join(folder, name), moduleOf(example));
    return name;
  });
  const tsconfig = {
    extends: inPackage("tsconfig.json"),
    compilerOptions: {
      rootDir: "/",
      paths: { sinapse: [inPackage("lib", "index.ts")] },
      typeRoots: [inPackage("node_modules", "@types")],
      allowJs: false,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
      noUnusedLocals: false,
      erasableSyntaxOnly: false,
    },
    files: modules,
    include: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  expect(complaints()).toEqual([]);
});

it.each(all.map((example) => [example.place, example] as const))(
  "%s runs and gives what it says",
  async (_place, example) => {
    const { code } = transformSync(checked(example), { loader: "ts", target: "es2022" });
    const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
    const check = (value: unknown, said: unknown) => expect(plain(value)).toEqual(said);
    const scope = { ...sinapse, ...own.get(example.file), check };
    await AsyncFunction(...Object.keys(scope), code)(...Object.values(scope));
    sinapse.plot.language("en");
  },
);

/** A statement whose value is said behind it, as in `w.grad.item();  // 6`. */
const statement = /^(?!const |let |for |\/\/)([^\n]*?);?[ \t]*\/\/ (.+)$/gm;

/** The example as the body of a function that checks what its comments say. */
function checked(example: Example): string {
  const code = example.code.replaceAll(statement, (whole, expression: string, said: string) => {
    const value = saidValue(said);
    return value === undefined ? whole : `check(${expression}, ${value});`;
  });
  return blockOf(example, code);
}

/** What a comment says the value is, where it is a value: `6`, `[1348, 64]`, `"1.234,5"`. */
function saidValue(said: string): string | undefined {
  const [text = ""] = said.split(/[:(]/);
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function plain(value: unknown): unknown {
  if (value instanceof sinapse.Tensor) return value.tolist();
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
}

function moduleOf(example: Example): string {
  const body = blockOf(example, example.code);
  const beside = Object.keys(own.get(example.file) ?? {}).join(", ");
  const imports = [
    `import { ${library.join(", ")} } from "sinapse";`,
    `import { ${beside} } from "${inPackage("lib", example.file)}";`,
  ];
  return `${imports.join("\n")}\n${body}\nexport {};\n`;
}

/** The example may give a name of its setting, or of the library, a meaning of its own. */
function blockOf(example: Example, code: string): string {
  return `{\n${settingOf(example).join("\n")}\n{\n${code}\n}\n}`;
}

/** What TypeScript says about the examples, at the places where they stand. */
function complaints(): string[] {
  const compiler = inPackage("node_modules", "typescript", "bin", "tsc");
  try {
    execFileSync(process.execPath, [compiler, "--noEmit", "--pretty", "false"], { cwd: folder });
    return [];
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.replace(/example-(\d+)\.ts/, (_, i) => all[Number(i)]!.place));
  }
}

/** The files that examples read. */
function makeFiles(): void {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "houses.csv"), "area,rooms,price\n50,2,100\n60,3,150\n");
  const { nn } = sinapse;
  nn.save(
    nn.sequential(nn.linear(64, 32, { seed: 1 }), nn.relu(), nn.linear(32, 10, { seed: 2 })),
    join(folder, "digits.safetensors"),
  );
  writeFileSync(
    join(folder, "cat.png"),
    readFileSync(inPackage("lib", "data", "sets", "flower.png")),
  );
  for (const [name, shape] of [
    ["train-images-idx3-ubyte.gz", [1000, 28, 28]],
    ["train-labels-idx1-ubyte.gz", [1000]],
  ] as const) {
    const size = shape.reduce((product, length) => product * length, 1);
    const head = Buffer.from([
      0,
      0,
      8,
      shape.length,
      ...shape.flatMap((n) => [0, 0, n >> 8, n & 255]),
    ]);
    writeFileSync(join(folder, name), gzipSync(Buffer.concat([head, Buffer.alloc(size, 3)])));
  }
}
