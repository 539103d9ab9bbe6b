import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type JupyterLab, startJupyterLab } from "./jupyter-lab.ts";

const cell = [
  "const weights = [1, 2, 3];",
  "let sum = 0;",
  "for (const w of weights) {",
  "  const squared = w * w;",
  "  sum += squared;",
  "}",
  "sum",
].join("\n");

const notebook = {
  cells: [
    { cell_type: "code", id: "a", execution_count: null, metadata: {}, outputs: [], source: cell },
  ],
  metadata: {
    kernelspec: { display_name: "TypeScript (Sinapse)", language: "typescript", name: "sinapse" },
  },
  nbformat: 4,
  nbformat_minor: 5,
};

let browser: Browser;
let lab: JupyterLab;
let page: Page;

beforeAll(async () => {
  [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
  page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  const { origin, searchParams } = new URL(lab.address());
  await page.request.put(`${origin}/api/contents/debug.ipynb?token=${searchParams.get("token")}`, {
    data: { type: "notebook", content: notebook },
  });
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

test("JupyterLab's debugger panel stops in a loop, shows its variables and steps", {
  timeout: 120_000,
}, async () => {
  await page.goto(lab.address("debug.ipynb"));
  const code = page.locator(".jp-Notebook .jp-CodeCell").first();
  await code.waitFor({ timeout: 60_000 });
  await page.getByText("TypeScript (Sinapse) | Idle").waitFor({ timeout: 60_000 });
  const gutter = code.locator("div.cm-gutter.cm-breakpoint-gutter");
  // The button is there before it listens.
  await expect
    .poll(
      async () => {
        const enable = page.getByTitle("Enable Debugger");
        if (await enable.count()) await enable.first().click();
        return gutter.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  const column = (await gutter.boundingBox())!;
  const line = (await code.locator(".cm-line").nth(4).boundingBox())!;
  await page.mouse.click(column.x + column.width / 2, line.y + line.height / 2);
  await code.locator(".cm-breakpoint-icon").last().waitFor();

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
  await resume.click();
  // 1² + 2² + 3²
  await code.locator(".jp-OutputArea-executeResult").getByText("14").waitFor({ timeout: 30_000 });
});
