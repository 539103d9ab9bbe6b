/** What `sinapse doctor`, `install` and `uninstall` say about the places of a person's own Jupyter. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { findPython } from "../../../kernel/bootstrap/python.mjs";
import { installInto } from "../../../kernel/cli/install.ts";
import { lookAt } from "../../../kernel/cli/look-at.ts";
import { removeFrom } from "../../../kernel/cli/uninstall.ts";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { pathWith, runCommand, temporaryFolder } from "./run-command.ts";

const prefix = temporaryFolder();
const home = temporaryFolder();

/** A terminal in which the Python of a prefix is active, and no Jupyter of the machine is found. */
const terminal = {
  PATH: pathWith({ python3: JSON.stringify(["/python3", "3.12.0", prefix, true]) }),
  HOME: home,
  XDG_DATA_HOME: "",
  JUPYTER_DATA_DIR: join(home, "jupyter"),
  SINAPSE_DATA_DIR: join(home, "sinapse"),
};
const data = join(prefix, "share", "jupyter");
const kernel = join(data, "kernels", "sinapse");
const place = { location: { data }, option: "--sys-prefix", prefix };
const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const run = (...parameters: string[]) => runCommand(parameters, terminal);

beforeEach(() => {
  for (const name of readdirSync(prefix)) rmSync(join(prefix, name), { recursive: true });
  rmSync(home, { recursive: true });
  mkdirSync(home);
});

describe("sinapse doctor", () => {
  it("finds what install put into the active Python's prefix", () => {
    expect(run("install", "--sys-prefix").code).toBe(0);
    expect(run("doctor").said).toContain(`✓ sinapse install: ${kernel}\n`);
    expect(run("doctor", "--user").said).toContain("✗ sinapse install: Sinapse is not in");
  });

  /** What may be broken in an installation, and what doctor names. */
  const breaks: [string, string, () => void][] = [
    ["no kernelspec", join(kernel, "kernel.json"), () => rmSync(join(kernel, "kernel.json"))],
    [
      "a kernelspec that is no JSON",
      join(kernel, "kernel.json"),
      () => writeFileSync(join(kernel, "kernel.json"), "{"),
    ],
    [
      "a kernelspec that starts what is gone",
      "/gone/node",
      () => writeFileSync(join(kernel, "kernel.json"), '{"argv": ["/gone/node", "/gone/main.js"]}'),
    ],
    [
      "a damaged list of its files",
      join(kernel, "installed.json"),
      () => writeFileSync(join(kernel, "installed.json"), '{"files": {'),
    ],
    [
      "no folder of its kernel",
      join(kernel, "installed.json"),
      () => rmSync(kernel, { recursive: true }),
    ],
    [
      "no renderer",
      join(data, "labextensions", "@sinapse", "renderer"),
      () => rmSync(join(data, "labextensions"), { recursive: true }),
    ],
  ];

  it.each(breaks)("sees %s, and a second install mends it", (_, part, damage) => {
    installInto(place.location);
    damage();
    const found = lookAt(place);
    expect(found).toMatchObject({ cure: expect.stringContaining(`needs ${part}`) });
    expect(found).toMatchObject({
      cure: expect.stringMatching(/npx sinapse install --sys-prefix$/),
    });
    installInto(place.location);
    expect(lookAt(place)).toEqual({ found: kernel });
    removeFrom(place.location);
    expect(filesBelow(prefix)).toEqual([]);
  });

  it("names what is broken in the active Python's prefix, with the option that mends it", () => {
    installInto(place.location);
    rmSync(join(kernel, "kernel.json"));
    const { code, said } = run("doctor");
    expect(said).toContain(`✗ sinapse install: the installation in ${kernel} needs `);
    expect(said).toContain("Install it again: npx sinapse install --sys-prefix\n");
    expect(said).not.toContain("Everything that Sinapse needs is there");
    expect(code).toBe(1);
  });
});

describe("sinapse uninstall", () => {
  it("where nothing is to remove names the place where something is, and the command for it", () => {
    expect(run("install", "--sys-prefix").code).toBe(0);
    const { said } = run("uninstall");
    expect(said).toContain("nothing to remove there.");
    expect(said).toContain(`It is installed in ${data}; npx sinapse uninstall --sys-prefix`);
  });

  it("keeps all where the list of files is damaged, and says what to do", () => {
    run("install", "--sys-prefix");
    writeFileSync(join(kernel, "installed.json"), "");
    const { code, said } = run("uninstall", "--sys-prefix");
    expect(said).toContain("no longer says what was installed, so nothing was removed.");
    expect(said).toContain("npx sinapse install --sys-prefix");
    expect(code).toBe(1);
  });

  it("says where the history of what was run stays", () => {
    run("install", "--user");
    expect(run("uninstall", "--user").said).not.toContain("stays noted");
    run("install", "--user");
    mkdirSync(join(home, "sinapse", "history"), { recursive: true });
    expect(run("uninstall", "--user").said).toContain(
      `What you ran in your notebooks stays noted in ${join(home, "sinapse", "history")}`,
    );
  });
});

it("install --sys-prefix refuses a Python without a Jupyter, and says what to do", () => {
  const environment = join(temporaryFolder(), "venv");
  spawnSync(findPython().path, ["-m", "venv", "--without-pip", environment]);
  const PATH = `${join(environment, "bin")}:${pathWith({})}`;
  const { code, said } = runCommand(["install", "--sys-prefix"], { ...terminal, PATH });
  expect(said).toMatch(/^The Python at \S+ has no Jupyter, so none would find a kernel in /);
  expect(said).toContain(`${join(environment, "bin")}`);
  expect(said).toContain("-m pip install jupyterlab");
  expect(code).toBe(1);
  expect(readdirSync(environment)).not.toContain("share");
});

it("a start after one that was killed says nothing of another start", () => {
  const root = temporaryFolder();
  const gone = spawnSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" });
  writeFileSync(join(root, ".sinapse-lock"), `${gone.stdout.trim()} ${hostname()}`);
  const lock = inPackage("kernel", "bootstrap", "lock.mjs");
  const script = `const { alone } = await import(${JSON.stringify(lock)}); await alone(${JSON.stringify(root)}, () => console.log("alone"))`;
  const parameters = ["--input-type=module", "-e", script];
  const { stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: "utf8" });
  expect(stdout).toBe("alone\n");
  expect(stderr).toBe("");
});
