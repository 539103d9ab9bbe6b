/** The private Python environment that `sinapse start`, `handouts` and the tests use. */
import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { alone } from "../bootstrap/lock.mjs";
import { askPython, findPython } from "../bootstrap/python.mjs";
import { runStep } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { inPackage, packageRoot } from "../node/package-root.ts";
import { readSettings } from "../node/settings.ts";
import { environmentFolder } from "./environment-folder.ts";
import { installInto } from "./install.ts";
import { askJupyterPython } from "./jupyter-python.ts";
import { prefixLocation } from "./location.ts";
import { digest, readManifest } from "./manifest.ts";

export { environmentFolder };

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
  requirements: Requirements[] = [{ path: jupyterRequirements, what: texts.installingJupyter() }],
): Promise<void> {
  const missing = () => requirements.filter((each) => !isInstalled(each));
  if (!askPython([environmentProgram("python")]) || missing().length > 0) {
    const place = dirname(environmentFolder);
    mkdirSync(place, { recursive: true });
    await alone(place, async () => {
      await makePythonAnswer();
      for (const each of missing()) await installRequirements(each);
    });
  }
  writeMissing(settingsOverrides, JSON.stringify(quietSettings));
  // JupyterLab runs a CommonJS script of its own with Node.js; ours are ES modules.
  writeMissing(join(environmentFolder, "package.json"), '{ "type": "commonjs" }\n');
  const location = prefixLocation(environmentFolder);
  // Where nothing may be written, they are where they were installed.
  const packages =
    askJupyterPython(environmentProgram("python"))?.packages ??
    readManifest(location)?.exporter?.packages;
  try {
    installInto(location, packages ? { packages, prefix: environmentFolder } : undefined);
  } catch (error) {
    if (mayWrite(location.data)) throw error;
    // Moved, and then made read-only: the kernelspec in it names the place before.
    const name = digest(packageRoot).slice(0, 8);
    const beside = prefixLocation(join(readSettings().dataDirectory, "moved", name));
    installInto(beside);
    dataBeside = beside.data;
  }
}

/** What Jupyter reads before the environment's own, where that could not be brought up to date. */
let dataBeside: string | undefined;

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Packages to install. */
interface Requirements {
  /** A requirements.txt. */
  path: string;
  /** The progress line to show. */
  what: string;
}

/** Makes the environment, or mends it: what is installed in it stays. */
async function makePythonAnswer(): Promise<void> {
  const python = environmentProgram("python");
  if (askPython([python])) {
    const pip = spawnSync(python, ["-m", "pip", "--version"]);
    if (pip.status === 0) return;
  }
  const { path } = findPython();
  // Links to a Python that is gone would stay as they are.
  const programs = dirname(python);
  for (const name of existsSync(programs) ? readdirSync(programs) : []) {
    if (/^python[\d.]*(?:\.exe)?$/.test(name)) rmSync(join(programs, name));
  }
  const parameters = ["-m", "venv", environmentFolder];
  const what = texts.creatingEnvironment(environmentFolder);
  await runStep(what, path, parameters, { cwd: packageRoot });
}

async function installRequirements(requirements: Requirements): Promise<void> {
  const { path, what } = requirements;
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  const parameters = ["-m", "pip", "install", ...quiet, "-r", path];
  await runStep(what, environmentProgram("python"), parameters, { cwd: packageRoot });
  writeFileSync(stampOf(path), wantedStamp(path));
}

function isInstalled({ path }: Requirements): boolean {
  const stamp = stampOf(path);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wantedStamp(path);
}

/** Named after where the file lies in the package: the package may be moved. */
function stampOf(path: string): string {
  const name = relative(packageRoot, path).replaceAll("\\", "/");
  return join(environmentFolder, `.sinapse-${digest(name).slice(0, 8)}`);
}

/** What the stamp holds once the file's packages are there for this Python. */
function wantedStamp(path: string): string {
  return `${digest(readFileSync(path))} ${pythonVersion()}`;
}

/** As in `3.11`: another one looks for its packages in another folder. */
function pythonVersion(): string {
  const config = join(environmentFolder, "pyvenv.cfg");
  if (!existsSync(config)) return "";
  return /^version\s*=\s*(\d+\.\d+)/m.exec(readFileSync(config, "utf8"))?.[1] ?? "";
}

/** Writes a file unless it is there with this text, so that an environment may be read only. */
function writeMissing(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Variables for a Jupyter program of the environment: its own kernels and templates come first. */
export function environmentVariables(): NodeJS.ProcessEnv {
  const paths = [dataBeside, process.env.JUPYTER_PATH].filter(Boolean);
  return {
    ...process.env,
    JUPYTER_PREFER_ENV_PATH: "1",
    ...(dataBeside && { JUPYTER_PATH: paths.join(delimiter) }),
  };
}
