import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inPackage } from "../../../kernel/node/package-root.ts";

// The checker reads globals.d.ts with every notebook; nothing else holds it to what a cell finds.

const declarations = inPackage("kernel", "runtime", "globals", "globals.d.ts");
const names = [
  ...readFileSync(declarations, "utf8").matchAll(/^declare (?:const|function) (\w+)/gm),
].flatMap(([, name]) => (name === "require" ? [] : [name!]));
const declared = [...new Set(names)];

test("every global that is declared for the checker is what the runtime makes, in type as well", () => {
  const folder = mkdtempSync(join(process.env.SINAPSE_TEST_FOLDER!, "globals-"));
  const from = (path: string) => JSON.stringify(inPackage("kernel", "runtime", ...path.split("/")));
  const source = `
    import * as displays from ${from("display/display.ts")};
    import { comms as madeComms } from ${from("globals/comms.ts")};
    import * as inputs from ${from("globals/input.ts")};
    import { progress as madeProgress } from ${from("globals/progress.ts")};
    const made = { ...displays, ...inputs, comms: madeComms, progress: madeProgress };
    // Where a type is not found, what is declared is any, which all would fit.
    type Found<T> = 0 extends 1 & T ? never : T;
    const found: { ${declared.map((name) => `${name}: Found<typeof ${name}>`).join("; ")} } = made;
    console.log(found);
  `;
  writeFileSync(join(folder, "check.mts"), source);
  const options = { extends: inPackage("tsconfig.json"), files: [declarations, "check.mts"] };
  const compilerOptions = {
    noEmit: true,
    rootDir: "/",
    types: ["node"],
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
  };
  const typeRoots = [inPackage("node_modules", "@types")];
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ ...options, include: [], compilerOptions: { ...compilerOptions, typeRoots } }),
  );
  const compiler = inPackage("node_modules", "typescript", "bin", "tsc");
  let complaints = "";
  try {
    execFileSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  } catch (error) {
    complaints = (error as { stdout: string }).stdout;
  }
  expect(complaints).toBe("");
});

test("every global that the runtime makes is declared for the checker", () => {
  const source = readFileSync(inPackage("kernel", "runtime", "globals", "install.ts"), "utf8");
  const list = /const globals: Record<string, unknown> = \{([\s\S]*?)\n {2}\};/.exec(source)![1]!;
  const made = [...list.matchAll(/^ {4}(\w+)\b/gm)]
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith("__") && name !== "require");
  expect(made.sort()).toEqual(declared.sort());
});
