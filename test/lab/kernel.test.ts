import type { Browser, ConsoleMessage, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import {
  cellsOf,
  choose,
  createNotebook,
  type JupyterLab,
  startJupyterLab,
} from "./jupyter-lab.ts";

let browser: Browser;
let lab: JupyterLab;
let page: Page;

beforeAll(async () => {
  [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
}, 60_000);

/** Opens a new notebook with these cells and waits for its kernel. */
async function open(name: string, sources: string[]): Promise<void> {
  await createNotebook(lab, `${name}.ipynb`, sources);
  const { origin, search } = new URL(lab.address());
  // A workspace of its own: no tabs of the tests before.
  await page.goto(`${origin}/lab/workspaces/${name}/tree/${name}.ipynb${search}`);
  await cell(0).waitFor({ timeout: 60_000 });
  await page.getByText("TypeScript (Sinapse) | Idle").waitFor({ timeout: 60_000 });
}

const cell = (index: number): Locator => page.locator(".jp-Notebook .jp-CodeCell").nth(index);

/** Puts the cursor at the end of a cell. */
async function enter(index: number): Promise<void> {
  await cell(index).locator(".cm-content").click();
  await page.keyboard.press("Control+End");
}

async function run(index: number): Promise<void> {
  await enter(index);
  await page.keyboard.press("Control+Enter");
}

const stop = () => page.locator('[data-command="notebook:interrupt-kernel"]').first().click();
const outputs = (index: number) => cell(index).locator(".jp-OutputArea");

/** Waits until the output of a cell holds a text. */
const shows = (index: number, text: string | RegExp) =>
  outputs(index).getByText(text).first().waitFor({ timeout: 30_000 });

describe("in JupyterLab", { timeout: 120_000 }, () => {
  test("the stop button ends a spin and a hung await, and the variables are kept", async () => {
    await open("stop", [
      'let kept = 1; console.log("spins"); while (true) kept += 1;',
      'console.log("waits"); await new Promise(() => {});',
      "kept > 1",
    ]);
    await run(0);
    await shows(0, "spins");
    await stop();
    await shows(0, /Interrupted/);
    await run(1);
    await shows(1, "waits");
    await stop();
    await shows(1, /Interrupted/);
    await run(2);
    await shows(2, "true");
  });

  test("Tab completes and Shift+Tab explains, also while a cell runs", async () => {
    await open("complete", [
      'console.log("spins"); { const end = Date.now() + 10000; while (Date.now() < end); }',
      "Math.hyp",
    ]);
    await run(0);
    await shows(0, "spins");
    await enter(1);
    await page.keyboard.press("Tab");
    await page.locator(".jp-Completer-item").getByText("hypot").waitFor();
    await page.keyboard.press("Enter");
    await cell(1).locator(".cm-content").getByText("Math.hypot").waitFor({ timeout: 5000 });
    await page.keyboard.press("Shift+Tab");
    await page
      .locator(".jp-Tooltip")
      .getByText(/^Returns the square root/)
      .waitFor({ timeout: 5000 });
    expect(await cell(0).locator(".jp-InputPrompt").innerText()).toContain("*");
  });

  test("input() is typed into, and getpass() hides what is typed", async () => {
    await open("input", ['"Hello " + input("Name? ")', 'getpass("Key? ").length']);
    const box = page.locator("input.jp-Stdin-input");
    const hidden = page.locator('input.jp-Stdin-input[type="password"]');
    await run(0);
    await box.fill("Ada");
    await box.press("Enter");
    await shows(0, "Hello Ada");
    await run(1);
    await hidden.fill("secret");
    await hidden.press("Enter");
    // "secret" has 6 letters.
    await shows(1, "6");
  });

  test("Restart and Run All starts from nothing and counts from one", async () => {
    await open("restart", ["var count = (globalThis as any).count ?? 0;", "count += 1"]);
    await run(0);
    await run(1);
    await run(1);
    await shows(1, "2");
    await choose(page, "Kernel", "Restart Kernel and Run All Cells…");
    await page.locator(".jp-Dialog .jp-mod-accept").click();
    await shows(1, "1");
    expect((await cellsOf(page)).map(({ executionCount }) => executionCount)).toEqual([1, 2]);
  });

  test("a cell that ends its process says so, and the next one runs", async () => {
    await open("exit", ["const lost = 1; process.exit(3)", "typeof lost"]);
    await run(0);
    await shows(0, /variables are lost/);
    await run(1);
    await shows(1, /Cannot find name 'lost'|undefined/);
  });

  test("a cell that prints without end is cut, and the page stays alive", async () => {
    await open("long", ['for (;;) console.log("0123456789".repeat(8));', "6 * 7"]);
    await run(0);
    const cut = async () =>
      (await cellsOf(page))[0]!.outputs.some(({ text }) => text?.includes("is cut here"));
    await expect.poll(cut, { timeout: 60_000 }).toBe(true);
    await stop();
    const last = async () => (await cellsOf(page))[0]!.outputs.at(-1)?.ename;
    await expect.poll(last, { timeout: 30_000 }).toBe("Interrupted");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+Enter");
    const result = async () => (await cellsOf(page))[1]!.outputs[0]?.data?.["text/plain"];
    await expect.poll(result, { timeout: 30_000 }).toBe("42");
  });

  test("the Help menu opens the reference, which the notebook's own server gives", async () => {
    await open("reference", ["1"]);
    const complaints: string[] = [];
    const listen = (message: ConsoleMessage) => {
      const { url } = message.location();
      if (message.type() === "error" && `${url} ${message.text()}`.includes("static/reference"))
        complaints.push(message.text());
    };
    const fail = (error: Error) => void complaints.push(error.message);
    page.on("console", listen);
    page.on("pageerror", fail);
    await choose(page, "Help", "Sinapse reference");
    const pages = page.frameLocator("iframe[src*='static/reference']");
    const search = pages.locator("#tsd-search-trigger");
    const icon = async () => (await search.locator("use").boundingBox())?.width;
    await search.waitFor();
    await expect.poll(icon).toBeGreaterThan(0);
    await search.click();
    await pages.locator("#tsd-search-input").fill("matmul");
    await pages.locator("#tsd-search-results a", { hasText: "matmul" }).first().waitFor();
    await page.keyboard.press("Escape");
    await pages.getByRole("link", { name: "matmul", exact: true }).first().click();
    await pages
      .getByRole("heading", { name: /matmul/ })
      .first()
      .waitFor();
    await page.screenshot({ path: "test/lab/screenshots/reference.png" });
    page.off("console", listen);
    page.off("pageerror", fail);
    expect(complaints).toEqual([]);
  });
});
