/** A page that holds the built renderer as JupyterLab does, without a JupyterLab around it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { inPackage } from "../../kernel/node/package-root.ts";

const extension = inPackage("dist/jupyter/share/jupyter/labextensions/@sinapse/renderer");
const address = "http://renderer.test/";

/** What the page's own script offers. */
interface Stage {
  /** Shows an output under a name, in place of the one before. */
  show(name: string, data: Record<string, unknown>): Promise<void>;
  /** Takes an output away. */
  remove(name: string): void;
  /** Takes all outputs away, and sets the light theme. */
  clear(): void;
}

/** Opens the page: JupyterLab's share scope, its theme variables, and an empty notebook. */
export async function openStage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  const { jupyterlab } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  await page.route(`${address}**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === "/") return route.fulfill({ contentType: "text/html", body: html });
    if (path.startsWith("/static/")) {
      return route.fulfill({
        contentType: "text/javascript",
        body: readFileSync(join(extension, path)),
      });
    }
    return route.fulfill({ status: 404 });
  });
  await page.goto(address);
  await page.addScriptTag({ url: `/${jupyterlab._build.load}` });
  await page.evaluate(setStage, jupyterlab._build.mimeExtension as string);
  return page;
}

/** Shows an output under a name, in place of the one before. */
export function show(page: Page, name: string, data: Record<string, unknown>): Promise<void> {
  return page.evaluate(
    ([name, data]) => (globalThis as unknown as { stage: Stage }).stage.show(name, data),
    [name, data] as const,
  );
}

/** Takes an output away. */
export function remove(page: Page, name: string): Promise<void> {
  return page.evaluate(
    (name) => (globalThis as unknown as { stage: Stage }).stage.remove(name),
    name,
  );
}

/** Takes all outputs away, and sets the light theme. */
export function clear(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as { stage: Stage }).stage.clear());
}

/** How often the figure under a name has been drawn. */
export async function draws(page: Page, name: string): Promise<number> {
  const plot = page.locator(`#${name}.sinapse-figure > div`);
  return Number((await plot.getAttribute("data-draws")) ?? 0);
}

/** Waits until the figure under a name has been drawn so often. */
export async function waitForDraws(page: Page, name: string, count = 1): Promise<void> {
  await page.waitForFunction(
    ([name, count]) => {
      const plot = document.querySelector<HTMLElement>(`#${name}.sinapse-figure > div`);
      return Number(plot?.dataset.draws ?? 0) >= Number(count);
    },
    [name, String(count)] as const,
    { timeout: 30_000 },
  );
}

const html = `<!doctype html><meta charset="utf-8"><title>renderer</title>
  <style>
    body { --jp-content-font-color1: #212121; --jp-layout-color0: #fff; }
    body[data-jp-theme-light="false"] { --jp-content-font-color1: #eeeeee; --jp-layout-color0: #111; }
    .output { width: 800px; }
  </style>
  <body data-jp-theme-light="true" data-jp-theme-name="JupyterLab Light"></body>`;

/** Runs in the page: plays JupyterLab's part. */
async function setStage(mimeExtension: string): Promise<void> {
  class Widget {
    readonly node = document.createElement("div");
    dispose(): void {
      this.node.remove();
    }
  }
  interface Renderer extends Widget {
    renderModel(model: { data: Record<string, unknown> }): Promise<void>;
  }
  interface Extension {
    rendererFactory: { mimeTypes: string[]; createRenderer(options: object): Renderer };
  }
  interface Container {
    init(scope: object): unknown;
    get(module: string): Promise<() => { default: Extension[] }>;
  }
  const globals = globalThis as unknown as {
    _JUPYTERLAB: Record<string, Container>;
    stage: Stage;
  };
  const container = globals._JUPYTERLAB["@sinapse/renderer"]!;
  const lumino = { "2.0.0": { get: async () => () => ({ Widget }), loaded: true } };
  await container.init({ "@lumino/widgets": lumino });
  const extensions = (await container.get(mimeExtension))().default;
  const shown = new Map<string, Renderer>();
  globals.stage = {
    async show(name, data) {
      let renderer = shown.get(name);
      if (!renderer) {
        const extension = extensions.find(({ rendererFactory }) =>
          rendererFactory.mimeTypes.some((type) => type in data),
        )!;
        renderer = extension.rendererFactory.createRenderer({});
        renderer.node.classList.add("output");
        renderer.node.id = name;
        document.body.append(renderer.node);
        shown.set(name, renderer);
      }
      await renderer.renderModel({ data });
    },
    remove(name) {
      shown.get(name)?.dispose();
      shown.delete(name);
    },
    clear() {
      for (const renderer of shown.values()) renderer.dispose();
      shown.clear();
      document.body.removeAttribute("style");
      document.body.dataset.jpThemeLight = "true";
    },
  };
}
