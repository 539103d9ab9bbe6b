/** The Python that a Jupyter runs on: which one it is, and where it takes packages from. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What a Python says about itself as the home of a Jupyter. */
export interface JupyterPython {
  /** The interpreter. */
  path: string;
  prefix: string;
  /** The version of its nbconvert; null when it has none. */
  nbconvert: string | null;
  /** The version of its jupyter_core, without which none of its programs is a Jupyter; or null. */
  jupyter: string | null;
  /** Whether its packages belong to the operating system (PEP 668). */
  managed: boolean;
  /** A folder of packages that may be written; null when there is none. */
  packages: string | null;
}

const question = `import sys
# Not from the folder of the call, where a file of anybody may be named json.py.
sys.path[:] = [folder for folder in sys.path if folder]
import json, os, site, sysconfig
from importlib import metadata
def version(name):
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
def writable(folder):
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return os.access(folder, os.W_OK)
own = sysconfig.get_path("purelib")
places = [own] if own in sys.path else []
if site.ENABLE_USER_SITE:
    places.append(site.getusersitepackages())
marker = os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")
print(json.dumps({
    "path": sys.executable,
    "prefix": sys.prefix,
    "nbconvert": version("nbconvert"),
    "jupyter": version("jupyter_core"),
    "managed": sys.prefix == sys.base_prefix and os.path.exists(marker),
    "packages": next(filter(writable, places), None),
}))`;

/** What a program says about itself; undefined when it is no Python. */
export function askJupyterPython(program: string): JupyterPython | undefined {
  const { status, stdout } = spawnSync(program, ["-c", question], { encoding: "utf8" });
  if (status !== 0) return undefined;
  try {
    return JSON.parse(stdout) as JupyterPython;
  } catch {
    return undefined;
  }
}

/** The Python of a prefix such as a virtual environment; undefined where it holds none. */
export function pythonOfPrefix(prefix: string): JupyterPython | undefined {
  const names =
    process.platform === "win32" ? ["Scripts\\python.exe", "python.exe"] : ["bin/python3"];
  const path = names.map((name) => join(prefix, name)).find((path) => existsSync(path));
  return path ? askJupyterPython(path) : undefined;
}

/** The Python of the `jupyter` that is first on the PATH; undefined where there is none. */
export function pythonOfJupyter(): JupyterPython | undefined {
  const jupyter = onPath("jupyter");
  if (!jupyter) return undefined;
  const interpreter = interpreterOf(jupyter);
  return (interpreter && askJupyterPython(interpreter)) || ofPaths(jupyter);
}

/** The interpreter that a script names in its first lines, if that is a Python. */
function interpreterOf(script: string): string | undefined {
  const [first = "", second = ""] = readFileSync(script, "latin1").slice(0, 4096).split("\n");
  const path = /^#!\s*(\S*python[\d.]*)\b/.exec(first)?.[1];
  if (path) return path;
  const name = /^#!\s*\S*\/env (?:-S )?(python[\d.]*)\b/.exec(first)?.[1];
  if (name) return onPath(name);
  // What pip writes where the path is too long for a first line, or has a space in it.
  return /^'''exec' "?([^"]*python[\d.]*)"? "\$0"/.exec(second)?.[1];
}

/** For a jupyter that is no Python script: the Python of the first prefix that it reads. */
function ofPaths(jupyter: string): JupyterPython | undefined {
  const { status, stdout } = spawnSync(jupyter, ["--paths", "--json"], { encoding: "utf8" });
  if (status !== 0) return undefined;
  try {
    const { data } = JSON.parse(stdout) as { data: string[] };
    return data
      .map((folder) => pythonOfPrefix(join(folder, "..", "..")))
      .find((python) => python !== undefined && python.nbconvert !== null);
  } catch {
    return undefined;
  }
}

/** The first program of this name on the PATH. */
function onPath(name: string): string | undefined {
  const ending = process.platform === "win32" ? ".exe" : "";
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name + ending))
    .find((path) => existsSync(path));
}
