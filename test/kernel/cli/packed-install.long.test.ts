/** From a packed Sinapse in somebody's own folder to a handout, and back to nothing. */
import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { environmentFolder } from "../../../kernel/cli/environment.ts";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { packInto } from "./packed.ts";
import { temporaryFolder } from "./run-command.ts";
import { makeVirtualEnvironment, type VirtualEnvironment } from "./virtual-environment.ts";

const root = temporaryFolder();
const project = join(root, "meu projeto é");
const elsewhere = join(root, "outra pasta");
let own: VirtualEnvironment;

beforeAll(() => {
  own = makeVirtualEnvironment(join(root, "ambiente próprio"));
  for (const folder of [project, elsewhere]) mkdirSync(folder);
  installPacked(project);
}, 300_000);

/**
 * Unpacks the package into node_modules, and links its command, as `npm install sinapse-0.1.0.tgz` does. Its dependencies
 * are the checkout's, and no other package of the checkout is there: the build's tools are not.
 */
function installPacked(folder: string): void {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  spawnSync("tar", ["-xzf", packInto(root), "-C", modules]);
  renameSync(join(modules, "package"), join(modules, "sinapse"));
  for (const name of productionPackages()) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(inPackage("node_modules", name), join(modules, name));
  }
  symlinkSync("../sinapse/kernel/sinapse.mjs", join(modules, ".bin", "sinapse"));
  writeFileSync(join(folder, "package.json"), "{}");
}

/** What npm installs beside the package, by the lock file. */
function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(inPackage("package-lock.json"), "utf8"));
  return Object.entries<{ dev?: boolean }>(lock.packages)
    .filter(([path, { dev }]) => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) && !dev)
    .map(([path]) => path.slice("node_modules/".length))
    .filter((name) => existsSync(inPackage("node_modules", name)));
}

/** Runs a program in a folder, in the terminal of the own environment. */
function run(cwd: string, program: string, ...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd,
    env: own.variables,
    encoding: "utf8",
  });
  return { code: status, said: stdout + stderr };
}

const sinapse = (...parameters: string[]) => run(project, "npx", "--no", "sinapse", ...parameters);

/** A notebook whose cell shows 42, computed by the library. */
function notebook(path: string): string {
  const source = 'import { tensor } from "sinapse";\ntensor([20, 22]).sum().item()';
  const kernelspec = { name: "sinapse", display_name: "TypeScript (Sinapse)" };
  const cell = { cell_type: "code", id: "one", metadata: {}, outputs: [], execution_count: null };
  const text = { cell_type: "markdown", id: "title", metadata: {}, source: "# Um título" };
  const cells = [text, { ...cell, source }];
  writeFileSync(
    path,
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }),
  );
  return path;
}

/** Every path below the folders where something could be left. */
function everything(): string[] {
  return [own.folder, elsewhere]
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !/[\\/](?:lab|\.npm|__pycache__)(?:[\\/]|$)/.test(path))
    .sort();
}

/** `sinapse start`, until its JupyterLab answers. */
async function startLab() {
  const command = join(project, "node_modules", "sinapse", "kernel", "sinapse.mjs");
  const child = spawn(process.execPath, [command, "start", "--no-browser"], {
    cwd: project,
    env: own.variables,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += chunk;
        const found = /http:\S+token=\w+/.exec(said);
        if (found) resolve(found[0]);
      });
    }
    child.once("close", () => reject(new Error(said)));
  });
  const { origin, searchParams } = new URL(address);
  return {
    /** What the server answers, or one field of it. */
    async ask(path: string, field?: string) {
      const headers = { Authorization: `token ${searchParams.get("token")}` };
      const answer = await fetch(`${origin}/${path}`, { headers });
      const content = (await answer.json()) as Record<string, object>;
      return field ? content[field]! : content;
    },
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}

describe("a packed Sinapse, in a folder with a space and an accent", { timeout: 300_000 }, () => {
  it.each([["--sys-prefix"], ["--user"]])(
    "installs the kernel with %s, runs and exports a notebook of a third folder, and leaves nothing",
    (place) => {
      const before = everything();
      const installed = sinapse("install", place);
      expect(installed.said).toContain("Sinapse is installed in");
      expect(installed.code).toBe(0);
      expect(sinapse("doctor").said).toMatch(/✓ sinapse install: .*sinapse\n/);

      const path = notebook(join(elsewhere, "aula.ipynb"));
      const jupyter = join(own.folder, "bin", "jupyter");
      const converted = run(elsewhere, jupyter, "nbconvert", "--execute", "--to", "sinapse", path);
      expect(converted.said).toContain("Writing");
      const html = readFileSync(join(elsewhere, "aula.html"), "utf8");
      expect(/>\s*42\s*</.test(html)).toBe(true); // no 3 MB page in the message of a failure

      expect(sinapse("uninstall", place).code).toBe(0);
      const made = ["aula.ipynb", "aula.html"].map((name) => join(elsewhere, name));
      const left = everything().filter((path) => !before.includes(path) && !made.includes(path));
      // What Jupyter and IPython note of their own, and the history of what the person ran, stay.
      const theirs = /[\\/]home[\\/](?:\.ipython|\.jupyter|\.jupyter[\\/]migrated|sinapse.*)$/;
      expect(left.filter((path) => !theirs.test(path))).toEqual([]);
    },
  );

  it("starts JupyterLab on a copy of the lessons, makes handouts, and takes all that back", async () => {
    const environment = join(own.folder, "home", "sinapse", "venv");
    mkdirSync(dirname(environment), { recursive: true });
    makeVirtualEnvironment(environment);
    // The packages are there already: nothing is fetched.
    for (const name of readdirSync(environmentFolder).filter((name) => /^\.sinapse-/.test(name))) {
      copyFileSync(join(environmentFolder, name), join(environment, name));
    }

    const lab = await startLab();
    expect(Object.keys(await lab.ask("api/kernelspecs", "kernelspecs"))).toContain("sinapse");
    expect(Object.keys(await lab.ask("api/nbconvert"))).toContain("sinapse");
    expect(await lab.ask("api/contents/en", "content")).toHaveLength(15);
    expect(await lab.stop()).toBe(0);

    // What a student wrote into a lesson is there at the next start, and a lesson that is gone is back.
    const lessons = join(project, "sinapse-lessons", "en");
    writeFileSync(join(lessons, "03-neuron.ipynb"), "mine");
    rmSync(join(lessons, "04-network.ipynb"));
    await (await startLab()).stop();
    expect(readFileSync(join(lessons, "03-neuron.ipynb"), "utf8")).toBe("mine");
    expect(existsSync(join(lessons, "04-network.ipynb"))).toBe(true);

    const made = sinapse("handouts", notebook(join(elsewhere, "outra.ipynb")), "--no-pdf");
    expect(made.code, made.said).toBe(0);
    const handouts = join(project, "handouts");
    const pages = readdirSync(handouts, { recursive: true }).map(String);
    expect(pages.filter((path) => path.endsWith("outra.html"))).toHaveLength(1);

    expect(sinapse("doctor").code).toBe(0);
    expect(sinapse("uninstall").said).toContain(`Sinapse is removed from ${environment}.`);
    expect(existsSync(environment)).toBe(false);
  });

  it("says what is there and what is not", () => {
    const { code, said } = sinapse("doctor");
    expect(said).toContain(`✓ npm packages: ${join(project, "node_modules")}\n`);
    expect(said).toContain(`✓ dist: ${join(project, "node_modules", "sinapse", "dist")}\n`);
    expect(said).toContain("✗ JupyterLab: not there yet; npx sinapse start makes it");
    expect(code).toBe(1);
  });
});
