/** A virtual environment of somebody's own, with JupyterLab and without Sinapse. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { findPython } from "../../../kernel/bootstrap/python.mjs";
import { environmentFolder, environmentProgram } from "../../../kernel/cli/environment.ts";

/** What a test needs of a virtual environment. */
export interface VirtualEnvironment {
  folder: string;
  python: string;
  /** Its folder of packages. */
  packages: string;
  /** The variables of a terminal in which it is activated, and nothing of the person's own. */
  variables: NodeJS.ProcessEnv;
}

/**
 * Makes the environment in a folder that does not exist yet, without a network: its packages are
 * links to those of the private one, and its programs start with a line of their own.
 */
export function makeVirtualEnvironment(folder: string): VirtualEnvironment {
  const { status, stderr } = spawnSync(findPython().path, ["-m", "venv", "--without-pip", folder], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  const theirs = packagesOf(environmentFolder);
  const packages = packagesOf(folder);
  for (const name of readdirSync(theirs)) {
    if (!name.startsWith("sinapse")) symlinkSync(join(theirs, name), join(packages, name));
  }
  const python = join(folder, "bin", "python");
  for (const name of ["jupyter", "jupyter-nbconvert", "jupyter-lab", "jupyter-execute"]) {
    const script = readFileSync(environmentProgram(name), "utf8");
    writeFileSync(join(folder, "bin", name), script.replace(/^#!.*/, firstLines(python)));
    chmodSync(join(folder, "bin", name), 0o755);
  }
  const data = (root: string, ...path: string[]) => join(root, "share", "jupyter", ...path);
  for (const path of [["nbconvert", "templates"], ["kernels"]]) {
    mkdirSync(data(folder, ...path), { recursive: true });
    for (const name of readdirSync(data(environmentFolder, ...path))) {
      if (name === "sinapse") continue;
      symlinkSync(data(environmentFolder, ...path, name), data(folder, ...path, name));
    }
  }
  symlinkSync(data(environmentFolder, "lab"), data(folder, "lab"));
  const home = join(folder, "home");
  mkdirSync(home);
  return {
    folder,
    python,
    packages,
    variables: {
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
      HOME: home,
      LC_ALL: "C",
      SINAPSE_DATA_DIR: join(home, "sinapse"),
      // Everything that Python compiles would be found among what is left behind.
      PYTHONDONTWRITEBYTECODE: "",
    },
  };
}

function packagesOf(environment: string): string {
  const lib = join(environment, "lib");
  const version = readdirSync(lib).find((name) => name.startsWith("python"))!;
  return join(lib, version, "site-packages");
}

/** As pip writes them: a path with a space cannot stand in the first line. */
function firstLines(python: string): string {
  return /\s/.test(python) ? `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''` : `#!${python}`;
}
