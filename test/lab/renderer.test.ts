import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { displaySymbol, type MimeBundle } from "../../lib/display.ts";
import * as nn from "../../lib/nn/index.ts";
import * as plot from "../../lib/plot/index.ts";
import { launchBrowser } from "./browser.ts";
import { everyHelper, square } from "./every-helper.ts";
import { clear, draws, openStage, remove, show, waitForDraws } from "./renderer-page.ts";

const figureType = "application/vnd.plotly.v1+json";
const drawingType = "application/vnd.sinapse.svg+json";
const bundle = (value: { [displaySymbol](): unknown }) => value[displaySymbol]() as MimeBundle;

let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  page = await openStage(browser);
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    if (!/^(http:\/\/renderer\.test\/|data:|blob:)/.test(request.url())) {
      problems.push(`request to ${request.url()}`);
    }
  });
});
afterAll(() => browser?.close());

beforeEach(async () => {
  problems = [];
  await clear(page);
  // What the page complains of in a test fails it.
  return () => expect(problems).toEqual([]);
});

describe("every helper", () => {
  test.each(Object.entries(everyHelper))("%s draws what it holds", async (name, make) => {
    const figure = make();
    await show(page, name, bundle(figure));
    await waitForDraws(page, name);
    const drawn = await page.locator(`#${name} .js-plotly-plot`).evaluate((node) => ({
      traces: (node as unknown as { data: unknown[] }).data.length,
      shapes: node.querySelectorAll(".main-svg path, .main-svg image").length,
      label: node.getAttribute("aria-label"),
    }));
    expect(drawn.traces).toBe(figure.data.length);
    expect(drawn.shapes).toBeGreaterThan(0);
    expect(drawn.label).toBe(figure.description);
    // The dark theme draws all of it once more.
    const before = await draws(page, name);
    await page.evaluate(() => {
      document.body.dataset.jpThemeLight = "false";
    });
    await waitForDraws(page, name, before + 1);
    const dark = await page.locator(`#${name} .js-plotly-plot`).evaluate((node) => ({
      traces: (node as unknown as { data: unknown[] }).data.length,
      text: (node as unknown as { _fullLayout: { font: { color: string } } })._fullLayout.font
        .color,
    }));
    expect(dark).toEqual({ traces: figure.data.length, text: "#eeeeee" });
  });

  test("surface draws, and gives its WebGL context back when it leaves the screen", async () => {
    await show(page, "solid", bundle(plot.surface(square)));
    await waitForDraws(page, "solid");
    expect(await page.locator("#solid canvas").count()).toBeGreaterThan(0);
    await page.evaluate(() => {
      document.body.style.paddingTop = "5000px";
    });
    await page.locator("#solid canvas").first().waitFor({ state: "detached" });
    await page.evaluate(() => {
      document.body.style.paddingTop = "0";
    });
    await waitForDraws(page, "solid", 2);
  });
});

