// The attacks where most notebooks are opened: in JupyterLab, which draws what is not trusted, too,
// Markdown and HTML with its own sanitiser, figures and drawings with our renderer.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Attack, aimed, attacks, notebookOf } from "./attacks.ts";
import { launchBrowser } from "./browser.ts";
import { type JupyterLab, startJupyterLab } from "./jupyter-lab.ts";
import { touchEverything } from "./renderer-attacker.ts";

/** No such host: the test itself answers every request that does not go to the notebook's server. */
const elsewhere = "http://attacker.test";

/** The names of attacks by what they achieved. */
interface Achieved {
  /** Ran a script. */
  ran: string[];
  /** Made the browser ask a server other than the notebook's. */
  fetched: string[];
  /** Led the page away. */
  moved: string[];
  /** Left a link to a script, or to a page of the attacker's own. */
  links: string[];
}

/**
 * What JupyterLab's own renderers let through in any notebook: pictures, films and sounds from
 * elsewhere, also as backgrounds, and forms, whose buttons load JupyterLab anew.
 */
const ownOfJupyterLab: Achieved = {
  ran: [],
  fetched: [
    "Markdown: a background",
    "Markdown: a button with a picture",
    "Markdown: a film",
    "Markdown: a picture",
    "Markdown: a sound",
    "an output: HTML with a picture",
    "an output: HTML with a style",
  ],
  moved: ["Markdown: a form"],
  links: [],
};

/** How many attacks share a notebook. */
const batch = 40;
/** Where a cell shows what it holds. */
const shown = ".jp-OutputArea-output, .jp-MarkdownOutput, .jp-RawCell .cm-content";
/** A Markdown cell without its place for what is written. */
const unwritten = ".jp-MarkdownCell:not(:has(.jp-MarkdownOutput))";
/** A figure or drawing that is done, or says that it cannot be drawn. */
const drawn = [
  ".sinapse-figure [data-draws]",
  ".sinapse-figure > div:not(:empty, :has(*))",
  ".sinapse-drawing [role=img]",
].join();

let browser: Browser;
let lab: JupyterLab;
let field: Field;

beforeAll(async () => {
  [browser, lab] = await Promise.all([launchBrowser(), startJupyterLab()]);
  // Cells are drawn wherever they are, not only those on the screen.
  await put("lab/api/settings/@jupyterlab/notebook-extension:tracker", {
    raw: JSON.stringify({ windowingMode: "none" }),
  });
  field = await Field.open("hostile");
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
}, 60_000);

