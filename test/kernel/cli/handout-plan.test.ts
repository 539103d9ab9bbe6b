/** Where handouts go, what their list says, and what is left where none is written. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { chromiumPlaces } from "../../../kernel/cli/chromium.ts";
import { indexPage } from "../../../kernel/cli/handout-index.ts";
import { readHead } from "../../../kernel/cli/handout-page.ts";
import { planHandouts } from "../../../kernel/cli/handout-plan.ts";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { temporaryFolder } from "./run-command.ts";
import { writeNotebook } from "./tiny-notebook.ts";

const none = { pdf: false, svg: false };

/** Where the pages of these notebooks go, below the output folder; as if each run wrote them. */
function places(output: string, ...notebooks: string[]): string[] {
  const { handouts, index, record } = planHandouts(notebooks, output, none);
  const made = join(mkdtempSync(join(temporaryFolder(), "made-")), "page.html");
  writeFileSync(made, "<title>x</title>");
  for (const { html, notebook } of handouts) record.publish(made, html, notebook);
  if (index) record.publish(made, index, output);
  return handouts.map(({ html }) => relative(output, html));
}

describe("a handout goes", () => {
  it("straight into the output folder where all notebooks come from one folder", () => {
    const folder = temporaryFolder();
    const notebooks = ["a", "b"].map((name) => writeNotebook(folder, `course/${name}.ipynb`));
    expect(places(join(folder, "out"), notebooks[0]!)).toEqual(["a.html"]);
    expect(places(join(folder, "site"), ...notebooks)).toEqual(["a.html", "b.html"]);
    expect(places(join(folder, "course"), notebooks[0]!)).toEqual(["a.html"]);
  });

  it("into a folder named after the notebook's where they come from several", () => {
    const folder = temporaryFolder();
    const notebooks = ["pt/a", "en/a"].map((name) => writeNotebook(folder, `${name}.ipynb`));
    expect(places(join(folder, "out"), ...notebooks)).toEqual([
      join("pt", "a.html"),
      join("en", "a.html"),
    ]);
  });

  it("where it went before, and where its neighbours went", () => {
    const folder = temporaryFolder();
    const output = join(folder, "out");
    const [one, two, three] = ["pt/a", "en/a", "pt/b"].map((name) => {
      return writeNotebook(folder, `${name}.ipynb`);
    });
    places(output, one!, two!);
    expect(places(output, one!)).toEqual([join("pt", "a.html")]);
    expect(places(output, three!)).toEqual([join("pt", "b.html")]);
  });

  it("into the folder of its language if it is a lesson, also alone", () => {
    const lesson = inPackage("notebooks", "pt", "03-neuronio.ipynb");
    expect(places(join(temporaryFolder(), "out"), lesson)).toEqual([
      join("pt", "03-neuronio.html"),
    ]);
  });

  it("into the place of the list where it is called index", () => {
    const folder = temporaryFolder();
    const output = join(folder, "out");
    const notebooks = ["index", "b"].map((name) => writeNotebook(folder, `course/${name}.ipynb`));
    expect(places(output, ...notebooks)).toEqual(["index.html", "b.html"]);
    expect(planHandouts(notebooks, output, none).index).toBeUndefined();
  });
});

