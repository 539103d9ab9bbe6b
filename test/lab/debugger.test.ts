import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { createNotebook, type JupyterLab, startJupyterLab } from "./jupyter-lab.ts";

const cell = [
  "const weights = [1, 2, 3];",
  "let sum = 0;",
  "for (const w of weights) {",
  "  const squared = w * w;",
  "  sum += squared;",
  "}",
  "sum",
].join("\n");

let browser: Browser;
let lab: JupyterLab;
let page: Page;

beforeAll(async () => {
  [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
  page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  await createNotebook(lab, "debug.ipynb", [cell]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
}, 60_000);

/** Waits until the panel's tree shows these variables. */
async function shown(expected: Record<string, string>): Promise<void> {
  const tree = page.locator(".jp-DebuggerVariables-body:visible");
  const read = async () => {
    const [names, values] = await Promise.all([
      tree.locator(".jp-DebuggerVariables-name").allInnerTexts(),
      tree.locator(".jp-DebuggerVariables-detail").allInnerTexts(),
    ]);
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  };
  await expect.poll(read, { timeout: 30_000 }).toEqual(expected);
}

/** Opens the debugger's console, asks it for an expression and waits for the answer. */
async function evaluates(expression: string, answer: string): Promise<void> {
  await page
    .getByTitle(/^Evaluate Code/)
    .first()
    .click();
  await page.locator(".jp-CodeConsole-promptCell .cm-content").click();
  await page.keyboard.type(expression);
  await page.keyboard.press("Shift+Enter");
  const shown = page.locator(".jp-CodeConsole .jp-OutputArea-output");
  await shown.getByText(answer).waitFor({ timeout: 30_000 });
}

test("JupyterLab's debugger panel stops in a loop, shows its variables and steps", {
  timeout: 180_000,
}, async () => {
  await page.goto(lab.address("debug.ipynb"));
  const code = page.locator(".jp-Notebook .jp-CodeCell").first();
  await code.waitFor({ timeout: 60_000 });
  await page.getByText("TypeScript (Sinapse) | Idle").waitFor({ timeout: 60_000 });
  const gutter = code.locator("div.cm-gutter.cm-breakpoint-gutter");
  // The button is there before it listens.
  const turnOn = async () => {
    const enable = page.getByTitle("Enable Debugger");
    if (await enable.count()) await enable.first().click();
    return gutter.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
  };
  const breakpoint = code.locator(".cm-breakpoint-icon").last();
  const isSet = async () => {
    if (await breakpoint.isVisible()) return true;
    if (!(await turnOn())) return false;
    // The panel that opens moves the cell: a click may miss its line.
    const column = await gutter.boundingBox({ timeout: 2000 });
    const line = await code.locator(".cm-line").nth(4).boundingBox({ timeout: 2000 });
    await page.mouse.click(column!.x + column!.width / 2, line!.y + line!.height / 2);
    await page.waitForTimeout(1500);
    if (await breakpoint.isVisible()) return true;
    // JupyterLab asked whether the debugger runs just before it was turned on, and believes the
    // answer that came after: off and on again.
    const disable = page.getByTitle("Disable Debugger");
    if (await disable.count()) await disable.first().click();
    await page.waitForTimeout(1500);
    return false;
  };
  const quietly = () => isSet().catch(() => false);
  await expect.poll(quietly, { timeout: 90_000 }).toBe(true);

  await code.locator(".cm-content").click();
  await page.keyboard.press("Control+Enter");
  // squared = w · w, for w = 1 in the first turn and w = 2 in the second.
  await shown({ squared: "1", w: "1" });
  await page.screenshot({ path: "test/lab/screenshots/debugger.png" });

  const resume = page.getByTitle(/^Continue/).first();
  await resume.click();
  await shown({ squared: "4", w: "2" });
  await page.getByTitle(/^Next/).first().click();
  await page
    .locator(".jp-DebuggerEditor-highlight", { hasText: "for (const w" })
    .waitFor({ timeout: 30_000 });

  await resume.click();
  await shown({ squared: "9", w: "3" });
  // 1² + 2², as the third turn has not added yet, and the local 9.
  await evaluates("sum * 100 + squared", "509");
  await resume.click();
  // 1² + 2² + 3²
  await code.locator(".jp-OutputArea-executeResult").getByText("14").waitFor({ timeout: 30_000 });
});
