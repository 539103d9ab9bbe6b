import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inPackage } from "../../kernel/node/package-root.ts";
import { launchBrowser } from "./browser.ts";
import { cellsOf, choose, type JupyterLab, type LabCell, startJupyterLab } from "./jupyter-lab.ts";

const lesson = "pt/02-regressao-logistica.ipynb";
const figureType = "application/vnd.plotly.v1+json";
const screenshots = inPackage("test", "lab", "screenshots");

/** The figures that have been drawn: how many traces each holds, and how many shapes it shows. */
function drawn(figures: Locator): Promise<{ traces: number; shapes: number }[]> {
  return figures.evaluateAll((plots) =>
    plots.map((plot) => ({
      traces: (plot as unknown as { data?: unknown[] }).data?.length ?? 0,
      shapes: plot.querySelectorAll(".main-svg path, .main-svg image").length,
    })),
  );
}

/** Waits until a function gives what is wanted, and gives the last value either way. */
async function eventually<T>(read: () => Promise<T>, wanted: (value: T) => boolean, ms: number) {
  const end = Date.now() + ms;
  let value = await read();
  while (!wanted(value) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    value = await read();
  }
  return value;
}

const codeCells = (cells: LabCell[]) => cells.filter(({ type }) => type === "code");
const figuresIn = (cells: LabCell[]) =>
  cells.flatMap(({ outputs }) => outputs.flatMap(({ data }) => data?.[figureType] ?? []));

describe("a student's way through lesson 2", () => {
  let browser: Browser;
  let lab: JupyterLab;
  let page: Page;
  let handout: string;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, 60_000);

  it("opens the lesson in JupyterLab with the TypeScript kernel ready", async () => {
    await page.goto(lab.address(lesson));
    await page.getByText("TypeScript (Sinapse)").first().waitFor({ timeout: 60_000 });
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
    expect(codeCells(await cellsOf(page)).length).toBeGreaterThan(10);
  }, 90_000);

  it("does not count it as changed when it was only opened", async () => {
    await page.getByText("TypeScript (Sinapse) | Idle").waitFor({ timeout: 60_000 });
    const dirty = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
      const { context, sessionContext } = (globalThis as any).jupyterapp.shell.currentWidget;
      await sessionContext.session.kernel.info;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return context.model.dirty;
    });
    expect(dirty).toBe(false);
    expect(await page.locator(".lm-mod-current .jp-mod-dirty, .jp-mod-dirty").count()).toBe(0);
  }, 90_000);

  it("runs every cell to the end without an error", async () => {
    await choose(page, "Run", "Run All Cells");
    const cells = await eventually(
      () => cellsOf(page),
      (cells) =>
        codeCells(cells).every(({ executionCount }) => executionCount !== null) ||
        cells.some(({ outputs }) => outputs.some(({ output_type }) => output_type === "error")),
      300_000,
    );
    const errors = cells.flatMap(({ outputs }) =>
      outputs.filter(({ output_type }) => output_type === "error"),
    );
    expect(errors).toEqual([]);
    expect(codeCells(cells).map(({ executionCount }) => executionCount)).toEqual(
      codeCells(cells).map((_, index) => index + 1),
    );
  }, 330_000);

  it("draws every figure as it comes into view", async () => {
    const cells = await cellsOf(page);
    expect(figuresIn(cells).length).toBeGreaterThan(5);
    let number = 0;
    for (const [index, cell] of cells.entries()) {
      const figures = figuresIn([cell]);
      if (figures.length === 0) continue;
      const here = page.locator(`.jp-Notebook .jp-Cell[data-windowed-list-index="${index}"]`);
      await showCell(page, index);
      const outputs = here.locator(".js-plotly-plot");
      await outputs.last().scrollIntoViewIfNeeded();
      const shown = await eventually(
        () => drawn(outputs),
        (found) => found.length === figures.length && found.every(({ shapes }) => shapes > 0),
        20_000,
      );
      expect(shown, `figures of cell ${index}`).toHaveLength(figures.length);
      for (const { traces, shapes } of shown) {
        expect(traces, `traces in cell ${index}`).toBeGreaterThan(0);
        expect(shapes, `shapes in cell ${index}`).toBeGreaterThan(0);
      }
      number++;
      await here.screenshot({ path: join(screenshots, `lesson-2-figure-${number}.png`) });
    }
  }, 180_000);

  it("gives the handout through JupyterLab's own export menu", async () => {
    await choose(page, "File", "Save Notebook");
    const downloading = page.waitForEvent("download", { timeout: 60_000 });
    await choose(page, "File", "Save and Export Notebook As", "Sinapse");
    const download = await downloading;
    handout = join(screenshots, "lesson-2.html");
    await download.saveAs(handout);
    expect(await download.failure()).toBeNull();
  }, 90_000);

  it("opens the handout without a network: no request fails, figures and formulas are there", async () => {
    const context = await browser.newContext({
      offline: true,
      viewport: { width: 1100, height: 900 },
    });
    const offline = await context.newPage();
    const requests: string[] = [];
    offline.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
    });
    offline.on("requestfailed", (request) => requests.push(`failed: ${request.url()}`));
    await offline.goto(`file://${handout}`);
    const wanted = figuresIn(await cellsOf(page)).length;
    const plots = offline.locator(".js-plotly-plot");
    for (const plot of await plots.all()) await plot.scrollIntoViewIfNeeded();
    const shown = await eventually(
      () => drawn(plots),
      (found) => found.length === wanted && found.every(({ shapes }) => shapes > 0),
      30_000,
    );
    await offline.screenshot({ path: join(screenshots, "handout-2.png"), fullPage: true });
    expect(requests).toEqual([]);
    expect(shown).toHaveLength(wanted);
    for (const { traces, shapes } of shown) {
      expect(traces).toBeGreaterThan(0);
      expect(shapes).toBeGreaterThan(0);
    }
    expect(await offline.locator("math").count()).toBeGreaterThan(10);
    const headings = await offline.locator("h1, h2").allTextContents();
    expect(headings[0]).toContain("Por que regressão logística não basta?");
    expect(headings.length).toBeGreaterThan(5);
    expect(await offline.locator("main").innerText()).not.toMatch(/<\/(p|h1|kbd)>/);
    await context.close();
  }, 90_000);

  it("ends cleanly when the terminal interrupts it", async () => {
    expect(await lab.stop()).toBe(0);
  }, 30_000);
});

/** Scrolls a cell into view, also one that JupyterLab has not yet put on the page. */
async function showCell(page: Page, index: number): Promise<void> {
  await page.evaluate(async (index) => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
    const notebook = (globalThis as any).jupyterapp.shell.currentWidget.content;
    await notebook.scrollToItem(index, "smart");
  }, index);
}
