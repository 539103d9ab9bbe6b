import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { sentenceFor } from "../../../kernel/bootstrap/steps.mjs";
import { textsFor } from "../../../kernel/bootstrap/texts.mjs";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { long, sample } from "../../long.ts";
import { temporaryFolder } from "./run-command.ts";

const english = textsFor({ LC_ALL: "C" });

/** Nothing answers there. */
const offline = { npm_config_registry: "http://127.0.0.1:9/", npm_config_fetch_retries: "0" };

/** A checkout with our bootstrap, no packages, and a build that writes one file after a while. */
function newCheckout(): string {
  const root = join(temporaryFolder(), "checkout");
  for (const folder of ["lib", "kernel/build"]) mkdirSync(join(root, folder), { recursive: true });
  cpSync(inPackage("kernel", "bootstrap"), join(root, "kernel", "bootstrap"), { recursive: true });
  cpSync(inPackage("kernel", "bootstrap.mjs"), join(root, "kernel", "bootstrap.mjs"));
  write(root, "kernel/build/everything.mjs", build("ran"));
  for (const name of ["tsconfig.json", "tsconfig.build.json"]) write(root, name, "{}");
  write(root, "package.json", '{ "name": "checkout", "version": "1.0.0", "type": "module" }');
  write(root, "package-lock.json", JSON.stringify(lock({})));
  return root;
}

const build = (says: string, wait = 0) => `
  import { mkdirSync, writeFileSync } from "node:fs";
  import { replaceFolder } from "../bootstrap/replace.mjs";
  await replaceFolder(process.cwd(), "dist", async (scratch) => {
    mkdirSync(scratch + "/dist/kernel", { recursive: true });
    await new Promise((done) => setTimeout(done, ${wait}));
    writeFileSync(scratch + "/dist/kernel/cli.js", 'console.log("${says}")');
  });`;

const lock = (dependencies: Record<string, string>) => ({
  name: "checkout",
  version: "1.0.0",
  lockfileVersion: 3,
  requires: true,
  packages: {
    "": { name: "checkout", version: "1.0.0", dependencies },
    ...Object.fromEntries(
      Object.entries(dependencies).map(([name, version]) => [
        `node_modules/${name}`,
        { version, resolved: `http://127.0.0.1:9/${name}.tgz` },
      ]),
    ),
  },
});

function write(root: string, name: string, text: string): void {
  writeFileSync(join(root, name), text);
}

/** Asks for a package that is not there. */
function needPackage(root: string): void {
  const dependencies = { "no-such-package-anywhere": "1.0.0" };
  const manifest = { name: "checkout", version: "1.0.0", type: "module", dependencies };
  write(root, "package.json", JSON.stringify(manifest));
  write(root, "package-lock.json", JSON.stringify(lock(dependencies)));
}

/** Stands in for npm, which takes seconds to install nothing. */
const npm = join(temporaryFolder(), "npm-cli.cjs");
writeFileSync(npm, 'require("node:fs").mkdirSync("node_modules")');

const variables = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  LC_ALL: "C",
  npm_execpath: npm,
  ...offline,
};

function start(
  root: string,
  env: NodeJS.ProcessEnv = variables,
): { code: number | null; said: string } {
  const script = join(root, "kernel", "bootstrap.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "doctor"], {
    env,
    encoding: "utf8",
    timeout: 60_000,
  });
  return { code: status, said: stderr + stdout };
}

function begin(root: string): ChildProcess {
  const script = join(root, "kernel", "bootstrap.mjs");
  return spawn(process.execPath, [script, "doctor"], { env: variables, detached: true });
}

/** What only is there for a while. */
const leftovers = (root: string) =>
  readdirSync(root).filter((name) => name.startsWith(".sinapse-"));

describe("without a network, a checkout", () => {
  it("that was moved starts, and does nothing anew", () => {
    const root = newCheckout();
    expect(start(root).said).toMatch(/ran\n$/);
    const moved = `${root} para cá`;
    renameSync(root, moved);
    expect(start(moved)).toEqual({ code: 0, said: "ran\n" });
  });

  it("keeps the packages that it has where new ones cannot be had", () => {
    const root = newCheckout();
    start(root);
    mkdirSync(join(root, "node_modules", "kept"));
    needPackage(root);
    const { npm_execpath: _, ...realNpm } = variables;
    const { code, said } = start(root, realNpm);
    expect(code).toBe(1);
    expect(said).toContain(english.noNetwork(english.installingPackages()));
    expect(existsSync(join(root, "node_modules", "kept"))).toBe(true);
    expect(leftovers(root)).toEqual([]);
  });
});

