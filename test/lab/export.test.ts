import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { choose, type JupyterLab, startJupyterLab } from "./jupyter-lab.ts";

let browser: Browser;
let context: BrowserContext;
let lab: JupyterLab;
let page: Page;

beforeAll(async () => {
  [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
  context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  page = await context.newPage();
  const { origin, searchParams } = new URL(lab.address());
  const cells = [{ cell_type: "markdown", id: "title", metadata: {}, source: "# A Python title" }];
  const kernelspec = { name: "python3", display_name: "Python 3 (ipykernel)", language: "python" };
  const content = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
  await fetch(`${origin}/api/contents/python.ipynb`, {
    method: "PUT",
    headers: { Authorization: `token ${searchParams.get("token")}` },
    body: JSON.stringify({ type: "notebook", content }),
  });
  // The menu is filled once the server has told which formats it knows.
  const formats = page.waitForResponse(/\/api\/nbconvert(?:\?|$)/, {
    timeout: 60_000,
  });
  await page.goto(lab.address("python.ipynb"));
  await page.locator(".jp-RenderedMarkdown h1").waitFor({ timeout: 60_000 });
  await formats;
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
}, 60_000);

/** What an entry of File › Save and Export Notebook As asks the server for, and gets. */
async function exported(entry: string): Promise<string> {
  const asked = context.waitForEvent("request", {
    predicate: (request) => /\/nbconvert\/\w+\/python\.ipynb/.test(request.url()),
    timeout: 60_000,
  });
  await choose(page, "File", "Save and Export Notebook As", entry);
  // For its own HTML JupyterLab asks whether to sanitise.
  if (entry === "HTML") await page.locator(".jp-Dialog .jp-mod-accept").click();
  const { searchParams } = new URL(lab.address());
  const headers = { Authorization: `token ${searchParams.get("token")}` };
  return (await fetch((await asked).url(), { headers })).text();
}

test("JupyterLab's export menu gives a Python notebook its own HTML, and our handout beside it", async () => {
  const html = await exported("HTML");
  expect(html.includes('class="jp-Notebook"')).toBe(true); // no page of 2 MB in the message
  expect(html.includes("sinapse")).toBe(false);
  const slides = await exported("Reveal.js Slides");
  expect(slides.includes('class="reveal"')).toBe(true);
  const handout = await exported("Sinapse");
  expect(handout.includes('<section class="prose"')).toBe(true);
  expect(handout.includes("<title>A Python title</title>")).toBe(true);
}, 120_000);
