import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inPackage } from "../../kernel/node/package-root.ts";
import { displaySymbol, type MimeBundle } from "../../lib/display.ts";
import * as nn from "../../lib/nn/index.ts";
import * as plot from "../../lib/plot/index.ts";
import { tensor } from "../../lib/tensor/index.ts";
import { launchBrowser } from "./browser.ts";
import { everyHelper, square } from "./every-helper.ts";
import { createNotebook, type JupyterLab, type RanCell, startJupyterLab } from "./jupyter-lab.ts";

const axis = [-1, 0, 1];
const model = nn.sequential(
  nn.linear(2, 2, { seed: 1 }),
  nn.sigmoid(),
  nn.linear(2, 1, { seed: 2 }),
);
const screenshots = inPackage("test", "lab", "screenshots");

type Shown = { [displaySymbol](): unknown };

/** What was saved: as from somebody else, so that JupyterLab does not trust it. */
const saved: Record<string, Shown> = {
  line: plot.line([3, 1, 2], { title: "A line" }),
  surface: plot.surface({ x: axis, y: axis, z: axis.map((b) => axis.map((a) => a * b)) }),
  network: plot.network(model, { input: [1, 0], title: "A network" }),
};

const figureOfEach: Record<string, plot.Figure> = {
  ...Object.fromEntries(Object.entries(everyHelper).map(([name, make]) => [name, make()])),
  surface: plot.surface(square),
};
const drawingOfEach: Record<string, Shown> = {
  network: plot.network(model, { input: [1, 0] }),
  graph: plot.graph(tensor([1, 2], { requiresGrad: true }).mul(3).sum()),
};

/** A cell that has shown each value, and names it. */
function cellsThatShow(values: Record<string, Shown>): Promise<RanCell[]> {
  return Promise.all(
    Object.entries(values).map(async ([name, value]) => ({
      source: `// plot.${name};`,
      shown: (await value[displaySymbol]()) as MimeBundle,
    })),
  );
}

/** Runs one of JupyterLab's commands, as a menu entry does. */
function run(page: Page, command: string, parameters: object = {}): Promise<void> {
  return page.evaluate(
    ([command, parameters]) =>
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
      (globalThis as any).jupyterapp.commands.execute(command, parameters),
    [command, parameters] as const,
  );
}