it("a build that fails leaves the one before", () => {
  const root = newCheckout();
  start(root);
  write(
    root,
    "kernel/build/everything.mjs",
    `${build("new")}\nthrow new Error("no");`.replace(
      "await replace",
      "throw new Error('no'); await replace",
    ),
  );
  expect(start(root).code).toBe(1);
  expect(readFileSync(join(root, "dist/kernel/cli.js"), "utf8")).toContain("ran");
});

it("a start that was killed at any moment leaves a checkout that starts", async () => {
  const moments = [
    ["SIGKILL", 600],
    ["SIGINT", 60],
    ["SIGKILL", 150],
    ["SIGINT", 1500],
    ["SIGKILL", 2500],
  ] as const;
  for (const [signal, wait] of sample(moments, 5)) {
    const root = newCheckout();
    write(root, "kernel/build/everything.mjs", build("ran", 500));
    const interrupted = begin(root);
    await sleep(wait);
    // One that was quicker has ended by itself.
    if (interrupted.exitCode === null) {
      const ended = once(interrupted, "exit");
      process.kill(-interrupted.pid!, signal);
      await ended;
    }
    expect(start(root)).toMatchObject({ code: 0, said: expect.stringMatching(/ran\n$/) });
    expect(leftovers(root)).toEqual([]);
  }
}, 180_000);

it("npx finds the command before it is built, and after every build", () => {
  const root = newCheckout();
  cpSync(inPackage("kernel", "sinapse.mjs"), join(root, "kernel", "sinapse.mjs"));
  const { bin } = JSON.parse(readFileSync(inPackage("package.json"), "utf8"));
  const call = () =>
    spawnSync(join(root, bin.sinapse), ["doctor"], { env: variables, encoding: "utf8" });
  const missing = english.notBuilt(join(root, "dist", "kernel", "cli.js"));
  expect(call()).toMatchObject({ status: 1, stderr: `${missing}\n` });
  for (const says of ["ran", "ran again"]) {
    write(root, "kernel/build/everything.mjs", build(says));
    start(root);
    expect(call()).toMatchObject({ status: 0, stdout: `${says}\n` });
  }
});

it("a lock whose holder ended without being missed is taken over", async () => {
  const root = newCheckout();
  // Its number lives: so does that of a process that ended and that nobody asked for.
  write(root, ".sinapse-lock", `${process.pid} ${hostname()}`);
  const { code, said } = start(root);
  expect(said).toContain(english.waitingForOther());
  expect(code).toBe(0);
  expect(leftovers(root)).toEqual([]);
}, 60_000);

it("what was moved out of the way by a start that was killed comes back", () => {
  const root = newCheckout();
  start(root);
  mkdirSync(join(root, "node_modules", "kept"));
  renameSync(join(root, "node_modules"), join(root, ".sinapse-old-node_modules"));
  expect(start(root).said).toMatch(/ran\n$/);
  expect(existsSync(join(root, "node_modules", "kept"))).toBe(true);
});

it("of two starts at once, one waits for the other, and both come through", async () => {
  const root = newCheckout();
  write(root, "kernel/build/everything.mjs", build("ran", 500));
  const ends = [begin(root), begin(root), begin(root)].map(
    (each) =>
      new Promise<string>((resolve) => {
        let said = "";
        for (const stream of [each.stdout!, each.stderr!]) {
          stream.on("data", (chunk) => {
            said += chunk;
          });
        }
        each.on("close", (code) => resolve(`${said}${code}`));
      }),
  );
  const said = await Promise.all(ends);
  for (const each of said) expect(each).toMatch(/ran\n0$/);
  expect(said.join("")).toContain(english.waitingForOther());
  expect(said.join("").split(english.building())).toHaveLength(2);
});

/** Runs something while a folder may only be read; false where this machine lets nobody mount. */
const mounted = (root: string, use: () => void): boolean => {
  if (spawnSync("mount", ["--bind", root, root]).status !== 0) return false;
  try {
    if (spawnSync("mount", ["-o", "remount,bind,ro", root]).status !== 0) return false;
    use();
  } finally {
    spawnSync("umount", [root]);
  }
  return true;
};

describe("a checkout that may only be read", () => {
  it("starts where all is there, and says that it cannot be written where something is missing", () => {
    const root = newCheckout();
    const ready = newCheckout();
    start(ready);
    const tried =
      mounted(ready, () => expect(start(ready)).toEqual({ code: 0, said: "ran\n" })) &&
      mounted(root, () => {
        const { code, said } = start(root);
        expect(code).toBe(1);
        expect(said).toBe(`${english.noPermission("Sinapse", join(root, ".sinapse-lock"))}\n`);
      });
    // Where this machine lets nobody mount, the sentence itself.
    if (!tried)
      expect(sentenceFor(failure("EROFS", "/a"))).toBe(english.noPermission("Sinapse", "/a"));
  });
});

