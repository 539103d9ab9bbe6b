import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { long, sample } from "../../long.ts";
import { runCommand, temporaryFolder } from "./run-command.ts";
import { makeVirtualEnvironment, type VirtualEnvironment } from "./virtual-environment.ts";

/** Writes a Python notebook of these cells, as [kind, source]; a code cell shows 42. */
function pythonNotebook(path: string, cells: ["markdown" | "code", string][]): string {
  const outputs = [{ output_type: "stream", name: "stdout", text: "42\n" }];
  const kernelspec = { name: "python3", display_name: "Python 3", language: "python" };
  const language_info = { name: "python", file_extension: ".py", nbconvert_exporter: "python" };
  const content = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec, language_info },
    cells: cells.map(([cell_type, source], index) => ({
      cell_type,
      id: `cell-${index}`,
      metadata: { slideshow: { slide_type: "slide" } },
      source,
      ...(cell_type === "code" && { execution_count: 1, outputs }),
    })),
  };
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/** What every way of exporting gives, as hashes of files; see export_all.py. */
function exportAll(own: VirtualEnvironment, notebooks: string[]): Record<string, unknown> {
  const script = inPackage("test", "kernel", "cli", "export_all.py");
  const said = execFileSync(own.python, [script, ...notebooks], {
    env: own.variables,
    encoding: "utf8",
    cwd: own.folder,
  });
  return JSON.parse(said);
}

/** `jupyter …` in the environment. */
function jupyter(own: VirtualEnvironment, cwd: string, ...parameters: string[]) {
  const program = join(own.folder, "bin", "jupyter");
  return spawnSync(program, parameters, { env: own.variables, encoding: "utf8", cwd });
}

/** Every path below a folder of packages or data, but for links to what is not ours. */
function paths(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !/[\\/]lab[\\/]/.test(path))
    .sort();
}

it.runIf(long)(
  "leaves every export of other notebooks as it is, byte for byte",
  () => {
    const own = makeVirtualEnvironment(join(temporaryFolder(), "own"));
    const notebooks = [
      pythonNotebook(join(own.folder, "text.ipynb"), [
        ["markdown", "# Title\n\nThe cost is $x^2$, <b>bold</b>."],
        ["code", "print(6 * 7)"],
      ]),
      // Without text LaTeX, reStructuredText and AsciiDoc need no pandoc.
      pythonNotebook(join(own.folder, "code.ipynb"), [["code", "print(6 * 7)"]]),
    ];
    const before = exportAll(own, notebooks);
    const worked = Object.keys(before).filter((way) => before[way] !== null);
    for (const format of ["html", "slides", "markdown", "latex", "rst", "asciidoc", "python"]) {
      expect(worked).toContain(`--to ${format}`);
    }
    for (const place of ["--user", "--sys-prefix"]) {
      expect(runCommand(["install", place], own.variables).code).toBe(0);
    }
    expect(exportAll(own, notebooks)).toEqual(before);
    for (const place of ["--user", "--sys-prefix"]) {
      expect(runCommand(["uninstall", place], own.variables).code).toBe(0);
    }
    expect(exportAll(own, notebooks)).toEqual(before);
  },
  600_000,
);

it("gives the Jupyter first on the PATH the format sinapse, names its Python, takes it back", () => {
  // A path that pip's scripts cannot name in their first line.
  const own = makeVirtualEnvironment(join(temporaryFolder(), "meu ambiente é"));
  const before = paths(own.folder);
  const notebook = pythonNotebook(join(own.folder, "text.ipynb"), [["markdown", "# Title"]]);
  const { code, said } = runCommand(["install"], own.variables);
  expect(code).toBe(0);
  expect(said).toContain(`is added to the Python at ${own.python}`);

  // The folder that a server runs in may well hold the clone, and settings choose templates.
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "sinapse"));
  const settings = "c.HTMLExporter.template_name = 'classic'\nc.HTMLExporter.template_file = 'a'\n";
  writeFileSync(join(cwd, "jupyter_nbconvert_config.py"), settings);
  const output = ["--to", "sinapse", "--output-dir", cwd, notebook];
  const exported = jupyter(own, cwd, "nbconvert", ...output);
  expect(exported.stderr).toContain("Writing");
  const html = readFileSync(join(cwd, "text.html"), "utf8");
  expect(html.includes('<section class="prose"')).toBe(true); // no 3 MB page in the message
  // What people wrote is sanitised as the page opens, as JupyterLab asks of its own HTML alone.
  expect(html.includes('<div class="written"><script type="application/json">')).toBe(true);
  const listed = readdirSync(own.packages).filter((name) => name.startsWith("sinapse"));
  expect(listed).toEqual(["sinapse_handout", "sinapse_handout-0.1.0.dist-info"]);

  expect(runCommand(["uninstall"], own.variables).code).toBe(0);
  const left = paths(own.folder).filter((path) => !before.includes(path) && path !== notebook);
  expect(left).toEqual([]);
}, 120_000);

