import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { textsFor } from "../../../kernel/bootstrap/texts.mjs";
import { inPackage, packageRoot } from "../../../kernel/node/package-root.ts";
import { packedFiles } from "./packed.ts";

/** What the product makes as it runs (and dist/dist is what its sources would read), in a checkout; where npm installed it, it does so elsewhere. */
const madeLater = [".venv", "handouts"];

/** Every built file that Node.js runs, by its path, with its text. */
const programs = new Map(
  readdirSync(inPackage("dist"), { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => /\.m?js$/.test(name) && !parentPath.includes("jupyter"))
    .map(({ name, parentPath }) => join(parentPath, name))
    .map((path) => [path, readFileSync(path, "utf8")]),
);

/** The paths in the package that the product reads at run time: files, and folders of files. */
function pathsRead(): string[] {
  return [...programs].flatMap(([file, text]) => [
    ...[...text.matchAll(/\binPackage\(((?:\s*"[^"]*",?)+)/g)].map(([, list]) =>
      [...list!.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join("/"),
    ),
    ...[...text.matchAll(/new URL\(\s*["'`]([^"'`$]*)[^,]*,\s*import\.meta\.url/g)].map(
      ([, path]) => relative(packageRoot, resolve(dirname(file), path!)),
    ),
  ]);
}

it("packs every file that the product reads at run time", () => {
  const packed = packedFiles();
  const read = [...new Set(pathsRead())].filter(
    (path) => !madeLater.includes(path) && !path.startsWith("dist/dist/"),
  );
  // Not all by chance: the kernelspec, the requirements, the child, a data set, the lessons.
  expect(read).toEqual(
    expect.arrayContaining([
      "kernel/jupyter",
      "kernel/jupyter/requirements.txt",
      "dist/kernel/main.js",
      "dist/kernel/runtime/child.js",
      "notebooks",
    ]),
  );
  const missing = read.filter((path) => {
    return !packed.some((file) => file === path || file.startsWith(`${path}/`.replace("//", "/")));
  });
  expect(missing).toEqual([]);
});

it("packs all of what is built, and of the sources only what runs", () => {
  const packed = packedFiles();
  const built = readdirSync(inPackage("dist"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".sinapse"))
    .map(({ name, parentPath }) => relative(packageRoot, join(parentPath, name)));
  expect(packed.filter((path) => path.startsWith("dist/")).sort()).toEqual(built.sort());
  expect(packed.filter((path) => !/^(?:dist|notebooks)\//.test(path)).sort()).toEqual([
    "LICENSE",
    "README.md",
    "kernel/jupyter/convert.py",
    "kernel/jupyter/execute.py",
    "kernel/jupyter/faster_imports.py",
    "kernel/jupyter/kernel.json",
    "kernel/jupyter/logo-32x32.png",
    "kernel/jupyter/logo-64x64.png",
    "kernel/jupyter/logo-svg.svg",
    "kernel/jupyter/requirements.txt",
    "kernel/sinapse.mjs",
    "package.json",
  ]);
});

it("imports at run time only packages that it depends on", () => {
  const { dependencies } = JSON.parse(readFileSync(inPackage("package.json"), "utf8"));
  const imports = [
    /^(?:import|export)\b[^;"=(]*?"([@a-z][\w./@-]*)"/gm,
    /\b(?:import|require\w*)\("([@a-z][\w./@-]*)"\)/g,
  ];
  const used = [...programs.values()].flatMap((text) =>
    imports.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, name]) => /^(?:@[^/]+\/)?[^/]+/.exec(name!)![0]),
    ),
  );
  // Some look so in comments only.
  const packages = [...new Set(used)].filter((name) => existsSync(inPackage("node_modules", name)));
  expect(packages).toContain("zeromq");
  expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
});

it("advises nobody to install from npm what is not published there", () => {
  const variables = [{ LC_ALL: "C" }, { LC_ALL: "pt_BR.UTF-8" }];
  const said = variables.flatMap((locale) => Object.values(textsFor(locale)).map(String));
  const documents = ["README.md", "CONTRIBUTING.md"].map((name) => inPackage(name));
  const written = documents
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8"));
  for (const text of [...said, ...written, ...programs.values()]) {
    expect(text).not.toMatch(
      /npm (?:install|i|add)(?: (?:-g|--global|--location=\w+))* sinapse(?!\S*\.tgz)/,
    );
  }
});
