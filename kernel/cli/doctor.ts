/** `sinapse doctor`: says what is found and what is missing. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findPython } from "../bootstrap/python.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { environmentProgram } from "./environment.ts";
import { hasExporter } from "./exporter.ts";
import { kernelspecFolder } from "./installation.ts";
import { pythonOfJupyter } from "./jupyter-python.ts";
import { type Location, prefixLocation, userLocation } from "./location.ts";
import { readManifest } from "./manifest.ts";
import { inPackage, packageRoot } from "./package-root.ts";

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
  "npm packages": () => {
    const { dependencies } = JSON.parse(readFileSync(inPackage("package.json"), "utf8"));
    const missing = Object.keys(dependencies).filter((name) => !packageFolder(name));
    if (missing.length > 0) return { cure: texts.packagesMissing(missing.join(", ")) };
    return { found: join(packageFolder("zeromq")!, "..") };
  },
  dist: () => {
    const files = [inPackage("dist", "kernel", "main.js"), inPackage("dist", "jupyter", "share")];
    const missing = files.find((path) => !existsSync(path));
    return missing ? { cure: texts.notBuilt(missing) } : { found: inPackage("dist") };
  },
};

/** One of the two that run notebooks is enough: the private JupyterLab, or the person's own. */
const either: Record<string, () => Finding> = {
  JupyterLab: () => {
    // Not its script, which names the folder that it was made in.
    const program = environmentProgram("python");
    const parameters = ["-m", "jupyterlab", "--version"];
    const { status, stdout } = spawnSync(program, parameters, { encoding: "utf8" });
    return status === 0 ? { found: `${stdout.trim()} (${program})` } : { cure: texts.runStart() };
  },
  "sinapse install": () => {
    const python = pythonOfJupyter();
    const places = [userLocation(process.env), ...(python ? [prefixLocation(python.prefix)] : [])];
    const place = places.find((location) => readManifest(location));
    return place ? installation(place) : { cure: texts.notInOwnJupyter() };
  },
};

/** The command; the exit code is 1 when something needed is missing. */
export function doctor(): void {
  const findings = Object.entries(needed).map(([what, look]) => [what, look()] as const);
  const runs = Object.entries(either).map(([what, look]) => [what, look()] as const);
  const isFound = ([, finding]: readonly [string, Finding]) => "found" in finding;
  const runsNothing = !runs.some(isFound);
  for (const [what, finding] of [...findings, ...runs]) {
    if ("found" in finding) console.log(texts.found(what, finding.found));
    else if (runsNothing || what in needed) console.log(texts.missing(what, finding.cure));
    else console.log(`  ${what}: ${finding.cure}`);
  }
  if (findings.every(isFound) && !runsNothing) console.log(texts.allFound());
  else process.exitCode = 1;
}

/** Whether what an installation starts is still there, and its exporter. */
function installation(location: Location): Finding {
  const folder = kernelspecFolder(location);
  const spec = join(folder, "kernel.json");
  const { argv } = existsSync(spec) ? JSON.parse(readFileSync(spec, "utf8")) : { argv: [spec] };
  const gone = argv.slice(0, 2).find((path: string) => !existsSync(path));
  if (gone) return { cure: texts.installationBroken(folder, gone) };
  const packages = readManifest(location)?.exporter?.packages;
  if (packages && !hasExporter(packages)) {
    return { cure: texts.installationBroken(folder, join(packages, "sinapse_handout")) };
  }
  return { found: folder };
}

/** Where npm put a package: beside this one, or below one of the folders above it. */
function packageFolder(name: string, folder = packageRoot): string | undefined {
  const path = join(folder, "node_modules", name);
  if (existsSync(join(path, "package.json"))) return path;
  return folder === dirname(folder) ? undefined : packageFolder(name, dirname(folder));
}
