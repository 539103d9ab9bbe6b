/** Names that mean something to a shell, a URL, HTML, a glob pattern or a template. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChromium, launchBrowser } from "../../lab/browser.ts";
import { long, sample } from "../../long.ts";
import { runCommand, temporaryFolder } from "./run-command.ts";
import { writeNotebook } from "./tiny-notebook.ts";

const attack = "<img src=x onerror=document.title='ran'>";

/** Folder and file; each with a heading, or with none where the file's name is the title. */
const allNames: { folder: string; name: string; heading?: string }[] = [
  { folder: "pt", name: "lesson #1 50%" },
  { folder: "pt", name: "what? & \"why\" 'so'", heading: `# \`${attack}\` & "quoted"` },
  { folder: "pt", name: "-dash" },
  { folder: "{aula} [1] *", name: "[a-z] {notebook_name} %s" },
  { folder: `<b onclick="x">${attack.replace("/", "")}`, name: attack },
  { folder: "pt", name: "index" },
  { folder: "pt", name: "lic\u0327a\u0303o 😀" },
  { folder: "pt", name: "ç".repeat(124) },
  {
    folder: "50% #1?",
    name: "two\nlines",
    heading: "# `</title><script>document.title='ran'</script>`",
  },
  { folder: "javascript:document.title='ran'", name: "data:text,x" },
  { folder: "..dots", name: "..b.html" },
];
const names = sample(allNames, 4);

/** As the index lists them: by folder, and there by name. */
const listed = [...new Set(names.map(({ folder }) => folder))].flatMap((parent) =>
  names
    .filter(({ folder }) => folder === parent)
    .sort((a, b) => `${a.name}.html`.localeCompare(`${b.name}.html`, "pt", { numeric: true })),
);

describe("sinapse handouts, whatever notebooks and folders are called", () => {
  const folder = temporaryFolder();
  const output = join(folder, "site & more #1 {x}");
  let browser: Browser;
  let outcome: { code: number | null; said: string };

  beforeAll(async () => {
    const notebooks = names.map(({ folder: parent, name, heading = "No heading" }) =>
      writeNotebook(join(folder, "from", parent), `${name}.ipynb`, "6 * 7", heading),
    );
    outcome = runCommand(["handouts", ...notebooks, "--output", output, "--no-pdf"]);
    browser = await launchBrowser();
  }, 900_000);

  afterAll(() => browser?.close());

  test("writes a handout of each", () => {
    expect(outcome).toMatchObject({ code: 0 });
    for (const { folder: parent, name } of names) {
      expect(readdirSync(join(output, parent))).toContain(`${name}.html`);
    }
  });

  test("lists each in the index under its title, and each link leads to it", async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const address = pathToFileURL(join(output, "index.html")).href;
    await page.goto(address);
    expect(await page.title()).toBe("from: handouts");
    const titles = listed.map(({ name, heading = `# ${name}` }) => heading.slice(2));
    const links = page.locator("li a");
    const shown = await links.evaluateAll((found) => found.map(({ textContent }) => textContent));
    expect(shown).toEqual(titles);
    for (const [index, { folder: parent, name }] of listed.entries()) {
      await page.goto(address);
      await links.nth(index).click();
      await page.waitForURL((url) => url.href !== address);
      expect(fileURLToPath(page.url())).toBe(join(output, parent, `${name}.html`));
      expect(await page.locator("main").textContent()).toMatch(/42/);
      expect((await page.title()).replace(/\s+/g, " ")).toBe(titles[index]!.replace(/\s+/g, " "));
    }
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
  }, 120_000);

  test("has a heading of each folder, which the list at the top leads to", async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(output, "index.html")).href);
    const folders = [...new Set(names.map(({ folder: parent }) => parent))];
    const expected = folders.map((name) => ({ pt: "Português" })[name] ?? name);
    const texts = (selector: string) => page.locator(selector).allTextContents();
    expect(await texts("h2")).toEqual(expected);
    expect(await texts("nav a")).toEqual(expected);
    for (const [index, name] of folders.entries()) {
      await page.locator("nav a").nth(index).click();
      expect(await page.locator("h2:target").getAttribute("id")).toBe(name);
    }
    expect(await page.locator("img, script, b").count()).toBe(0);
  });

  test.runIf(long)(
    "prints and copies one with pictures, too",
    () => {
      const odd = writeNotebook(join(folder, "from", "[*] {x} #%?"), `-${attack} 'a' "b".ipynb`);
      const parameters = ["handouts", odd, "--output", output, "--pdf", "--svg"];
      const outcome = runCommand(parameters, { SINAPSE_CHROMIUM: findChromium() });
      expect(outcome).toMatchObject({ code: 0 });
      const stem = basename(odd, ".ipynb");
      const written = readdirSync(output).sort();
      expect(written.filter((name) => name.startsWith(stem))).toEqual([
        `${stem}.html`,
        `${stem}.ipynb`,
        `${stem}.pdf`,
      ]);
    },
    120_000,
  );
});