describe("the list of handouts", () => {
  it("is kept by a run of one notebook where there is one, and holds all pages that are there", () => {
    const folder = temporaryFolder();
    const output = join(folder, "out");
    const [one, two, three] = ["a", "b", "c"].map((name) => {
      return writeNotebook(folder, `course/${name}.ipynb`);
    });
    places(output, one!);
    expect(existsSync(join(output, "index.html"))).toBe(false);
    places(output, one!, two!);
    const plan = planHandouts([three!], output, none);
    expect(plan.index).toBe(join(output, "index.html"));
    expect(plan.record.pages().map(({ name }) => name)).toEqual(["a.html", "b.html"]);
  });

  it("is in the language of most handouts, and named after the course", () => {
    const handout = (file: string, language: string) => {
      return { folder: "", file, title: file, language };
    };
    const portuguese = ["10.html", "9.html"].map((file) => handout(file, "pt-BR"));
    const page = indexPage("redes & neurônios", [...portuguese, handout("8.html", "en")]);
    expect(page).toContain('<html lang="pt-BR">');
    expect(page).toContain("<title>redes &amp; neurônios: apostilas</title>");
    expect(page).toContain("<h1>redes &amp; neurônios</h1>");
    expect([...page.matchAll(/href="(\d+)/g)].map(([, name]) => name)).toEqual(["8", "9", "10"]);
    expect(indexPage("x", [handout("8.html", "en")])).toContain("<title>x: handouts</title>");
  });

  it("takes title and language from the page itself", () => {
    const page = join(temporaryFolder(), "a.html");
    writeFileSync(page, '<html lang="pt-BR"><title>a &lt;b&gt; &amp; &#34;c&#34;</title>');
    expect(readHead(page, "a")).toEqual({ title: 'a <b> & "c"', language: "pt-BR" });
    writeFileSync(page, "");
    expect(readHead(page, "a")).toEqual({ title: "a", language: "en" });
  });
});

describe("a notebook that cannot be read", () => {
  it("stops no other, and is told with its reason", () => {
    const folder = temporaryFolder();
    const good = writeNotebook(folder, "a.ipynb");
    const broken = join(folder, "broken.ipynb");
    writeFileSync(broken, "{");
    const gone = join(folder, "gone.ipynb");
    const plan = planHandouts([broken, good, gone, folder], join(folder, "out"), none);
    expect(plan.handouts.map(({ notebook }) => notebook)).toEqual([good]);
    expect(plan.failures.map(({ message }) => message.split(":")[0])).toEqual([
      `${broken} is not a Jupyter notebook`,
      `There is no notebook in ${gone}.`,
      `${folder} is not a Jupyter notebook`,
    ]);
  });

  it.each([
    ["alone", ["broken.ipynb"], "out/below"],
    ["where another is in the way", ["a.ipynb"], "taken"],
    ["where a file is in the way of a folder", ["a.ipynb"], "taken/a.html/below"],
  ])("leaves no empty folder: %s", (_, names, output) => {
    const folder = temporaryFolder();
    writeNotebook(folder, "a.ipynb");
    writeFileSync(join(folder, "broken.ipynb"), "{");
    mkdirSync(join(folder, "taken"));
    writeFileSync(join(folder, "taken", "a.html"), "mine");
    const before = readdirSync(folder, { recursive: true });
    const notebooks = names.map((name) => join(folder, name));
    try {
      planHandouts(notebooks, join(folder, output), none);
    } catch {
      // Refused: what counts is what is left.
    }
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  it("leaves no folder that was made for pages that were not", () => {
    const folder = temporaryFolder();
    const output = join(folder, "out", "below");
    const notebooks = ["pt/a", "en/a"].map((name) => writeNotebook(folder, `${name}.ipynb`));
    const plan = planHandouts(notebooks, output, none);
    expect(existsSync(join(output, "pt"))).toBe(true);
    plan.removeEmptyFolders();
    expect(existsSync(dirname(output))).toBe(false);
  });
});

it.each([
  ["linux", { PATH: "/usr/bin" }, "/usr/bin/google-chrome"],
  ["linux", { PATH: "/usr/bin" }, "/usr/bin/microsoft-edge"],
  ["darwin", {}, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
  ["darwin", {}, "/home/ana/Applications/Chromium.app/Contents/MacOS/Chromium"],
  [
    "win32",
    { PROGRAMFILES: "C:\\Program Files" },
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ],
  [
    "win32",
    { "PROGRAMFILES(X86)": "C:\\Program Files (x86)" },
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
] as const)("a Chromium of %s is looked for in its usual place", (platform, environment, path) => {
  expect(chromiumPlaces(platform, environment, "/home/ana")).toContain(path);
});