const failure = (code: string, path: string) =>
  Object.assign(new Error(`${code}: …, open '${path}'`), { code, path, syscall: "open" });

it.each([
  ["EROFS", english.noPermission("Sinapse", "/a/b")],
  ["EACCES", english.noPermission("Sinapse", "/a/b")],
  ["EPERM", english.noPermission("Sinapse", "/a/b")],
  ["ENOENT", english.missingFile("/a/b")],
  ["ENOTDIR", english.inTheWay("/a/b")],
  ["EEXIST", english.inTheWay("/a/b")],
  ["EISDIR", english.inTheWay("/a/b")],
  ["ENOSPC", english.diskFull("Sinapse")],
])("%s is told in one sentence", (code, sentence) => {
  expect(sentenceFor(failure(code, "/a/b"))).toBe(sentence);
});

it("a fault of ours is told in one line, with its place", () => {
  const sentence = sentenceFor(new TypeError("x is not a function"));
  expect(sentence).toContain("x is not a function");
  expect(sentence.split("\n")).toHaveLength(1);
});

it("the folder of the terminal that is gone is told as that", () => {
  const folder = temporaryFolder();
  const steps = inPackage("kernel", "bootstrap", "steps.mjs");
  const script = join(temporaryFolder(), "script.mjs");
  writeFileSync(
    script,
    `import { fail } from ${JSON.stringify(steps)}; try { process.cwd(); } catch (error) { fail(error); }`,
  );
  const line = `cd ${folder} && rmdir ${folder} && exec ${process.execPath} ${script}`;
  const { stderr } = spawnSync("/bin/sh", ["-c", line], { env: variables, encoding: "utf8" });
  expect(stderr).toBe(`${english.noFolder()}\n`);
});

it.runIf(long)(
  "a Python environment that was moved, without a network, serves the kernel from its new place",
  () => {
    const root = join(temporaryFolder(), "a");
    mkdirSync(root);
    for (const name of ["dist", "kernel"]) {
      cpSync(inPackage(name), join(root, name), { recursive: true });
    }
    cpSync(inPackage(".venv"), join(root, ".venv"), { recursive: true, verbatimSymlinks: true });
    cpSync(inPackage("package.json"), join(root, "package.json"));
    symlinkSync(inPackage("node_modules"), join(root, "node_modules"), "junction");
    const prepare = (folder: string) => {
      const module = join(folder, "dist", "kernel", "cli", "environment.js");
      const script = `
        const environment = await import(${JSON.stringify(module)});
        await environment.prepareEnvironment();
        process.stdout.write(environment.environmentVariables().JUPYTER_PATH ?? "");`;
      const env = { ...variables, PIP_NO_INDEX: "1", SINAPSE_DATA_DIR: join(root, "..", "data") };
      const parameters = ["--input-type=module", "-e", script];
      const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
        env,
        encoding: "utf8",
      });
      return { status, stdout, stderr };
    };
    expect(prepare(root)).toMatchObject({ status: 0 });
    const moved = `${root} ção`;
    renameSync(root, moved);
    mounted(moved, () => {
      const { status, stdout, stderr } = prepare(moved);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      const { argv } = JSON.parse(
        readFileSync(join(stdout, "kernels", "sinapse", "kernel.json"), "utf8"),
      );
      expect(argv[1]).toBe(join(moved, "dist", "kernel", "main.js"));
    });
    expect(prepare(moved)).toEqual({ status: 0, stdout: "", stderr: "" });
    const spec = join(moved, ".venv", "share", "jupyter", "kernels", "sinapse", "kernel.json");
    expect(JSON.parse(readFileSync(spec, "utf8")).argv[1]).toBe(
      join(moved, "dist", "kernel", "main.js"),
    );
    const python = join(moved, ".venv", "bin", "python");
    for (const name of readdirSync(join(moved, ".venv", "bin"))) {
      if (/^python/.test(name)) rmSync(join(moved, ".venv", "bin", name));
    }
    expect(prepare(moved).status).toBe(0);
    const { stdout } = spawnSync(python, ["-c", "import nbconvert; print('kept')"], {
      encoding: "utf8",
    });
    expect(stdout).toBe("kept\n");
  },
  180_000,
);
