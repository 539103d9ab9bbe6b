import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { createNotebook, type JupyterLab, startJupyterLab } from "./jupyter-lab.ts";

let browser: Browser;
let lab: JupyterLab;
let page: Page;

const cells = [
  "const rate = 0,5",
  "let total = 784^2;\ntotal",
  "for i in range(3):\n    print(i)",
  'throw new TypeError("what went wrong", { cause: new Error("why") })',
];

beforeAll(async () => {
  [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
  page = await browser.newPage({ viewport: { width: 1000, height: 1100 } });
  await createNotebook(lab, "hints.ipynb", cells);
  const { origin, search } = new URL(lab.address());
  await page.goto(`${origin}/lab/workspaces/hints/tree/hints.ipynb${search}`);
  await page.getByText("TypeScript (Sinapse) | Idle").waitFor({ timeout: 60_000 });
  for (const at of cells.keys()) {
    await page.locator(".jp-Notebook .jp-CodeCell .cm-content").nth(at).click();
    await page.keyboard.press("Control+Enter");
    await output(at).locator("pre").first().waitFor({ timeout: 30_000 });
  }
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
}, 60_000);

const output = (at: number) =>
  page.locator(".jp-Notebook .jp-CodeCell").nth(at).locator(".jp-OutputArea");

interface Text {
  text: string;
  colour: string;
  /** Those behind it, the nearest first. */
  behind: string[];
}

/** Gives the texts of all outputs with their colours; runs in the page. */
const findTexts = `[...document.querySelectorAll(".jp-OutputArea pre")].flatMap((pre) => {
  const found = [];
  const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    if (text === "") continue;
    const behind = [];
    for (let up = node.parentElement; up; up = up.parentElement) {
      behind.push(getComputedStyle(up).backgroundColor);
    }
    found.push({ text, colour: getComputedStyle(node.parentElement).color, behind });
  }
  return found;
})`;

type Colour = [red: number, green: number, blue: number, alpha: number];

function parse(colour: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function over([r, g, b, a]: Colour, [red, green, blue]: Colour): Colour {
  const mix = (front: number, back: number) => front * a + back * (1 - a);
  return [mix(r, red), mix(g, green), mix(b, blue), 1];
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.slice(0, 3).map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** The contrast of WCAG 2.1, from 1 to 21. */
function contrast({ colour, behind }: Text): number {
  const back = behind
    .reverse()
    .map(parse)
    .reduce((below, each) => over(each, below), [255, 255, 255, 1]);
  const [low, high] = [luminance(over(parse(colour), back)), luminance(back)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

test.each(["Light", "Dark"])(
  "errors, notes and hints can be read in the %s theme",
  { timeout: 60_000 },
  async (theme) => {
    await page.evaluate(
      `jupyterapp.commands.execute("apputils:change-theme", { theme: "JupyterLab ${theme}" })`,
    );
    await expect
      .poll(() => page.evaluate("document.body.dataset.jpThemeLight"))
      .toBe(String(theme === "Light"));
    await page.waitForTimeout(1000);
    await page.screenshot({ path: `test/lab/screenshots/hints-${theme.toLowerCase()}.png` });
    const shown = await page.evaluate<Text[]>(findTexts);
    expect(shown.map(({ text }) => text).join("\n")).toContain("A power is 784 ** 2");
    const said = shown.filter(({ text }) => /[\p{L}\d]{2}/u.test(text));
    // 4.5 is what WCAG asks for.
    expect(
      said
        .map((each) => [contrast(each).toFixed(1), each.text] as const)
        .filter(([ratio]) => Number(ratio) < 4.5),
    ).toEqual([]);
  },
);
