/** `sinapse doctor`: says what is found and what is missing. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findPython } from "../bootstrap/python.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { environmentProgram } from "./environment.ts";
import { kernelspecFolder } from "./installation.ts";
import { userLocation } from "./location.ts";
import { inPackage } from "./package-root.ts";

/** What was looked for: what it is when found, or the cure when it is missing. */
type Finding = { found: string } | { cure: string };

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
  node_modules: () => fileOr(inPackage("node_modules", "zeromq"), texts.runStart()),
  dist: () => fileOr(inPackage("dist", "kernel", "main.js"), texts.runStart()),
  JupyterLab: () => {
    // Not its script, which still names the folder that the checkout was in before it was moved.
    const program = environmentProgram("python");
    const parameters = ["-m", "jupyterlab", "--version"];
    const { status, stdout } = spawnSync(program, parameters, { encoding: "utf8" });
    if (status !== 0) return { cure: texts.runStart() };
    return { found: `${stdout.trim()} (${program})` };
  },
};

/** Good to know, not needed: the kernel in the person's own Jupyter. */
const optional: Record<string, () => Finding> = {
  "sinapse install": () => {
    const folder = kernelspecFolder(userLocation(process.env));
    return existsSync(folder) ? { found: folder } : { cure: texts.notInstalled(folder) };
  },
};

/** The command; the exit code is 1 when something needed is missing. */
export function doctor(): void {
  let missing = 0;
  for (const [what, look] of Object.entries(needed)) {
    const finding = look();
    if ("found" in finding) console.log(texts.found(what, finding.found));
    else {
      missing++;
      console.log(texts.missing(what, finding.cure));
    }
  }
  for (const [what, look] of Object.entries(optional)) {
    const finding = look();
    console.log("found" in finding ? texts.found(what, finding.found) : `  ${finding.cure}`);
  }
  if (missing === 0) console.log(texts.allFound());
  else process.exitCode = 1;
}

function fileOr(path: string, cure: string): Finding {
  return existsSync(path) ? { found: path } : { cure };
}
