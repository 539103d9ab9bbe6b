import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environmentProgram } from "../../kernel/cli/environment.ts";
import { inPackage } from "../../kernel/node/package-root.ts";
import { sample } from "../long.ts";
import { attacks, notebookOf } from "./attacks.ts";
import { launchBrowser } from "./browser.ts";
import { Attacker } from "./renderer-attacker.ts";
import { clear, openStage, show } from "./renderer-page.ts";

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

const tried = sample([...attacks.entries()], 4);

/** Attacks on the whole notebook stand alone; those on a cell share a page with a few others. */
function pages(): { name: string; numbers: number[] }[] {
  const grouped: { name: string; numbers: number[] }[] = [];
  for (const [number, { file, metadata }] of tried) {
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
    const script = inPackage("test/lab/export-notebooks.py");
    execFileSync(environmentProgram("python"), [script, folder], { stdio: "pipe" });
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

// JupyterLab draws figures and drawings of untrusted notebooks, too, as the renderer is called safe.
it("hostile figures and drawings run and fetch nothing in the renderer that JupyterLab loads", async () => {
  attacker.reset();
  const page = await openStage(browser);
  await attacker.listenTo(page);
  // Chromium would not let this page ask a server of the same machine.
  await page.route(`${server}/**`, (route) => {
    attacker.fetched.add(Number(new URL(route.request().url()).pathname.slice(1)));
    return route.fulfill({ status: 204 });
  });
  const hostile = tried.map(([, attack]) => attack).filter(({ ours }) => ours);
  for (const [index, attack] of hostile.entries()) {
    const { cells } = notebookOf(attack, attacks.indexOf(attack), server);
    const [cell] = cells as { outputs: { data: Record<string, unknown> }[] }[];
    await show(page, `attack${index}`, cell!.outputs[0]!.data);
    await page.locator(`#attack${index}`).scrollIntoViewIfNeeded();
    await page.waitForTimeout(80);
    if (index % 10 < 9 && index < hostile.length - 1) continue;
    await attacker.touch(page, attacks.indexOf(attack));
    await clear(page);
  }
  const { ran, fetched, links } = attacker;
  console.log(`${new Set([...ran, ...fetched, ...links]).size} of ${hostile.length} got through`);
  expect({ ran: namesOf(ran), fetched: namesOf(fetched), links: namesOf(links) }).toEqual({
    ran: [],
    fetched: [],
    links: [],
  });
  await page.close();
}, 600_000);
