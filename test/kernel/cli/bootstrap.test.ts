import { describe, expect, it } from "vitest";
import { checkNode } from "../../../kernel/bootstrap/node.mjs";
import { explain, runStep } from "../../../kernel/bootstrap/steps.mjs";
import { textsFor } from "../../../kernel/bootstrap/texts.mjs";
import { pathWith, runBootstrap } from "./run-command.ts";

const english = textsFor({ LC_ALL: "C" });

describe("before anything is installed, the bootstrap", () => {
  it("says that Node.js is too old, and where to get a newer one", () => {
    const pretend =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.19.0" } })';
    const { code, said } = runBootstrap(["start"], {
      node: ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`],
    });
    expect(code).toBe(1);
    expect(said).toBe(`${english.nodeTooOld("18.19.0", "20.19.0")}\n`);
  });

  it("takes Node.js 20.19 and everything newer", () => {
    for (const version of ["20.19.0", "20.20.2", "22.0.0", "26.1.0"]) checkNode(version);
    for (const version of ["18.20.0", "20.18.3"]) expect(() => checkNode(version)).toThrow(version);
  });

  it("says that Python is missing, and how to install it", () => {
    const { code, said } = runBootstrap(["start"], { path: pathWith({}) });
    expect(code).toBe(1);
    expect(said).toBe(`${english.noPython()}\n`);
  });

  it("names a Python that is too old", () => {
    const path = pathWith({ python3: '["/usr/bin/python3", "3.8.18", "/usr", true]' });
    const { code, said } = runBootstrap(["start"], { path });
    expect(code).toBe(1);
    expect(said).toBe(`${english.pythonTooOld("/usr/bin/python3", "3.8.18")}\n`);
  });

  it("names a Python without its venv module, as Debian ships it", () => {
    const path = pathWith({ python3: '["/usr/bin/python3", "3.11.2", "/usr", false]' });
    const { code, said } = runBootstrap(["start"], { path });
    expect(code).toBe(1);
    expect(said).toBe(`${english.noVenv("/usr/bin/python3")}\n`);
    expect(said).toContain("sudo apt install python3-venv");
  });

  it("speaks Portuguese where the locale is Portuguese", () => {
    const { said } = runBootstrap(["start"], { path: pathWith({}), locale: "pt_BR.UTF-8" });
    expect(said).toBe(`${textsFor({ LANG: "pt_PT" }).noPython()}\n`);
    expect(said).toMatch(/^O Sinapse precisa do Python 3\.10/);
  });
});

describe("a step that fails", () => {
  it.each([
    ["npm error code ENOSPC", english.diskFull("Building")],
    ["OSError: [Errno 28] No space left on device", english.diskFull("Building")],
    ["npm error code ENOTFOUND registry.npmjs.org", english.noNetwork("Building")],
    ["NewConnectionError(…: Failed to establish a new connection", english.noNetwork("Building")],
    ["npm error code EACCES", english.noPermission("Building", "/place")],
  ])("is explained: %s", (output, sentence) => {
    expect(explain("Building", output, "/place").message).toBe(sentence);
  });

  it("fails when it only warns of a full disk, as npm does", async () => {
    const warn = 'console.log("npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device")';
    await expect(
      runStep("Building", process.execPath, ["-e", warn], { cwd: process.cwd() }),
    ).rejects.toThrow(english.diskFull("Building"));
  });

  it("otherwise shows the last lines it printed", () => {
    const output = Array.from({ length: 40 }, (_, i) => `line ${i + 1}`).join("\n");
    const { message } = explain("Building", output, "/place");
    expect(message).toContain("line 40");
    expect(message).not.toContain("line 20\n");
  });
});
