/** The private Python environment in `.venv` that `sinapse start` and the tests use. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { askPython, findPython } from "../bootstrap/python.mjs";
import { runStep } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { installInto } from "./install.ts";
import { askJupyterPython } from "./jupyter-python.ts";
import { prefixLocation } from "./location.ts";
import { digest } from "./manifest.ts";
import { inPackage, packageRoot } from "./package-root.ts";

/** The environment's folder. */
export const environmentFolder = inPackage(".venv");

/** A program of the environment, as in `environmentProgram("python")`. */
export function environmentProgram(name: string): string {
  return process.platform === "win32"
    ? join(environmentFolder, "Scripts", `${name}.exe`)
    : join(environmentFolder, "bin", name);
}

/** The pinned requirements of JupyterLab and nbconvert. */
export const jupyterRequirements = inPackage("kernel", "jupyter", "requirements.txt");

/** JupyterLab asks no question about news and looks for no updates: it needs no network. */
const quietSettings = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};
const settingsOverrides = join(
  environmentFolder,
  ...["share", "jupyter", "lab", "settings", "overrides.json"],
);

/**
 * Makes the environment where it is missing or broken, brings its packages to the pinned versions
 * and installs Sinapse into it. Takes no time when all of that is there.
 *
 * @param requirements what to install, each with the progress line to show
 * @throws {Problem} with the cure when Python, the network or the disk fails
 */
export async function prepareEnvironment(
  requirements = [{ path: jupyterRequirements, what: texts.installingJupyter() }],
): Promise<void> {
  const python = environmentProgram("python");
  if (!askPython([python])) {
    rmSync(environmentFolder, { recursive: true, force: true });
    const parameters = ["-m", "venv", environmentFolder];
    await runStep(texts.creatingEnvironment(), findPython().path, parameters, {
      cwd: packageRoot,
    });
  }
  mkdirSync(dirname(settingsOverrides), { recursive: true });
  writeFileSync(settingsOverrides, JSON.stringify(quietSettings));
  // JupyterLab runs a CommonJS script of its own with Node.js; ours are ES modules.
  writeFileSync(join(environmentFolder, "package.json"), '{ "type": "commonjs" }\n');
  for (const { path, what } of requirements) {
    const stamp = join(environmentFolder, `.sinapse-${digest(path).slice(0, 8)}`);
    const wanted = digest(readFileSync(path));
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) continue;
    const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
    await runStep(what, python, ["-m", "pip", "install", ...quiet, "-r", path], {
      cwd: packageRoot,
    });
    writeFileSync(stamp, wanted);
  }
  const packages = askJupyterPython(python)?.packages;
  installInto(
    prefixLocation(environmentFolder),
    packages ? { packages, prefix: environmentFolder } : undefined,
  );
}

/** Variables for a Jupyter program of the environment: its own kernels and templates come first. */
export function environmentVariables(): NodeJS.ProcessEnv {
  return { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" };
}