it.runIf(long)("can be removed with pip, which finds its record whole", () => {
  const own = makeVirtualEnvironment(join(temporaryFolder(), "own"));
  runCommand(["install", "--python", own.python], own.variables);
  const pip = (...parameters: string[]) =>
    spawnSync(own.python, ["-m", "pip", ...parameters], { env: own.variables, encoding: "utf8" });
  expect(pip("show", "--files", "sinapse-handout").stdout).toContain(".dist-info/RECORD");
  pip("uninstall", "--yes", "sinapse-handout");
  expect(readdirSync(own.packages).filter((name) => name.startsWith("sinapse"))).toEqual([]);
});

it.runIf(long)(
  "finds the Python of a jupyter that is no Python script, as version managers put it",
  () => {
    const own = makeVirtualEnvironment(join(temporaryFolder(), "own"));
    const shims = temporaryFolder();
    const shim = join(shims, "jupyter");
    writeFileSync(shim, `#!/bin/sh\nexec "${own.folder}/bin/jupyter" "$@"\n`, { mode: 0o755 });
    const variables = { ...own.variables, PATH: `${shims}:${process.env.PATH}` };
    const { said } = runCommand(["install"], variables);
    expect(said).toContain(`is added to the Python at ${own.folder}/bin/python`);
  },
);

it("leaves a Python of the operating system alone, and installs kernel and renderer", () => {
  const own = makeVirtualEnvironment(join(temporaryFolder(), "own"));
  const system = systemPython(own);
  const { code, said } = runCommand(["install", "--python", system], own.variables);
  expect(code).toBe(0);
  expect(said).toContain(`${system} belongs to the operating system`);
  expect(said).toContain(`${system} -m venv ~/jupyter`);
  const data = join(own.folder, "home", ".local", "share", "jupyter");
  expect(readdirSync(join(data, "kernels"))).toEqual(["sinapse"]);
  expect(existsSync(join(data, "labextensions", "@sinapse", "renderer"))).toBe(true);
  expect(runCommand(["uninstall"], own.variables).code).toBe(0);
  expect(existsSync(data)).toBe(false);
});

it("installs nothing where what --python names is no Python", () => {
  const own = makeVirtualEnvironment(join(temporaryFolder(), "own"));
  const { code, said } = runCommand(["install", "--python", "/bin/true"], own.variables);
  expect(code).toBe(1);
  expect(said).toContain("/bin/true does not answer as a Python does, so nothing was installed.");
  expect(existsSync(join(own.folder, "home", ".local"))).toBe(false);
});

it("stays while another installation uses it", () => {
  const own = makeVirtualEnvironment(join(temporaryFolder(), "own"));
  const exporter = join(own.packages, "sinapse_handout");
  runCommand(["install", "--user"], own.variables);
  runCommand(["install", "--sys-prefix"], own.variables);
  runCommand(["uninstall", "--user"], own.variables);
  expect(existsSync(exporter)).toBe(true);
  runCommand(["uninstall", "--sys-prefix"], own.variables);
  expect(existsSync(exporter)).toBe(false);
});

const verbs = [
  ["install", "--user"],
  ["install", "--sys-prefix"],
  ["uninstall", "--user"],
];
it.each(sample(verbs, 3))(
  "takes back the template that an earlier Sinapse chose for all HTML: %s %s",
  (...parameters) => {
    const own = makeVirtualEnvironment(join(temporaryFolder(), "own"));
    runCommand(["install", "--user"], own.variables);
    const home = join(own.folder, "home");
    const manifest = join(home, ".local/share/jupyter/kernels/sinapse/installed.json");
    const path = join(home, ".jupyter", "jupyter_config.json");
    const added = { HTMLExporter: { template_name: "sinapse" } };
    const after = `${JSON.stringify(added, null, 2)}\n`;
    mkdirSync(join(home, ".jupyter"));
    writeFileSync(path, after);
    const settings = { path, before: null, after, added };
    const was = JSON.parse(readFileSync(manifest, "utf8"));
    writeFileSync(manifest, JSON.stringify({ ...was, settings }));
    expect(runCommand(parameters, own.variables).code).toBe(0);
    expect(existsSync(path)).toBe(false);
  },
);

/** A Python as Debian ships it: no virtual environment, and marked as externally managed. */
function systemPython(own: VirtualEnvironment): string {
  const ask = "import sys, sysconfig; print(sys._base_executable, sysconfig.get_path('stdlib'))";
  const said = execFileSync(own.python, ["-c", ask], { encoding: "utf8" });
  const [base = "", library = ""] = said.trim().split(" ");
  const root = temporaryFolder();
  const copy = join(root, "lib", library.split("/").at(-1)!);
  mkdirSync(join(root, "bin"));
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(library)) symlinkSync(join(library, name), join(copy, name));
  writeFileSync(join(copy, "EXTERNALLY-MANAGED"), "[externally-managed]\nError=Not here\n");
  const python = join(root, "bin", "python3");
  const variables = `PYTHONHOME="${root}" PYTHONPATH="${own.packages}"`;
  const start = `#!/bin/bash\n${variables} exec -a "$0" "${base}" "$@"\n`;
  writeFileSync(python, start, { mode: 0o755 });
  return python;
}
