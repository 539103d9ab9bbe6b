import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { installInto } from "../../../kernel/cli/install.ts";
import { kernelspecFolder } from "../../../kernel/cli/installation.ts";
import { placeFrom, prefixLocation, userLocation } from "../../../kernel/cli/location.ts";
import { readOptions } from "../../../kernel/cli/options.ts";
import { removeFrom } from "../../../kernel/cli/uninstall.ts";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { pathWith, runCommand, temporaryFolder } from "./run-command.ts";

/** A terminal without a Jupyter: no test changes the one of whoever runs it. */
const withoutJupyter = { PATH: pathWith({}) };

/** Every path below a folder, folders too, with each file's text. */
function contents(folder: string): Record<string, string | null> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    paths.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isDirectory() ? null : readFileSync(path, "latin1")];
    }),
  );
}

/** A prefix that already holds a Jupyter: a kernelspec of others and settings of its own. */
function prefixInUse(): string {
  const prefix = temporaryFolder();
  const other = join(prefix, "share", "jupyter", "kernels", "python3");
  mkdirSync(other, { recursive: true });
  writeFileSync(join(other, "kernel.json"), "{}");
  const settings = join(prefix, "etc", "jupyter");
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, "jupyter_config.json"), '{"ServerApp": {"port": 9000}}');
  return prefix;
}

describe("install", () => {
  it("writes a kernelspec that starts this Node.js with this Sinapse, wherever it is called", () => {
    const location = prefixLocation(temporaryFolder());
    installInto(location);
    const folder = kernelspecFolder(location);
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"));
    expect(spec.argv).toEqual([
      process.execPath,
      inPackage("dist", "kernel", "main.js"),
      "{connection_file}",
    ]);
    expect(spec).toMatchObject({
      display_name: "TypeScript (Sinapse)",
      language: "typescript",
      interrupt_mode: "message",
    });
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(["logo-svg.svg", "logo-32x32.png", "logo-64x64.png"]),
    );
  });

  it("copies everything that the build left for Jupyter", () => {
    const prefix = temporaryFolder();
    installInto(prefixLocation(prefix));
    const built = inPackage("dist", "jupyter");
    const share = join(built, "share");
    const wanted = readdirSync(share, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(built.length));
    expect(wanted).not.toHaveLength(0);
    for (const path of wanted) {
      expect(readFileSync(join(prefix, path)).equals(readFileSync(join(built, path)))).toBe(true);
    }
  });

  it("may be repeated: the second time changes nothing", () => {
    const prefix = temporaryFolder();
    installInto(prefixLocation(prefix));
    const before = contents(prefix);
    installInto(prefixLocation(prefix));
    expect(contents(prefix)).toEqual(before);
  });

  it("repairs its own files: one that is gone and one that was changed", () => {
    const prefix = temporaryFolder();
    const location = prefixLocation(prefix);
    installInto(location);
    const before = contents(prefix);
    rmSync(join(kernelspecFolder(location), "logo-svg.svg"));
    writeFileSync(join(kernelspecFolder(location), "kernel.json"), "{}");
    installInto(location);
    expect(contents(prefix)).toEqual(before);
  });

  it("writes nothing at all where a file of others is in the way", () => {
    const prefix = prefixInUse();
    const location = prefixLocation(prefix);
    mkdirSync(kernelspecFolder(location));
    writeFileSync(join(kernelspecFolder(location), "kernel.json"), "theirs");
    const before = contents(prefix);
    expect(() => installInto(location)).toThrow("was not installed by Sinapse");
    expect(contents(prefix)).toEqual(before);
  });
});

describe("uninstall", () => {
  it("leaves nothing behind in a prefix that was empty", () => {
    const prefix = temporaryFolder();
    expect(runCommand(["install", "--prefix", prefix], withoutJupyter).code).toBe(0);
    expect(readdirSync(prefix)).toContain("share");
    expect(runCommand(["uninstall", "--prefix", prefix]).code).toBe(0);
    expect(contents(prefix)).toEqual({});
  });

  it("gives a prefix that was in use back byte for byte", () => {
    const prefix = prefixInUse();
    const before = contents(prefix);
    installInto(prefixLocation(prefix));
    expect(contents(prefix)).not.toEqual(before);
    removeFrom(prefixLocation(prefix));
    expect(contents(prefix)).toEqual(before);
  });

  it("keeps a file that somebody put among ours, and one that somebody changed", () => {
    const prefix = temporaryFolder();
    const location = prefixLocation(prefix);
    installInto(location);
    const folder = kernelspecFolder(location);
    writeFileSync(join(folder, "notes.txt"), "mine");
    writeFileSync(join(folder, "kernel.json"), "changed");
    const notes = removeFrom(location);
    expect(notes).toEqual([
      `${join(folder, "kernel.json")} was changed after it was installed, so it stays.`,
    ]);
    expect(readdirSync(folder).sort()).toEqual(["kernel.json", "notes.txt"]);
  });

  it("says that there is nothing to remove where nothing was installed", () => {
    const { code, said } = runCommand(["uninstall", "--prefix", temporaryFolder()]);
    expect(code).toBe(0);
    expect(said).toContain("nothing to remove");
  });
});

describe("the place", () => {
  it("is the person's own Jupyter folders unless an option says otherwise", () => {
    const home = temporaryFolder();
    const data = join(home, "data");
    const variables = { ...withoutJupyter, JUPYTER_DATA_DIR: data };
    expect(userLocation(variables)).toEqual({ data });
    expect(runCommand(["install"], variables).code).toBe(0);
    expect(readdirSync(join(data, "kernels"))).toEqual(["sinapse"]);
    expect(runCommand(["uninstall", "--user"], variables).code).toBe(0);
    expect(contents(home)).toEqual({});
  });

  it("is share/jupyter and etc/jupyter of a prefix", () => {
    const location = { data: "/opt/env/share/jupyter" };
    const place = placeFrom(readOptions("install", ["--prefix=/opt/env"]));
    expect(place).toEqual({ location, prefix: "/opt/env", option: "--prefix /opt/env" });
  });

  it("is one place only", () => {
    const given = readOptions("install", ["--user", "--prefix", "/opt/env"]);
    expect(() => placeFrom(given)).toThrow("Choose one only: --user, --prefix /opt/env");
  });
});
