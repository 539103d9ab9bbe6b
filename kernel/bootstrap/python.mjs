// @ts-check
/** Finds the Python that JupyterLab will run on. */
import { spawnSync } from "node:child_process";
import { Problem } from "./steps.mjs";
import { texts } from "./texts.mjs";

/** @typedef {{ path: string, version: string, prefix: string, venv: boolean }} Python */

const question = `import sys, json
try:
    import venv, ensurepip
    has_venv = True
except ImportError:
    has_venv = False
version = "%d.%d.%d" % sys.version_info[:3]
print(json.dumps([sys.executable, version, sys.prefix, has_venv]))`;

/**
 * The first Python ≥ 3.10 with the venv module: SINAPSE_PYTHON where it is set, else python3,
 * python, and the numbered ones on the PATH.
 * @returns {Python}
 * @throws {Problem} which names the nearest thing found and the cure
 */
export function findPython() {
  const found = [];
  // Each question takes a while: a version manager answers for many Pythons, one by one.
  for (const command of candidates()) {
    const python = askPython(command);
    if (python?.venv && isRecent(python.version)) return python;
    if (python) found.push(python);
  }
  const recent = found.filter(({ version }) => isRecent(version));
  if (recent.length > 0) throw new Problem(texts.noVenv(recent[0].path));
  if (found.length > 0) throw new Problem(texts.pythonTooOld(found[0].path, found[0].version));
  throw new Problem(texts.noPython());
}

/**
 * What a Python says about itself; undefined when the command runs none.
 * @param {string[]} command
 * @returns {Python | undefined}
 */
export function askPython([program, ...parameters]) {
  const { status, stdout } = spawnSync(program, [...parameters, "-c", question], {
    encoding: "utf8",
  });
  if (status !== 0) return undefined;
  try {
    const [path, version, prefix, venv] = JSON.parse(stdout);
    return { path, version, prefix, venv };
  } catch {
    return undefined;
  }
}

function candidates() {
  if (process.env.SINAPSE_PYTHON) return [[process.env.SINAPSE_PYTHON]];
  const numbered = ["3.14", "3.13", "3.12", "3.11", "3.10"].map((version) => [`python${version}`]);
  const launcher = process.platform === "win32" ? [["py", "-3"]] : [];
  return [...launcher, ["python3"], ["python"], ...numbered];
}

/** @param {string} version */
function isRecent(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 10);
}
