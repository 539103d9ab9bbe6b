import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inPackage } from "../../kernel/node/package-root.ts";
import { launchBrowser } from "./browser.ts";
import {
  cellsOf,
  choose,
  createNotebook,
  type JupyterLab,
  startJupyterLab,
} from "./jupyter-lab.ts";

const screenshots = inPackage("test", "lab", "screenshots");

const cells = [
  `import { plot, widgets } from "sinapse";
widgets.interact(
  ({ weight }) => plot.line([0, weight], { title: "weight " + weight, yRange: [-10, 10] }),
  { weight: [-10, 10] },
);`,
  `const curve = plot.trainingCurve({ title: "Live" });
const end = performance.now() + 1500;
let steps = 0;
while (performance.now() < end) {
  steps += 1;
  curve.add({ loss: 1 / steps });
}
const total = steps;`,
  "total === curve.history.loss.length",
  `let clicks = 0;
const button = widgets.button("Count");
button.onClick(() => {
  clicks += 1;
  console.log("clicked " + clicks);
  if (clicks === 2) throw new Error("twice is enough");
});
button`,
];

describe("widgets and live figures in JupyterLab", () => {
  let browser: Browser;
  let lab: JupyterLab;
  let page: Page;

  const slider = () => page.locator(".widget-hslider .noUi-handle").first();
  const below = (cell: number) => page.locator(".jp-Notebook .jp-Cell").nth(cell);
  const says = (cell: number, text: string | RegExp) =>
    below(cell)
      .locator(".jp-OutputArea")
      .filter({ hasText: text })
      .first()
      .waitFor({ timeout: 60_000 });
  const title = () => page.locator(".js-plotly-plot .gtitle").first();

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
    page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
    await createNotebook(lab, "widgets.ipynb", cells);
    await page.goto(lab.address("widgets.ipynb"));
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor({ timeout: 60_000 });
    await page.getByText("TypeScript (Sinapse) | Idle").waitFor({ timeout: 60_000 });
    await choose(page, "Run", "Run All Cells");
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, 120_000);

  it("moves a figure with a slider, thirty times", async () => {
    await slider().waitFor({ timeout: 60_000 });
    await title().filter({ hasText: "weight 0" }).waitFor({ timeout: 60_000 });
    await slider().focus();
    for (let move = 1; move <= 30; move++) {
      const right = move <= 10;
      await page.keyboard.press(right ? "ArrowRight" : "ArrowLeft");
      const weight = right ? move : 20 - move;
      const text = new RegExp(`weight ${weight}$`);
      await title().filter({ hasText: text }).waitFor({ timeout: 10_000 });
    }
    const saved = (await cellsOf(page))[0]!.outputs.at(-1)!.data!["text/plain"];
    expect(saved).toContain("weight -10");
  }, 180_000);

  it("shows the last state of a live curve, and keeps it in the notebook", async () => {
    const output = await page.waitForFunction(
      async () => {
        // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
        const notebook = (globalThis as any).jupyterapp.shell.currentWidget.content.model.toJSON();
        return notebook.cells[2].outputs.length > 0;
      },
      undefined,
      { timeout: 60_000 },
    );
    expect(output).toBeTruthy();
    const [, live, check] = await cellsOf(page);
    expect(live!.outputs.length).toBe(1);
    const figure = live!.outputs[0]!.data!["application/vnd.plotly.v1+json"] as {
      data: { x: number[] }[];
    };
    const text = String(live!.outputs[0]!.data!["text/plain"]);
    // Every step is counted in the sentence; the line is thinned to about 2,000 points.
    const shown = Number(/in (\d+) epochs/.exec(text)![1]);
    expect(figure.data[0]!.x.at(-1)).toBe(shown);
    expect(check!.outputs[0]!.data!["text/plain"]).toBe("true");
  }, 120_000);

  it("shows what a button's code prints, and its error, below the button", async () => {
    await page.getByRole("button", { name: "Count" }).click();
    await says(3, /clicked 1/);
    await page.getByRole("button", { name: "Count" }).click();
    await says(3, /clicked 2[\s\S]*Error: twice is enough/);
  }, 120_000);

  /** Saves, and waits until that is done: a page that is reloaded before has nothing to show. */
  async function save(): Promise<void> {
    await choose(page, "File", "Save Notebook");
    await expect
      .poll(() => page.evaluate("jupyterapp.shell.currentWidget.context.model.dirty"))
      .toBe(false);
  }

  it("restores the slider after the page was reloaded", async () => {
    await save();
    await page.reload();
    await slider().waitFor({ timeout: 60_000 });
    expect(await page.locator(".widget-readout").first().textContent()).toBe("−10");
  }, 150_000);

  it("moves the figure after the page was reloaded, and shows what code prints", async () => {
    await slider().focus();
    await page.keyboard.press("ArrowRight");
    await title()
      .filter({ hasText: /weight -9$/ })
      .waitFor({ timeout: 20_000 });
    const saved = (await cellsOf(page))[0]!.outputs;
    expect(saved.at(-1)!.data!["text/plain"]).toContain("weight -9");
    expect(saved[0]!.data!["text/plain"]).toBe("weight = -9");
    await page.getByRole("button", { name: "Count" }).click();
    await says(3, /clicked 3/);
  }, 120_000);

  it("says of a control whose session has ended that it has, and how it stood", async () => {
    await save();
    await choose(page, "Kernel", "Restart Kernel…");
    await page.getByRole("button", { name: "Confirm Kernel Restart" }).click();
    await says(0, /weight = -9[\s\S]*Run the cell again/);
    await save();
  }, 120_000);

  it("says the same in a saved notebook that is opened again", async () => {
    await page.reload();
    await says(0, /weight = -9[\s\S]*Run the cell again/);
    await title()
      .filter({ hasText: /weight -9$/ })
      .waitFor({ timeout: 20_000 });
    expect(await below(0).innerText()).not.toMatch(/not found|Loading widget/);
    await page.screenshot({ path: join(screenshots, "widgets-ended.png"), fullPage: true });
    await below(0).click();
    await page.keyboard.press("Shift+Enter");
    await title()
      .filter({ hasText: /weight 0$/ })
      .waitFor({ timeout: 20_000 });
    expect(await below(0).innerText()).not.toContain("Run the cell again");
  }, 150_000);

  it("says it when the kernel is shut down", async () => {
    await slider().waitFor({ timeout: 60_000 });
    await choose(page, "Kernel", "Shut Down Kernel");
    await says(0, /weight = -?\d+[\s\S]*Run the cell again/);
    expect(await slider().isVisible()).toBe(false);
  }, 120_000);

  it("says it in the kernel's language, else in the reader's", async () => {
    const view = { version_major: 2, version_minor: 0, model_id: "gone" };
    const shown = { "application/vnd.jupyter.widget-view+json": view, "text/plain": "k = 1" };
    await createNotebook(lab, "languages.ipynb", [
      { source: "1", shown, metadata: { sinapse: { language: "pt-BR" } } },
      { source: "2", shown, metadata: { sinapse: { language: "en" } } },
      { source: "3", shown },
    ]);
    page = await browser.newPage({ locale: "pt-BR" });
    const { origin, search } = new URL(lab.address());
    await page.goto(`${origin}/lab/workspaces/languages/tree/languages.ipynb${search}`);
    await says(2, "k = 1");
    await page.evaluate(() => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
      const { model } = (globalThis as any).jupyterapp.shell.currentWidget.content;
      for (const cell of model.cells) cell.trusted = true;
    });
    await says(0, /k = 1[\s\S]*Execute a célula de novo/);
    await says(1, /k = 1[\s\S]*Run the cell again/);
    await says(2, /k = 1[\s\S]*Execute a célula de novo/);
  }, 120_000);
});