describe("updates", () => {
  test("2,000 updates in a row: few draws, the last figure stays, the zoom too", async () => {
    await show(page, "live", bundle(plot.line([0, 1])));
    await waitForDraws(page, "live");
    const zoomed = await page.evaluate(
      async ([type]) => {
        const plot = document.querySelector("#live .js-plotly-plot") as HTMLElement & {
          layout: { xaxis: { range: number[] } };
        };
        // What dragging does: plotly keeps the user's range under the layout's uirevision.
        const box = plot.querySelector(".nsewdrag")!.getBoundingClientRect();
        const fire = (kind: string, x: number) =>
          (kind === "mousedown" ? plot.querySelector(".nsewdrag")! : document).dispatchEvent(
            new MouseEvent(kind, {
              bubbles: true,
              clientX: box.left + x * box.width,
              clientY: box.top + box.height / 2,
              buttons: 1,
            }),
          );
        fire("mousedown", 0.25);
        fire("mousemove", 0.5);
        fire("mousemove", 0.75);
        fire("mouseup", 0.75);
        await new Promise((resolve) => setTimeout(resolve, 500));
        const range = [...plot.layout.xaxis.range];
        const { stage } = globalThis as unknown as {
          stage: { show(name: string, data: object): Promise<void> };
        };
        for (let step = 1; step <= 2000; step++) {
          const figure = {
            data: [{ type: "scatter", x: [0, 1, 2], y: [0, step, 1] }],
            layout: { uirevision: "keep", height: 380 },
          };
          await stage.show("live", { [type]: figure, "text/plain": `step ${step}` });
        }
        return range;
      },
      [figureType] as const,
    );
    await page.waitForFunction(() => {
      const plot = document.querySelector("#live .js-plotly-plot");
      return (plot as unknown as { data: { y: number[] }[] }).data[0]!.y[1] === 2000;
    });
    // One draw an animation frame at most, so far fewer than 2,000.
    expect(await draws(page, "live")).toBeLessThan(1000);
    const range = await page
      .locator("#live .js-plotly-plot")
      .evaluate(
        (node) =>
          (node as unknown as { layout: { xaxis: { range: number[] } } }).layout.xaxis.range,
      );
    expect(zoomed[0]).toBeGreaterThan(0.1);
    expect(range[0]).toBeCloseTo(zoomed[0]!, 2);
    expect(range[1]).toBeCloseTo(zoomed[1]!, 2);
  });

  test("200 large updates at 50 Hz leave the heap as it was", async () => {
    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Runtime.getHeapUsage")).usedSize;
    };
    const update = (from: number, to: number) =>
      page.evaluate(
        async ([type, from, to]) => {
          const { stage } = globalThis as unknown as {
            stage: { show(name: string, data: object): Promise<void> };
          };
          for (let step = from; step <= to; step++) {
            const y = Array.from({ length: 20_000 }, (_, x) => Math.sin(x + step));
            y[0] = step;
            const figure = { data: [{ type: "scatter", y }], layout: { height: 380 } };
            void stage.show("steady", { [type]: figure, "text/plain": `step ${step}` });
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        },
        [figureType, from, to] as const,
      );
    await update(1, 50);
    const before = await heap();
    await update(51, 250);
    await page.waitForFunction(() => {
      const plot = document.querySelector("#steady .js-plotly-plot");
      return (plot as unknown as { data: { y: number[] }[] }).data[0]!.y[0] === 250;
    });
    // If each of 200 figures stayed behind, their numbers alone would hold 32 MB.
    expect((await heap()) - before).toBeLessThan(15e6);
  });

  test("figures out of sight are drawn only when they come into view", async () => {
    for (let index = 0; index < 40; index++) {
      await show(page, `saved-${index}`, bundle(plot.line([index, 1])));
    }
    await waitForDraws(page, "saved-0");
    expect(await draws(page, "saved-39")).toBe(0);
    await page.locator("#saved-39").scrollIntoViewIfNeeded();
    await waitForDraws(page, "saved-39");
  });

  test("a change of theme redraws with the theme's colours", async () => {
    await show(page, "themed", bundle(plot.line([1, 2], { title: "A title" })));
    await waitForDraws(page, "themed");
    const color = () =>
      page.locator("#themed .gtitle").evaluate((title) => getComputedStyle(title).fill);
    expect(await color()).toBe("rgb(33, 33, 33)");
    await page.evaluate(() => {
      document.body.dataset.jpThemeLight = "false";
    });
    await waitForDraws(page, "themed", 2);
    expect(await color()).toBe("rgb(238, 238, 238)");
  });

  test("a narrower output redraws to its width", async () => {
    await show(page, "narrow", bundle(plot.line([1, 2])));
    await waitForDraws(page, "narrow");
    await page.evaluate(() => {
      document.querySelector<HTMLElement>("#narrow")!.style.width = "400px";
    });
    await page.waitForFunction(
      () => document.querySelector("#narrow .main-svg")!.getBoundingClientRect().width === 400,
    );
  });

  test("a narrow output breaks a long title and keeps the legend clear of it", async () => {
    const names = ["avião", "automóvel", "pássaro", "cachorro", "caminhão", "locomotiva"];
    const lines = Object.fromEntries(names.map((name, index) => [name, [index, 1]]));
    const title = "A perda média de validação depois de cem épocas, por classe";
    await show(page, "tight", bundle(plot.line(lines, { title })));
    await page.evaluate(() => {
      document.querySelector<HTMLElement>("#tight")!.style.width = "400px";
    });
    await page.waitForFunction(
      () => document.querySelector("#tight .main-svg")?.getBoundingClientRect().width === 400,
    );
    const [heading, legend, axes, figure] = await Promise.all(
      [".gtitle", ".legend", ".nsewdrag", ".main-svg"].map(async (selector) => {
        const { x, y, width, height } = (await page
          .locator(`#tight ${selector}`)
          .first()
          .boundingBox())!;
        return { right: x + width, top: y, bottom: y + height };
      }),
    );
    expect(heading!.right).toBeLessThanOrEqual(figure!.right);
    expect(heading!.bottom).toBeLessThanOrEqual(legend!.top);
    expect(legend!.bottom).toBeLessThanOrEqual(axes!.top + 1);
  });

  test("an output that is taken away leaves nothing behind", async () => {
    await show(page, "gone", bundle(plot.surface(square)));
    await waitForDraws(page, "gone");
    await remove(page, "gone");
    await page.locator("canvas").first().waitFor({ state: "detached" });
  });
});

