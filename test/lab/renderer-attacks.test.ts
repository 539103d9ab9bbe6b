import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environmentProgram } from "../../kernel/cli/environment.ts";
import { inPackage } from "../../kernel/cli/package-root.ts";
import { attacks, notebookOf } from "./attacks.ts";
import { launchBrowser } from "./browser.ts";
import { type JupyterLab, startJupyterLab } from "./jupyter-lab.ts";
import { Attacker } from "./renderer-attacker.ts";

const attacker = new Attacker();
const namesOf = (numbers: Iterable<number>) =>
  [...numbers].map((number) => attacks[number]?.name ?? `number ${number}`);
let server: string;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([attacker.listen(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  attacker.close();
});

/** Attacks on the whole notebook stand alone; those on a cell share a page with a few others. */
function pages(): { name: string; numbers: number[] }[] {
  const grouped: { name: string; numbers: number[] }[] = [];
  for (const [number, { file, metadata }] of attacks.entries()) {
    const name = (file ?? "").replaceAll("RUN", `ran(${number})`);
    const alone = file !== undefined || metadata !== undefined;
    const last = grouped.at(-1);
    if (alone || !last || last.name !== "" || last.numbers.length === 10) {
      grouped.push({ name: alone ? `-${name}` : "", numbers: [number] });
    } else last.numbers.push(number);
  }
  return grouped;
}

describe("the sanitised handout of a hostile notebook", () => {
  const folder = mkdtempSync(join(tmpdir(), "sinapse-attacks-"));
  const handouts = pages().map(({ name, numbers }, index) => {
    return { file: join(folder, `${index}${name}.html`), numbers };
  });

  beforeAll(() => {
    for (const { file, numbers } of handouts) {
      const notebooks = numbers.map((number) => notebookOf(attacks[number]!, number, server));
      const cells = notebooks.flatMap(({ cells }) => cells);
      const notebook = { ...notebooks[0], cells };
      writeFileSync(file.replace(/html$/, "ipynb"), JSON.stringify(notebook));
    }
    const templates = inPackage("dist/jupyter/share/jupyter/nbconvert/templates");
    const script = inPackage("test/lab/export-notebooks.py");
    execFileSync(environmentProgram("python"), [script, folder, templates], { stdio: "pipe" });
  }, 600_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Opens a handout and waits until its own script is done. */
  async function open(page: Page, file: string): Promise<boolean> {
    await page.goto(pathToFileURL(file).href).catch(() => {});
    const drawn = () => document.documentElement.dataset.drawn !== undefined;
    return page.waitForFunction(drawn, undefined, { timeout: 30_000 }).then(
      () => true,
      () => false,
    );
  }

  it.each([
    ["without its policy", true],
    ["under its policy", false],
  ])(
    "runs nothing, fetches nothing and shows itself, %s",
    async (_, bypassCSP) => {
      attacker.reset();
      const broken: number[] = [];
      const page = await attacker.openWindow(browser, { bypassCSP });
      for (const { file, numbers } of handouts) {
        // nbconvert itself refuses some of them.
        if (!existsSync(file)) continue;
        if (!(await open(page, file))) broken.push(...numbers);
        await attacker.touch(page, numbers[0]!);
      }
      await page.context().close();
      const { ran, fetched, links } = attacker;
      console.log(
        `${new Set([...ran, ...fetched, ...links]).size} of ${attacks.length} got through`,
      );
      expect({
        ran: namesOf(ran),
        fetched: namesOf(fetched),
        links: namesOf(links),
        broken: namesOf(broken),
      }).toEqual({ ran: [], fetched: [], links: [], broken: [] });
    },
    600_000,
  );

  it("would, by its policy, not run even a script that had got into it", async () => {
    attacker.reset();
    const page = await attacker.openWindow(browser);
    await open(page, handouts.find(({ file }) => existsSync(file))!.file);
    const policy = page.locator("meta[http-equiv='Content-Security-Policy']");
    expect(await policy.getAttribute("content")).toMatch(/script-src 'sha256-[^']+'$/);
    await page.evaluate((link) => {
      const image = document.createElement("div");
      image.innerHTML = `<img src="${link}" onerror="ran(1)"><a href="javascript:ran(2)">a</a>`;
      const script = document.createElement("script");
      script.textContent = "ran(3)";
      document.body.append(image, script);
      image.querySelector("a")?.click();
    }, `${server}/4`);
    await page.waitForTimeout(200);
    expect([...attacker.ran, ...attacker.fetched]).toEqual([]);
    await page.context().close();
  }, 120_000);
});

describe("a hostile notebook in JupyterLab that is not trusted", () => {
  const ours = attacks.filter((attack) => attack.ours);
  let lab: JupyterLab;

  beforeAll(async () => {
    lab = await startJupyterLab();
    const { origin, searchParams } = new URL(lab.address());
    const notebooks = attacks.map((attack, number) => notebookOf(attack, number, server));
    const cells = notebooks
      .flatMap(({ cells }) => cells as { id: string }[])
      .map((cell, index) => ({ ...cell, id: `cell-${index}` }));
    const metadata = {
      ...(notebooks[0]!.metadata as object),
      title: "</title><script>ran(4)</script>",
    };
    const content = { nbformat: 4, nbformat_minor: 5, metadata, cells };
    const answer = await fetch(`${origin}/api/contents/attacks.ipynb`, {
      method: "PUT",
      headers: { Authorization: `token ${searchParams.get("token")}` },
      body: JSON.stringify({ type: "notebook", content }),
    });
    if (!answer.ok) throw new Error(`The notebook was not saved: ${answer.status}`);
  }, 240_000);

  afterAll(() => lab?.stop(), 60_000);

  it("runs nothing, and our figures and drawings fetch nothing", async () => {
    attacker.reset();
    const page = await attacker.openWindow(browser);
    await page.setViewportSize({ width: 1300, height: 1500 });
    await page.goto(lab.address("attacks.ipynb"));
    const panel = ".jp-NotebookPanel:not(.lm-mod-hidden)";
    await page.locator(`${panel} .jp-Cell`).first().waitFor({ timeout: 60_000 });
    const count = attacks.reduce((sum, { cells }) => sum + cells.length, 0);
    for (let index = 0; index < count; index += 3) {
      await page.evaluate((index) => {
        // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
        return (globalThis as any).jupyterapp.shell.currentWidget?.content.scrollToItem(
          index,
          "start",
        );
      }, index);
      await attacker.touch(
        page,
        -1,
        `${panel} .jp-OutputArea-output, ${panel} .jp-RenderedMarkdown`,
      );
    }
    expect(await page.locator(".sinapse-figure, .sinapse-drawing").count()).toBeGreaterThan(0);
    const { ran, fetched, links } = attacker;
    // Pictures in Markdown and HTML are JupyterLab's own affair: it shows those from elsewhere, too.
    const oursFetched = [...fetched].filter((number) => ours.includes(attacks[number]!));
    console.log(`${ran.size + oursFetched.length} of ${attacks.length} attacks got through in Lab`);
    expect({ ran: namesOf(ran), fetched: namesOf(oursFetched), links: links.size }).toEqual({
      ran: [],
      fetched: [],
      links: 0,
    });
    await page.context().close();
  }, 300_000);
});