describe("figures and drawings that a notebook holds", () => {
  let browser: Browser;
  let lab: JupyterLab;
  let page: Page;

  const panel = () => page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)");
  const figures = () => panel().locator(".sinapse-figure [data-draws]");
  const drawing = () => panel().locator(".sinapse-drawing [role=img]");

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
    page = await browser.newPage({ viewport: { width: 1300, height: 1500 } });
    const gallery = { ...figureOfEach, ...drawingOfEach };
    await createNotebook(lab, "saved.ipynb", await cellsThatShow(saved));
    await createNotebook(lab, "gallery.ipynb", await cellsThatShow(gallery));
    await page.goto(lab.address("saved.ipynb"));
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor({ timeout: 60_000 });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, 60_000);

  it("are shown though the notebook is not trusted", async () => {
    const trusted = () =>
      page.evaluate(() => {
        // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
        const model = (globalThis as any).jupyterapp.shell.currentWidget?.content?.model;
        return model && [...model.cells].some((cell: { trusted: boolean }) => cell.trusted);
      });
    // On a busy machine the cells are drawn before the application calls them its own.
    await expect.poll(trusted, { timeout: 20_000 }).toBe(false);
    await expect.poll(() => figures().count(), { timeout: 20_000 }).toBe(2);
    await expect
      .poll(() => drawing().locator("circle").count(), { timeout: 20_000 })
      .toBeGreaterThan(5);
    await page.screenshot({ path: join(screenshots, "untrusted.png") });
  });

  it("take the dark theme's colours", async () => {
    await run(page, "apputils:change-theme", { theme: "JupyterLab Dark" });
    const lightness = (selector: string) =>
      panel()
        .locator(selector)
        .first()
        .evaluate((text) => Number(/\d+/.exec(getComputedStyle(text).fill)![0]));
    await expect.poll(() => lightness(".gtitle"), { timeout: 20_000 }).toBeGreaterThan(200);
    expect(await lightness(".sinapse-drawing text")).toBeGreaterThan(200);
    await page.screenshot({ path: join(screenshots, "dark.png") });
  });

  it("appear in a view of their own", async () => {
    for (const [index, what] of ["figure", "figure", "drawing"].entries()) {
      await page.evaluate((index) => {
        // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
        (globalThis as any).jupyterapp.shell.currentWidget.content.activeCellIndex = index;
      }, index);
      await run(page, "notebook:create-output-view");
      const view = page.locator(".jp-LinkedOutputView:not(.lm-mod-hidden)").last();
      const seen = what === "figure" ? ".sinapse-figure [data-draws]" : ".sinapse-drawing circle";
      await view.locator(seen).first().waitFor({ timeout: 20_000 });
      await page.screenshot({ path: join(screenshots, `view-${index}.png`) });
      await page.evaluate(() => {
        // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
        const { shell } = (globalThis as any).jupyterapp;
        for (const widget of shell.widgets("main")) {
          if (widget.title.label !== "saved.ipynb") widget.close();
        }
      });
    }
  }, 90_000);

  it("appear in both views of one notebook side by side", async () => {
    await run(page, "docmanager:clone");
    await expect.poll(() => panel().count(), { timeout: 20_000 }).toBe(2);
    await expect.poll(() => figures().count(), { timeout: 20_000 }).toBe(4);
    await expect.poll(() => drawing().count(), { timeout: 20_000 }).toBe(2);
    await page.screenshot({ path: join(screenshots, "side-by-side.png") });
  }, 60_000);

  describe.each(["Light", "Dark"])("of every helper, in the theme JupyterLab %s:", (theme) => {
    /** The output of a helper, brought into view. */
    async function output(name: string) {
      const names = [...Object.keys(figureOfEach), ...Object.keys(drawingOfEach)];
      await page.evaluate(
        (index) =>
          // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
          (globalThis as any).jupyterapp.shell.currentWidget.content.scrollToItem(index, "start"),
        names.indexOf(name),
      );
      return panel()
        .locator(".jp-CodeCell")
        .filter({ hasText: `// plot.${name};` });
    }

    beforeAll(async () => {
      await page.goto(lab.address("gallery.ipynb"));
      await panel().locator(".jp-CodeCell").first().waitFor({ timeout: 60_000 });
      await run(page, "apputils:change-theme", { theme: `JupyterLab ${theme}` });
      await page.waitForFunction(
        (light) => document.body.dataset.jpThemeLight === light,
        String(theme === "Light"),
      );
    }, 90_000);

    it.each(Object.entries(figureOfEach))("plot.%s draws all that it holds", async (name, held) => {
      const figure = (await output(name)).locator("[data-draws]");
      await figure.waitFor({ timeout: 30_000 });
      const drawn = () =>
        figure.evaluate((node) => {
          const { data, _fullLayout } = node as unknown as {
            data: unknown[];
            _fullLayout: { font: { color: string } };
          };
          return { traces: data.length, text: _fullLayout.font.color };
        });
      const color = await page.evaluate(() =>
        getComputedStyle(document.body).getPropertyValue("--jp-content-font-color1").trim(),
      );
      const whole = { traces: held.data.length, text: color };
      await expect.poll(drawn, { timeout: 20_000 }).toEqual(whole);
    });

    it.each(Object.keys(drawingOfEach))("plot.%s shows its drawing and its label", async (name) => {
      const drawing = (await output(name)).locator(".sinapse-drawing [role=img]");
      await drawing.waitFor({ timeout: 30_000 });
      expect(await drawing.getAttribute("aria-label")).toBeTruthy();
      expect(await drawing.locator("text").count()).toBeGreaterThan(3);
    });
  });
});
