import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bakeNotebook } from "../../kernel/cli/bake-notebook.ts";
import { environmentProgram } from "../../kernel/cli/environment.ts";
import { displaySymbol, type MimeBundle } from "../../lib/display.ts";
import * as nn from "../../lib/nn/index.ts";
import * as plot from "../../lib/plot/index.ts";
import { launchBrowser } from "./browser.ts";

const axis = [-1, 0, 1];
const network = nn.sequential(nn.linear(2, 2, { seed: 1 }), nn.sigmoid());

/** What the cells of the notebook show. */
const shown: { [displaySymbol](): unknown }[] = [
  plot.line([3, 1, 2], { title: "A line" }),
  plot.animate([plot.line([0, 1]), plot.line([1, 0])]),
  plot.surface({ x: axis, y: axis, z: axis.map((b) => axis.map((a) => a * b)) }),
  plot.network(network, { input: [1, 0], title: "A network" }),
];

const prose = [
  "# Uma lição\n\nO custo é $J(\\theta) = a < b$, e custa R$ 5 ou R$ 10.\n\n$$\\frac{1}{1 + e^{-z}}$$",
  "## Exercício\n\n<details><summary>Solução</summary>\n\n```ts\nconst answer = 42;\n```\n\n</details>\n\n[a próxima](08-proxima.ipynb)",
];

function notebook(): object {
  const markdown = prose.map((source, index) => ({
    cell_type: "markdown",
    id: `prose-${index}`,
    metadata: {},
    source,
  }));
  const code = shown.map((value, index) => ({
    cell_type: "code",
    id: `code-${index}`,
    execution_count: index + 1,
    metadata: {},
    source: 'plot.language("pt");\nconst steps: number = 12; // tantos',
    outputs: [
      {
        output_type: "display_data",
        data: value[displaySymbol]() as MimeBundle,
        metadata: {},
      },
    ],
  }));
  const collapsed = {
    cell_type: "code",
    id: "collapsed",
    execution_count: null,
    metadata: { jupyter: { source_hidden: true } },
    source: "const expected = 4711;",
    outputs: [],
  };
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "sinapse", display_name: "TypeScript (Sinapse)", language: "typescript" },
      language_info: { name: "typescript" },
    },
    cells: [...markdown, ...code, collapsed],
  };
}