/** Gives the server something to keep. */
async function put(path: string, body: object): Promise<void> {
  const { origin, searchParams } = new URL(lab.address());
  const answer = await fetch(`${origin}/${path}`, {
    method: "PUT",
    headers: { Authorization: `token ${searchParams.get("token")}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} was not kept: ${answer.status}`);
}

interface Notebook {
  path: string;
  /** The attack of each cell. */
  numbers: number[];
  content: object;
}

/** The attacks as notebooks: those on a whole notebook alone, those on a cell with others. */
function notebooksOf(folder: string, chosen: readonly Attack[], metadata?: object): Notebook[] {
  const isAlone = ({ file, metadata }: Attack) => file !== undefined || metadata !== undefined;
  const shared = chosen.filter((attack) => !isAlone(attack));
  const grouped = chosen.filter(isAlone).map((attack) => [attack]);
  for (let i = 0; i < shared.length; i += batch) grouped.push(shared.slice(i, i + batch));
  return grouped.map((group, index) => {
    const numbers = group.map((attack) => attacks.indexOf(attack));
    const each = group.map((attack, i) => notebookOf(attack, numbers[i]!, elsewhere));
    const cells = each.flatMap(({ cells }) => cells);
    const name = aimed(group[0]!.file ?? "", numbers[0]!, elsewhere);
    const content = { ...each[0], ...(metadata && { metadata }), cells };
    return { path: `${folder}${index}${name}.ipynb`, numbers, content };
  });
}

/** A JupyterLab in which attacks are tried, and what they achieve there. */
class Field {
  readonly page: Page;
  readonly #achieved: Record<keyof Achieved, Set<number>> = {
    ran: new Set(),
    fetched: new Set(),
    moved: new Set(),
    links: new Set(),
  };
  /** The attack that is touched at the moment. */
  #current = -1;
  #isOpen = false;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens JupyterLab in a workspace of its own; addresses with `without` in them are not there. */
  static async open(workspace: string, without?: string): Promise<Field> {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    const field = new Field(page);
    const { ran, fetched, moved } = field.#achieved;
    await page.exposeBinding("ran", (_, number: number) => void ran.add(number));
    page.on("dialog", (dialog) => {
      // JupyterLab asks before a page with changes is left.
      (dialog.type() === "beforeunload" ? moved : ran).add(field.#current);
      void dialog.dismiss();
    });
    const { origin } = new URL(lab.address());
    await page.route("**", (route) => {
      const request = route.request();
      const url = new URL(request.url());
      // A page that gets 204 stays where it is. Other protocols lead nowhere: "attachment:a.png".
      if (url.origin !== origin) {
        const number = url.origin === elsewhere ? /\d+/.exec(url.pathname)?.[0] : undefined;
        if (url.protocol.startsWith("http")) fetched.add(Number(number ?? -1));
        return route.fulfill({ status: 204 });
      }
      if (field.#isOpen && request.isNavigationRequest()) {
        moved.add(field.#current);
        return route.fulfill({ status: 204 });
      }
      return without && url.pathname.includes(without) ? route.abort() : route.continue();
    });
    await page.goto(lab.address().replace("/lab?", `/lab/workspaces/${workspace}?`));
    await page.locator(".jp-Launcher").waitFor({ timeout: 120_000 });
    field.#isOpen = true;
    return field;
  }

  /** Opens a notebook, does with each cell what a reader's hands do, and tells whether it is trusted. */
  async read({ path, numbers }: Notebook): Promise<boolean> {
    const { page } = this;
    this.#current = numbers[0]!;
    const isTrusted = await page.evaluate(openWithoutKernel, path);
    const cells = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell");
    await cells.nth(numbers.length - 1).waitFor({ timeout: 60_000 });
    await expect
      .poll(() => page.locator(`.jp-NotebookPanel:not(.lm-mod-hidden) ${unwritten}`).count(), {
        timeout: 60_000,
      })
      .toBe(0);
    // Markdown is written a moment after its place, and may come to nothing.
    await page.waitForTimeout(500);
    for (const [index, number] of numbers.entries()) {
      this.#current = number;
      const cell = cells.nth(index);
      await cell.scrollIntoViewIfNeeded();
      if (attacks[number]!.ours) {
        await cell.locator(drawn).first().waitFor({ state: "attached", timeout: 60_000 });
      }
      if (await cell.locator(shown).evaluateAll(touchEverything)) this.#achieved.links.add(number);
      // A form is sent a moment after its button was pressed.
      if ((await cell.locator("form").count()) > 0) await page.waitForTimeout(600);
    }
    // For what is fetched with the next frame.
    await page.waitForTimeout(200);
    await page.evaluate(() => {
      // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
      (globalThis as any).jupyterapp.shell.currentWidget.dispose();
    });
    return isTrusted;
  }

  /** What was achieved since it was last asked. */
  takeAchieved(): Achieved {
    const take = (numbers: Set<number>) => {
      const names = [...numbers].map((number) => attacks[number]?.name ?? `number ${number}`);
      numbers.clear();
      return names.sort();
    };
    const { ran, fetched, moved, links } = this.#achieved;
    return { ran: take(ran), fetched: take(fetched), moved: take(moved), links: take(links) };
  }
}

/** Runs in the page; tells whether JupyterLab trusts a cell of the notebook. */
async function openWithoutKernel(path: string): Promise<boolean> {
  // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
  const { commands } = (globalThis as any).jupyterapp;
  const kernelPreference = { shouldStart: false, autoStartDefault: false };
  const widget = await commands.execute("docmanager:open", { path, kernelPreference });
  await widget.context.ready;
  await widget.revealed;
  return [...widget.content.model.cells].some((cell: { trusted: boolean }) => cell.trusted);
}

/** Reads notebooks of attacks that came by mail, and gives what these achieved. */
async function read(field: Field, notebooks: Notebook[]): Promise<Achieved> {
  for (const notebook of notebooks) {
    // As text: what is saved as a notebook might be signed, and so trusted.
    const content = JSON.stringify(notebook.content);
    const file = { type: "file", format: "text", content };
    await put(`api/contents/${encodeURIComponent(notebook.path)}`, file);
    expect(await field.read(notebook), `${notebook.path} is trusted`).toBe(false);
  }
  return field.takeAchieved();
}

const python = {
  kernelspec: { name: "python3", display_name: "Python 3", language: "python" },
  language_info: { name: "python" },
};

it("hostile notebooks that are not trusted run nothing and fetch nothing where they are opened", async () => {
  expect(await read(field, notebooksOf("hostile", attacks))).toEqual(ownOfJupyterLab);
}, 600_000);

it("a script would be heard: in a notebook that is trusted it runs", async () => {
  const name = "an output: HTML with a handler";
  const attack = attacks.filter((attack) => attack.name === name);
  const notebook = notebooksOf("trusted", attack)[0]!;
  const content = structuredClone(notebook.content) as { cells: { metadata: object }[] };
  for (const cell of content.cells) cell.metadata = { trusted: true };
  await put(`api/contents/${notebook.path}`, { type: "notebook", content });
  expect(await field.read(notebook)).toBe(true);
  expect(field.takeAchieved().ran).toEqual([name]);
}, 120_000);

it("what JupyterLab itself lets through, it does in a Python notebook without our renderer", async () => {
  const names: string[] = Object.values(ownOfJupyterLab).flat();
  const chosen = attacks.filter(({ name }) => names.includes(name));
  const stock = await Field.open("stock", "/@sinapse/renderer/");
  expect(await read(stock, notebooksOf("python", chosen, python))).toEqual(ownOfJupyterLab);
  await stock.page.close();
}, 240_000);
