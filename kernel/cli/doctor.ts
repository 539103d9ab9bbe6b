/** `sinapse doctor`: says what is found and what is missing. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findPython } from "../bootstrap/python.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { installedFolder } from "../node/installed-folder.ts";
import { inPackage, manifest, packageRoot } from "../node/package-root.ts";
import { environmentProgram } from "./environment.ts";
import { knownPlaces, placeFrom } from "./location.ts";
import { type Finding, isThere, lookAt } from "./look-at.ts";
import { readOptions } from "./options.ts";

/** One line for each thing that Sinapse needs, in the order in which they are needed. */
const needed: Record<string, () => Finding> = {
  "Node.js": () => ({ found: `${process.versions.node} (${process.execPath})` }),
  Python: () => {
    try {
      const { version, path } = findPython();
      return { found: `${version} (${path})` };
    } catch (error) {
      return { cure: (error as Error).message };
    }
  },
  [texts.npmPackages()]: () => {
    const { dependencies } = manifest();
    const missing = Object.keys(dependencies).filter((name) => !installedFolder(name, packageRoot));
    if (missing.length > 0) return { cure: texts.packagesMissing(missing.join(", ")) };
    return { found: join(installedFolder("zeromq", packageRoot)!, "..") };
  },
  dist: () => {
    const parts = ["kernel/main.js", "kernel/runtime/child.js", "lib/index.js", "jupyter/share"];
    const missing = parts.map((part) => inPackage("dist", part)).find((path) => !existsSync(path));
    return missing ? { cure: texts.notBuilt(missing) } : { found: inPackage("dist") };
  },
};

/** The private JupyterLab that `sinapse start` opens. */
function jupyterLab(): Finding {
  // Not its script, which names the folder that it was made in.
  const program = environmentProgram("python");
  // Not by importing it, which takes seconds.
  const question = "from importlib import metadata; print(metadata.version('jupyterlab'))";
  const { status, stdout } = spawnSync(program, ["-c", question], { encoding: "utf8" });
  return status === 0 ? { found: `${stdout.trim()} (${program})` } : { cure: texts.runStart() };
}

/** The command; the exit code is 1 when something needed is missing, or an installation broken. */
export function doctor(parameters: string[]): void {
  const named = placeFrom(readOptions("doctor", parameters));
  const findings = Object.entries(needed).map(([what, look]) => [what, look()] as const);
  const lab = jupyterLab();
  const installations = (named ? [named] : knownPlaces()).filter(isThere).map(lookAt);
  // One of the two that run notebooks is enough: the private JupyterLab, or the person's own.
  const runsNothing = "cure" in lab && installations.length === 0;
  const isMissing = runsNothing || (named && installations.length === 0);
  for (const [what, finding] of findings) say(what, finding, true);
  say("JupyterLab", lab, runsNothing);
  for (const finding of installations) say(installLine, finding, true);
  if (installations.length === 0) {
    const cure = named
      ? texts.notInThisJupyter(named.location.data, named.option)
      : texts.notInOwnJupyter();
    say(installLine, { cure }, isMissing);
  }
  const all = [...findings.map(([, finding]) => finding), ...installations];
  if (all.every((finding) => "found" in finding) && !isMissing) console.log(texts.allFound());
  else process.exitCode = 1;
}

const installLine = "sinapse install";

/** @param needed whether it counts that it is missing */
function say(what: string, finding: Finding, needed: boolean | undefined): void {
  if ("found" in finding) console.log(texts.found(what, finding.found));
  else if (needed) console.log(texts.missing(what, finding.cure));
  else console.log(`  ${what}: ${finding.cure}`);
}