describe("a handout", () => {
  const folder = mkdtempSync(join(tmpdir(), "sinapse-handout-"));
  const file = join(folder, "lesson.html");
  const requests: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const source = join(folder, "lesson.ipynb");
    writeFileSync(source, JSON.stringify(notebook()));
    const trusted = "--SinapseExporter.sanitize_html=False";
    const parameters = ["-m", "nbconvert", "--to", "sinapse", trusted, source];
    execFileSync(environmentProgram("python"), parameters, { stdio: "pipe" });
    browser = await launchBrowser();
    const context = await browser.newContext({ offline: true, bypassCSP: true });
    page = await context.newPage();
    page.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    await page.waitForFunction(
      // biome-ignore lint/suspicious/noExplicitAny: the test is compiled without the page's types
      () => (globalThis as any).document.documentElement.dataset.drawn !== undefined,
    );
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is one file that asks the network for nothing", () => {
    expect(requests).toEqual([]);
    expect(statSync(file).size).toBeLessThan(4e6);
  });

  it("draws every figure and drawing, each with what it shows as its label", async () => {
    expect(await page.locator(".sinapse-figure [data-draws]").count()).toBe(3);
    expect(await page.locator("[role=figure]").first().getAttribute("aria-label")).toBe(
      "A line: y falls from 3 to 2 in 3 points.",
    );
    expect(await page.locator(".sinapse-drawing circle").count()).toBeGreaterThan(0);
  });

  it("typesets formulas as MathML and leaves money alone", async () => {
    expect(await page.locator("math").count()).toBe(2);
    expect(await page.locator(".temml-error, merror").count()).toBe(0);
    expect(await page.locator("main").textContent()).toContain("R$ 5 ou R$ 10");
  });

  it("names its language and title, and links the next handout", async () => {
    expect(await page.locator("html").getAttribute("lang")).toBe("pt-BR");
    expect(await page.title()).toBe("Uma lição");
    const link = page.getByRole("link", { name: "a próxima" });
    expect(await link.getAttribute("href")).toBe("08-proxima.html");
  });

  it("folds solutions, with their code inside", async () => {
    const solution = page.locator("details");
    expect(await solution.getAttribute("open")).toBeNull();
    expect(await solution.locator("code, pre").first().textContent()).toContain("answer = 42");
  });

  it("leaves out what the notebook collapses, as the answers of exercises", async () => {
    expect(await page.locator("body").textContent()).not.toContain("4711");
    expect(await page.locator("#cell-collapsed").count()).toBe(0);
  });

  it("highlights TypeScript", async () => {
    expect(await page.locator(".highlight .kd, .highlight .k").count()).toBeGreaterThan(0);
  });

  it("moves its frames with the slider, without a kernel", async () => {
    const figure = page.locator(".sinapse-figure").nth(1);
    await figure.scrollIntoViewIfNeeded();
    const last = () =>
      figure
        .locator(".js-plotly-plot")
        .evaluate((plot) => (plot as unknown as { data: { y: number[] }[] }).data[0]!.y[1]);
    expect(await last()).toBe(1);
    const rail = (await figure.locator(".slider-rail-touch-rect").boundingBox())!;
    await page.mouse.click(rail.x + rail.width - 2, rail.y + rail.height / 2);
    await expect.poll(last).toBe(0);
  });

  it("has no serious fault that axe-core finds", async () => {
    const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
    await page.evaluate(readFileSync(axe, "utf8"));
    const serious = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: axe puts itself into the page
      const { violations } = await (globalThis as any).axe.run();
      return violations
        .filter(({ impact }: { impact: string }) => /serious|critical/.test(impact))
        .map(({ id }: { id: string }) => id);
    });
    expect(serious).toEqual([]);
  });

  it("gives a copy of the notebook a picture of every figure", async () => {
    const source = join(folder, "lesson.ipynb");
    copyFileSync(file, join(folder, "pictures.html"));
    const target = join(folder, "pictures.ipynb");
    await bakeNotebook(source, join(folder, "pictures.html"), target);
    const { cells } = JSON.parse(readFileSync(target, "utf8")) as {
      cells: { outputs?: { data: Record<string, string> }[] }[];
    };
    const pictures = cells.flatMap(({ outputs = [] }) =>
      outputs.map(({ data }) => data["image/svg+xml"]!),
    );
    expect(pictures.length).toBe(shown.length);
    for (const picture of pictures) expect(picture).toMatch(/^<svg [^>]*xmlns/);
    expect(pictures[0]).toContain("A line");
    // Both states of the animation stand side by side, without what would move them.
    expect(pictures[1]!.match(/<svg /g)!.length).toBeGreaterThan(2);
    expect(pictures[1]).not.toMatch(/slider-|updatemenu-|▶/);
  }, 120_000);

  it("prints every figure", async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 4).toString()).toBe("%PDF");
    await page.emulateMedia({ media: "print" });
    // On paper the animation and the surface are pictures.
    const pictures = page.locator("img.snapshot");
    expect(await pictures.count()).toBe(2);
    for (const picture of await pictures.all()) {
      expect(await picture.isVisible()).toBe(true);
      expect(await picture.getAttribute("alt")).toBeTruthy();
    }
    expect(await page.locator(".slider-container").first().isVisible()).toBe(false);
    expect(await page.locator(".player").isVisible()).toBe(false);
    // Nothing scrolls on paper: the sheet is scaled to what is widest.
    const figure = page.locator(".sinapse-figure > div").first();
    const overflow = await figure.evaluate(
      // biome-ignore lint/suspicious/noExplicitAny: the test is compiled without the page's types
      (node) => (globalThis as any).getComputedStyle(node).overflowX,
    );
    expect(overflow).toBe("visible");
  });
});
