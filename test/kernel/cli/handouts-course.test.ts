/** A course of one's own as handouts: one folder, exported in two runs, looked at on a phone. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordName } from "../../../kernel/cli/handout-record.ts";
import { findChromium, launchBrowser } from "../../lab/browser.ts";
import { type Outcome, runCommand, temporaryFolder } from "./run-command.ts";
import { writeNotebook } from "./tiny-notebook.ts";

const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const wide = `$${Array.from({ length: 9 }, (_, i) => `w_{${i}} x_{${i}}`).join(" + ")}$`;

const portuguese = `# 1 · **Redes** neurais

Uma rede aprende com os exemplos que a gente dá. A soma é ${wide} e não cabe num celular.

- Numa lista: ${wide}

![um ponto](figura%20da%20li%C3%A7%C3%A3o.png) ![falta](attachment:sumiu.png)

<img src="nao-existe.png"> ![de longe](https://example.org/longe.png)`;

describe("sinapse handouts for a course of one's own", () => {
  const folder = join(temporaryFolder(), "redes-neurais");
  const course = join(folder, "aulas");
  const handouts = (...names: string[]) =>
    runCommand(["handouts", ...names, "--output", ".", "--no-pdf"], {
      npm_lifecycle_event: "handouts",
      INIT_CWD: folder,
    });
  let first: Outcome;
  let second: Outcome;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(course, { recursive: true });
    writeNotebook(course, "01.ipynb", "6 * 7", portuguese);
    writeNotebook(course, "02.ipynb", "6 * 7", "# 2 · Números\n\nO texto não é longo.");
    writeNotebook(course, "03.ipynb", "6 * 7", "# 3 · An aside\n\nThis is in the other language.");
    writeFileSync(join(course, "broken.ipynb"), "{");
    writeFileSync(join(course, "figura da lição.png"), Buffer.from(dot, "base64"));
    first = handouts("aulas/01.ipynb", "aulas/broken.ipynb", "aulas/02.ipynb");
    second = handouts("aulas/03.ipynb");
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  }, 240_000);

  afterAll(() => browser?.close());

  const open = (name: string) => page.goto(pathToFileURL(join(folder, name)).href);
  const language = () => page.locator("html").getAttribute("lang");

  it("puts the pages where --output says, and nothing else", () => {
    const pages = ["01.html", "02.html", "03.html", "index.html"];
    expect(readdirSync(folder).sort()).toEqual([recordName, ...pages, "aulas"].sort());
    expect(second.code).toBe(0);
  });

  it("makes pages of the others where one notebook cannot be read", () => {
    expect(first.said).toContain(`${join(course, "broken.ipynb")} is not a Jupyter notebook`);
    expect(first.said).toContain("1 of 3 notebooks failed");
    expect(first.code).toBe(1);
  });

  it("names notebooks and pages as the person finds them", () => {
    expect(first.said).toContain(`Running ${join("aulas", "01.ipynb")} …`);
    expect(first.said).toContain("→ 01.html (");
    expect(first.said).not.toContain("..");
  });

  it("names the cell and the file of each picture that the page does not hold", async () => {
    for (const name of [
      "attachment:sumiu.png",
      "nao-existe.png",
      "https://example.org/longe.png",
    ]) {
      const shown = name.replace("attachment:", "");
      expect(first.said).toContain(
        `${join("aulas", "01.ipynb")}, cell 1: the picture ${shown} is not in the page`,
      );
    }
    expect(first.said).not.toContain("Traceback");
    expect(readFileSync(join(folder, "01.html"), "utf8")).toContain(dot);
    await open("01.html");
    expect(await page.locator(".prose").first().textContent()).toContain(
      "[Falta aqui a figura sumiu.png]",
    );
  });

  it("lists the pages of both runs by their titles, in the language of most", async () => {
    await open("index.html");
    expect(await page.locator("li").allTextContents()).toEqual([
      "1 · Redes neurais",
      "2 · Números",
      "3 · An aside",
    ]);
    expect(await language()).toBe("pt-BR");
    expect(await page.title()).toBe("aulas: apostilas");
    expect(await page.locator("li a").last().getAttribute("lang")).toBe("en");
  });

  it("tells the language of each page by its words, where nothing declares it", async () => {
    for (const [name, expected] of Object.entries({ "01": "pt-BR", "02": "pt-BR", "03": "en" })) {
      await open(`${name}.html`);
      expect(await language()).toBe(expected);
    }
  });

  it("does not scroll sideways on a phone: a wide formula scrolls by itself", async () => {
    await open("01.html");
    const formulas = page.locator(".prose math");
    expect(await formulas.count()).toBe(2);
    // biome-ignore lint/suspicious/noExplicitAny: the test is compiled without the page's types
    const root = () => (globalThis as any).document.documentElement.scrollWidth;
    expect(await page.evaluate(root)).toBeLessThanOrEqual(390);
    for (const formula of await formulas.all()) {
      const [shown, whole] = await formula.evaluate((math) => [math.clientWidth, math.scrollWidth]);
      expect(whole).toBeGreaterThan(shown!);
    }
    await page.setViewportSize({ width: 1400, height: 800 });
    await expect.poll(() => page.locator("math.wide").count()).toBe(0);
  });
});

it("goes on where a page does not come to rest", () => {
  const folder = temporaryFolder();
  const dialog = writeNotebook(folder, "a.ipynb", "1", "# A\n\n<script>alert(1)</script>");
  const other = writeNotebook(folder, "b.ipynb", "6 * 7", "# B");
  const output = join(folder, "out");
  const patience = { SINAPSE_CHROMIUM: findChromium(), SINAPSE_BROWSER_SECONDS: "8" };
  const { code, said } = runCommand(
    ["handouts", dialog, other, "--pdf", "--output", output],
    patience,
  );
  expect(said).toContain("did not come to rest within 8 s");
  expect(code).toBe(1);
  expect(readdirSync(output)).toEqual(
    expect.arrayContaining(["a.html", "b.html", "b.pdf", "index.html"]),
  );
  expect(readdirSync(output)).not.toContain("a.pdf");
});

it("lets nothing that a cell leaves open take the cells behind it", async () => {
  const folder = temporaryFolder();
  const open = ["<style>", "<math><mtext><style>", "<div><b>", "<!-- note", "<textarea>"];
  open.push("<script>let a = 1", "<title>", "<select><option>", "<svg><title>", "<table><tr>");
  const path = writeNotebook(folder, "a.ipynb", "display.html('<style>'); 6 * 7", "# Before");
  const notebook = JSON.parse(readFileSync(path, "utf8"));
  const cells = [...open, "# After"].map((source, index) => ({
    cell_type: "markdown",
    id: `open-${index}`,
    metadata: {},
    source: `Text\n\n${source}`,
  }));
  writeFileSync(path, JSON.stringify({ ...notebook, cells: [...notebook.cells, ...cells] }));
  const { code, said } = runCommand(["handouts", path, "--no-pdf", "--output", folder]);
  expect(code, said).toBe(0);
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, "a.html")).href);
  const sections = page.locator("main > section, main > .cell");
  expect(await sections.count()).toBeGreaterThanOrEqual(cells.length + 2);
  expect(await page.locator("main > section > h1").allTextContents()).toEqual([
    expect.stringContaining("Before"),
    expect.stringContaining("After"),
  ]);
  await browser.close();
});
