/** The compiler options of a notebook: its folder's tsconfig.json over our defaults. */

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../../node/package-root.ts";
import { pathsOf } from "../tsconfig/paths.ts";
import { type CompilerOptions, configOf } from "../tsconfig/tsconfig.ts";

/** The libraries of types that tell what this Node can do. */
function libraries(node: number): string[] {
  return node >= 22 ? ["esnext"] : ["es2023", "esnext.disposable", "esnext.decorators"];
}

/** Friendly to learners, strict where strictness finds mistakes. */
const defaults = {
  target: "esnext",
  lib: libraries(Number.parseInt(process.versions.node, 10)),
  strict: true,
  useUnknownInCatchVariables: false,
  strictPropertyInitialization: false,
  esModuleInterop: true,
  jsx: "react-jsx",
  allowJs: true,
  skipLibCheck: true,
  allowUnusedLabels: true,
  allowUnreachableCode: true,
};

/** What cells need, whatever the tsconfig.json says. */
const required = {
  module: "preserve",
  moduleResolution: "bundler",
  moduleDetection: "force",
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  noEmit: true,
  composite: false,
  incremental: false,
  isolatedModules: false,
  isolatedDeclarations: false,
  verbatimModuleSyntax: false,
  erasableSyntaxOnly: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  rootDir: null,
  // TypeScript 7 has none; the paths below do without.
  baseUrl: null,
};

/**
 * The text of the tsconfig.json under which the cells in `folder` are checked.
 * @param files the roots of the program
 */
export function notebookConfig(folder: string, files: string[]): string {
  const root = packageRoot;
  const { options } = configOf(folder);
  const compilerOptions = {
    ...defaults,
    typeRoots: [path.join(folder, "node_modules/@types"), ...typeRoots(root)],
    types: ["node"],
    ...options,
    // Node's own, by which imports go when they run.
    customConditions: ["node", ...conditionsOf(options)],
    paths: {
      sinapse: [sinapseTypes(root)],
      tslab: [tslabTypes()],
      ...pathsOf(folder),
    },
    ...required,
  };
  return JSON.stringify({
    compilerOptions,
    // The configuration belongs to its own program: else the server makes a second one for it.
    files: ["tsconfig.json", globalsFile(), ...files],
  });
}

function conditionsOf({ customConditions }: CompilerOptions): unknown[] {
  return Array.isArray(customConditions) ? customConditions : [];
}

/** Whether the folder's own tsconfig.json wants a type where none can be inferred. */
export function wantsTypes(folder: string): boolean {
  const { noImplicitAny, strict } = configOf(folder).options;
  return (noImplicitAny ?? strict) === true;
}

function sinapseTypes(root: string): string {
  const built = path.join(root, "dist/lib/index.d.ts");
  return existsSync(built) ? built : path.join(root, "lib/index.ts");
}

/** The types of tslab's display API, which cells can use without installing it. */
function tslabTypes(): string {
  const manifest = createRequire(import.meta.url).resolve("tslab/package.json");
  return path.join(path.dirname(manifest), "dist/public.d.ts");
}

/** Where @types/node is: beside this package's other dependencies, wherever npm put them. */
function typeRoots(root: string): string[] {
  const roots: string[] = [];
  for (let folder = root; ; folder = path.dirname(folder)) {
    const types = path.join(folder, "node_modules/@types");
    if (existsSync(types)) roots.push(types);
    if (folder === path.dirname(folder)) return roots;
  }
}

/** The types of what the runtime puts into every cell's scope. */
function globalsFile(): string {
  return fileURLToPath(new URL("../../runtime/globals/globals.d.ts", import.meta.url));
}