describe("an animation by keyboard", () => {
  test("the slider moves a step at a time, and Tab leads on from it", async () => {
    const states = [0, 1, 2].map((y) => plot.line([0, y]));
    await show(page, "film", bundle(plot.animate(states)));
    await waitForDraws(page, "film");
    const last = () =>
      page
        .locator("#film .js-plotly-plot")
        .evaluate((node) => (node as unknown as { data: { y: number[] }[] }).data[0]!.y[1]);
    const slider = page.locator("#film [role=slider]");
    await slider.focus();
    for (const step of [1, 2]) {
      await page.keyboard.press("ArrowRight");
      await expect.poll(last).toBe(step);
      await expect.poll(() => slider.getAttribute("aria-valuenow")).toBe(String(step));
    }
    await page.keyboard.press("Home");
    await expect.poll(last).toBe(0);
    expect(await page.locator("#film [role=button]").allTextContents()).toEqual(["▶", "❚❚"]);
    await page.locator("#film [aria-label=play]").focus();
    await page.keyboard.press("Enter");
    await expect.poll(last, { timeout: 10_000 }).toBe(2);
    const outside = () => page.evaluate(() => document.activeElement?.closest("#film") === null);
    let left = false;
    for (let presses = 0; presses < 10 && !left; presses++) {
      await page.keyboard.press("Tab");
      left = await outside();
    }
    expect(left).toBe(true);
  });
});

describe("what cannot be drawn", () => {
  test("an unknown trace type gives a sentence, not an empty box", async () => {
    const figure = { data: [{ type: "sankey" }], layout: {} };
    await show(page, "unknown", { [figureType]: figure, "text/plain": "Flows of energy." });
    const text = page.getByText('The trace type "sankey" cannot be drawn here. Flows of energy.');
    await text.waitFor();
  });
});

describe("drawings", () => {
  test("are shown in a shadow root with a role and a label", async () => {
    const drawing = plot.network(nn.sequential(nn.linear(2, 1)), { title: "A neuron" });
    await show(page, "net", bundle(drawing));
    const picture = page.locator("#net [role=img]");
    expect(await picture.getAttribute("aria-label")).toBe("A neuron. Network 2–1, 3 parameters.");
    expect(await picture.locator("circle").count()).toBe(3);
  });

  test("lose scripts, handlers, links and everything from elsewhere", async () => {
    const svg =
      '<svg onload="window.hurt = 1"><script>window.hurt = 2</script><a href="http://a.test">' +
      '<text>kept</text></a><image href="http://b.test/x.png"/><style>@import "http://c.test"</style>' +
      '<rect fill="url(http://d.test#x)" style="background:url(http://e.test)"/></svg>';
    await show(page, "bad", { [drawingType]: { svg }, "text/plain": "" });
    const inside = await page
      .locator("#bad > div")
      .evaluate((host) => host.shadowRoot!.querySelector("[role=img]")!.innerHTML);
    expect(inside).toContain("kept");
    expect(inside).not.toMatch(/script|onload|http|style/);
    expect(await page.evaluate(() => "hurt" in globalThis)).toBe(false);
  });

  test("show their steps with a slider that the keyboard moves", async () => {
    const model = nn.sequential(nn.linear(2, 1), nn.sigmoid());
    await show(page, "steps", bundle(plot.network(model, { input: [1, 0] })));
    const slider = page.locator("#steps input[type=range]");
    expect(await slider.inputValue()).toBe("1");
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByText("Forward: inputs").waitFor();
    const hidden = await page
      .locator("#steps text[data-from='1']")
      .evaluateAll((texts) =>
        texts.every((text) => getComputedStyle(text).visibility === "hidden"),
      );
    expect(hidden).toBe(true);
  });
});
