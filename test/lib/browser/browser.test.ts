import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { launchBrowser } from "../../lab/browser.ts";
import { draw, read, saved, train, withoutFiles } from "./program.ts";

/** The library and a program for it as whoever makes a page bundles them: nothing stands in for Node. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "worker.ts")],
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["browser"],
    write: false,
    logLevel: "silent",
    // The package itself, as package.json exports it, and not its sources.
    tsconfigRaw: {},
  });
  return outputFiles[0]!.text;
}

/** A page that runs the program in a module worker, with the files of the package. */
const page = `<!doctype html><script type="module">
  const worker = new Worker("worker.js", { type: "module" });
  globalThis.answer = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) =>
      data.failure ? reject(new Error(data.failure)) : resolve(data.result);
    worker.onerror = ({ message }) => reject(new Error(message || "the worker did not start"));
  });
  const files = await (await fetch("files.json")).json();
  const bytes = Object.entries(files).map(([name, list]) => [name, Uint8Array.from(list)]);
  worker.postMessage(Object.fromEntries(bytes));
</script>`;

/** What the program gives in a worker of that page. */
async function run(browser: Browser): Promise<Record<string, unknown>> {
  const sets = inPackage("lib", "data", "sets");
  const names = readdirSync(sets).filter((name) => /\.(csv|gz|png)$/.test(name));
  const files = names.map((name) => [name, [...readFileSync(join(sets, name))]]);
  const served: Record<string, { contentType: string; body: string }> = {
    "/": { contentType: "text/html", body: page },
    "/worker.js": { contentType: "text/javascript", body: await bundled() },
    "/files.json": {
      contentType: "application/json",
      body: JSON.stringify(Object.fromEntries(files)),
    },
  };
  const tab = await browser.newPage();
  await tab.route("http://localhost/**", (route) => {
    const found = served[new URL(route.request().url()).pathname];
    return route.fulfill(found ?? { status: 404 });
  });
  await tab.goto("http://localhost/");
  return tab.evaluate(() => (globalThis as unknown as { answer: Promise<never> }).answer);
}

describe("the library in a browser's worker", () => {
  let browser: Browser | undefined;
  let found: Record<string, unknown>;

  beforeAll(async () => {
    browser = await launchBrowser();
    found = await run(browser);
  }, 120_000);

  afterAll(() => browser?.close());

  test("trains the README's network to the same bits as in Node", () => {
    const { losses, weights, boundary } = train();
    expect(losses.at(-1)).toBeLessThan(0.1);
    expect(found.losses).toEqual(losses);
    expect(found.weights).toEqual(weights);
    expect(found.boundary).toEqual(JSON.parse(JSON.stringify(boundary)));
  });

  test("makes figures, drawings and pictures of the same bytes", async () => {
    const drawn = JSON.parse(JSON.stringify(await draw()));
    for (const [name, expected] of Object.entries(drawn))
      expect(found[name], name).toEqual(expected);
  });

  test("reads PNG, gzip and CSV to the same numbers", () => {
    for (const [name, expected] of Object.entries(read())) {
      expect(found[name], name).toEqual(expected);
    }
  });

  test("saves into the files that the page gave it, and says in one sentence where there are none", () => {
    process.chdir(mkdtempSync(join(tmpdir(), "sinapse-browser-")));
    expect(found.saved).toEqual(saved());
    expect(found.errors).toEqual([
      expect.stringMatching(
        /^readCsv: houses\.csv: there are no files here: a page in the browser/,
      ),
      expect.stringMatching(/^save: model\.json: there are no files here: /),
      expect.stringMatching(/^readCsv: iris\.csv: there are no files here: /),
      expect.stringMatching(/^readCsv: houses\.csv: aqui não há arquivos: uma página no navegador/),
      expect.stringMatching(/^save: model\.json: aqui não há arquivos: /),
      expect.stringMatching(/^readCsv: iris\.csv: aqui não há arquivos: /),
    ]);
    // Here there are some, and one of them is not.
    expect(withoutFiles()[0]).toMatch(/there is no file houses\.csv in /);
  });
});
