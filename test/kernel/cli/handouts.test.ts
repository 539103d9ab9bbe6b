import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findChromium } from "../../lab/browser.ts";
import { runCommand, temporaryFolder } from "./run-command.ts";
import { writeNotebook } from "./tiny-notebook.ts";

const withChromium = { SINAPSE_CHROMIUM: findChromium() };

describe("sinapse handouts", () => {
  test("runs the notebooks and writes HTML, a PDF of each, and their index", () => {
    const folder = temporaryFolder();
    const names = ["first", "second"];
    const notebooks = names.map((name) => writeNotebook(folder, `${name}.ipynb`, "6 * 7"));
    const output = join(folder, "site");
    const { code, said } = runCommand(["handouts", ...notebooks, "--output", output], withChromium);
    expect(said).not.toContain("No Chromium");
    expect(code).toBe(0);
    for (const name of names) {
      const file = join(output, name);
      const html = readFileSync(`${file}.html`, "utf8");
      expect(/>\s*42\s*</.test(html)).toBe(true); // no 3 MB page in the message of a failure
      expect(readFileSync(`${file}.pdf`).subarray(0, 4).toString()).toBe("%PDF");
      expect(readFileSync(join(output, "index.html"), "utf8")).toContain(`${name}.html`);
    }
  });

  test("lists two languages in the index, with a switch between them", () => {
    const folder = temporaryFolder();
    const notebooks = ["pt/lição.ipynb", "en/lesson.ipynb"].map((name) => {
      return writeNotebook(folder, name, "6 * 7");
    });
    const output = join(folder, "site");
    const { code } = runCommand(["handouts", ...notebooks, "--output", output, "--no-pdf"]);
    expect(code).toBe(0);
    const index = readFileSync(join(output, "index.html"), "utf8");
    expect(index).toContain('<nav><a href="#pt">Português</a> · <a href="#en">English</a></nav>');
    expect(index).toContain('href="pt/li%C3%A7%C3%A3o.html"');
    expect(index).toContain('href="en/lesson.html"');
  });

  test("leaves the PDF out with --no-pdf", () => {
    const folder = temporaryFolder();
    const path = writeNotebook(folder, "one.ipynb", "6 * 7");
    const { code } = runCommand(["handouts", path, "--output", folder, "--no-pdf"], withChromium);
    expect(code).toBe(0);
    expect(existsSync(join(folder, "one.html"))).toBe(true);
    expect(existsSync(join(folder, "one.pdf"))).toBe(false);
  });

  test("names the notebook and the cell that fails, and its error", () => {
    const folder = temporaryFolder();
    const path = writeNotebook(folder, "broken.ipynb", "throw new Error('on purpose')");
    const { code, said } = runCommand(["handouts", path, "--output", folder], withChromium);
    expect(code).toBe(1);
    expect(said).toContain("broken.ipynb stops with an error in code cell 1");
    expect(said).toContain("on purpose");
  });
});
