/** What `sinapse handouts` must not lose: notebooks, the author's files, other handouts. */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { recordName } from "../../../kernel/cli/handout-record.ts";
import { findChromium } from "../../lab/browser.ts";
import { long } from "../../long.ts";
import { runCommand, temporaryFolder } from "./run-command.ts";
import { writeNotebook } from "./tiny-notebook.ts";

const withChromium = { SINAPSE_CHROMIUM: findChromium() };

/** Exports without PDF. */
function handouts(...parameters: string[]) {
  return runCommand(["handouts", "--no-pdf", ...parameters], withChromium);
}

/** Every file below a folder with its content. */
function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, "utf8")]),
  );
}

describe("sinapse handouts never writes over a notebook", () => {
  /** How the file that would be written comes to be the notebook itself. */
  const ways: Record<string, (source: string, output: string) => void> = {
    "by a hard link": (source, output) => linkSync(source, join(output, "a.ipynb")),
    "by a symbolic link": (source, output) => symlinkSync(source, join(output, "a.ipynb")),
    "by a link under the handout's name": (source, output) =>
      linkSync(source, join(output, "a.html")),
    "by a link under the index's name": (source, output) =>
      symlinkSync(source, join(output, "index.html")),
  };

  test.each(Object.entries(ways))("%s", (_, link) => {
    const folder = temporaryFolder();
    const source = writeNotebook(join(folder, "from"), "course/a.ipynb");
    const other = writeNotebook(join(folder, "from"), "course/b.ipynb");
    const output = join(folder, "output");
    mkdirSync(output);
    link(source, output);
    const before = filesOf(folder);
    const { code, said } = handouts(source, other, "--output", output, "--svg");
    expect(filesOf(folder)).toEqual(before);
    expect(said).toContain("would be written over the notebook");
    expect(said).toContain(source);
    expect(code).toBe(1);
  });

  test("in its own folder, also through a linked folder", () => {
    const folder = temporaryFolder();
    const source = writeNotebook(folder, "course/a.ipynb");
    const own = join(folder, "course");
    const linked = join(temporaryFolder(), "linked");
    symlinkSync(own, linked);
    const before = filesOf(folder);
    for (const output of [own, linked]) {
      const { code, said } = handouts(source, "--output", output, "--svg");
      expect(filesOf(folder)).toEqual(before);
      expect(said).toContain("would be written over the notebook");
      expect(code).toBe(1);
    }
  });

  test("whatever the name's ending is: only a notebook becomes a handout", () => {
    const folder = temporaryFolder();
    const page = writeNotebook(folder, "course/a.html");
    const text = join(folder, "course", "b.ipynb");
    writeFileSync(text, "# not JSON");
    const empty = join(folder, "course", "c.ipynb");
    writeFileSync(empty, "{}");
    const before = filesOf(folder);
    for (const given of [page, text, empty, join(folder, "course")]) {
      const { code, said } = handouts(given, "--output", folder);
      expect(said).toContain(`${given} is not a Jupyter notebook`);
      expect(code).toBe(1);
    }
    expect(filesOf(folder)).toEqual(before);
  });
});

describe("two notebooks that would become one handout are refused before anything runs:", () => {
  const pairs: Record<string, [string, string]> = {
    "the same folder and name": ["one/course/a.ipynb", "two/course/a.ipynb"],
    "names that differ in capitals": ["course/a.ipynb", "course/A.ipynb"],
    "folders that differ in capitals": ["one/course/a.ipynb", "two/Course/a.ipynb"],
    "an accent written in two ways": ["pt/li\u00e7\u00e3o.ipynb", "pt/lic\u0327a\u0303o.ipynb"],
  };

  test.each(Object.entries(pairs))("%s", (_, names) => {
    const folder = temporaryFolder();
    const notebooks = names.map((name) => writeNotebook(folder, name));
    const output = join(folder, "site");
    const { code, said } = handouts(...notebooks, "--output", output);
    expect(code).toBe(1);
    for (const notebook of notebooks) expect(said).toContain(notebook);
    expect(said).toContain("would become the same handout");
    expect(existsSync(output)).toBe(false);
  });

  test.runIf(long)("but a notebook named twice is one", () => {
    const folder = temporaryFolder();
    const notebook = writeNotebook(folder, "course/a.ipynb");
    const { code } = handouts(notebook, notebook, "--output", join(folder, "site"));
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "site"))).toEqual([recordName, "a.html"]);
  });

  test("and a folder in the place of the index is, too", () => {
    const folder = temporaryFolder();
    const notebooks = ["index.html/a.ipynb", "pt/b.ipynb"].map((name) => {
      return writeNotebook(folder, name);
    });
    const { code, said } = handouts(...notebooks, "--output", join(folder, "site"));
    expect(said).toContain("would lie where the list of all handouts goes");
    expect(code).toBe(1);
  });
});

describe("an output folder that holds something", () => {
  const authors = ["a.html", "a.pdf", "a.ipynb", "index.html"];

  test.each(authors)("keeps the author's own %s", (name) => {
    const folder = temporaryFolder();
    const notebooks = ["a", "b"].map((notebook) => {
      return writeNotebook(join(folder, "from"), `course/${notebook}.ipynb`);
    });
    const output = join(folder, "output");
    writeNotebook(output, name);
    const before = filesOf(folder);
    const { code, said } = runCommand(
      ["handouts", ...notebooks, "--output", output, "--svg"],
      withChromium,
    );
    expect(filesOf(folder)).toEqual(before);
    expect(said).toContain(`${join(output, name)} exists already`);
    expect(code).toBe(1);
  });

  test.runIf(long)(
    "gets a handout anew of the same notebook, and not of another one",
    () => {
      const folder = temporaryFolder();
      const output = join(folder, "site");
      const one = writeNotebook(join(folder, "one"), "course/a.ipynb", "1 + 1");
      expect(handouts(one, "--output", output).code).toBe(0);
      writeNotebook(join(folder, "one"), "course/a.ipynb", "20 + 22");
      expect(handouts(one, "--output", output).code).toBe(0);
      const handout = readFileSync(join(output, "a.html"), "utf8");
      expect(/>\s*42\s*</.test(handout)).toBe(true);
      const other = writeNotebook(join(folder, "two"), "course/a.ipynb");
      const { code, said } = handouts(other, "--output", output);
      expect(code).toBe(1);
      expect(said).toContain(`is the handout of another notebook, ${one}`);
      expect(readFileSync(join(output, "a.html"), "utf8") === handout).toBe(true);
    },
    120_000,
  );

  test("or is a file, or cannot be written to, is named at once", () => {
    const folder = temporaryFolder();
    const notebooks = ["course/a", "other/b"].map((name) => {
      return writeNotebook(folder, `${name}.ipynb`);
    });
    const file = join(folder, "file");
    writeFileSync(file, "mine");
    const blocked = join(folder, "blocked");
    mkdirSync(blocked);
    writeFileSync(join(blocked, "course"), "mine, too");
    for (const output of [file, join(file, "below"), blocked]) {
      const { code, said } = handouts(...notebooks, "--output", output);
      expect(said).toContain("is no folder, so no handout can be written there");
      expect(said).not.toContain("Running");
      expect(code).toBe(1);
    }
    expect(readFileSync(file, "utf8")).toBe("mine");
    // Where not even root may write.
    const { code, said } = handouts(...notebooks, "--output", "/sys/kernel/handouts");
    expect(said).toContain("writing to /sys/kernel/handouts is not permitted");
    expect(code).toBe(1);
  });
});

test("a notebook that fails stops no other, and its earlier handout stays", () => {
  const folder = temporaryFolder();
  const output = join(folder, "site");
  const names = ["one", "two", "three"];
  const write = (name: string, source: string) => {
    return writeNotebook(folder, `course/${name}.ipynb`, source);
  };
  const notebooks = names.map((name) => write(name, "6 * 7"));
  expect(handouts(String(notebooks[1]), "--output", output).code).toBe(0);
  write("two", "console.log('half'); throw new Error('on purpose')");
  const { code, said } = handouts(...notebooks, "--output", output);
  expect(code).toBe(1);
  expect(said).toContain("two.ipynb stops with an error in code cell 1");
  expect(said).toContain("on purpose");
  expect(said).toContain("1 of 3 notebooks failed");
  const index = readFileSync(join(output, "index.html"), "utf8");
  for (const name of names) {
    const handout = readFileSync(join(output, `${name}.html`), "utf8");
    expect(/>\s*42\s*</.test(handout)).toBe(true);
    expect(index).toContain(`href="${name}.html"`);
  }
  const left = readdirSync(output, { recursive: true }).filter((name) => /tmp/.test(String(name)));
  expect(left).toEqual([]);
}, 240_000);

test("the pictures beside a notebook are in its handout, which goes where the caller of npm is", () => {
  const folder = temporaryFolder();
  const picture =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  mkdirSync(join(folder, "course"));
  writeFileSync(join(folder, "course", "dot.png"), Buffer.from(picture, "base64"));
  const heading = "# Pictures\n\n![a dot](dot.png)\n\n<img src='dot.png' width=20>";
  writeNotebook(join(folder, "course"), "a.ipynb", "6 * 7", heading);
  const parameters = ["handouts", "--no-pdf", "course/a.ipynb", "--output", "out"];
  const caller = { ...withChromium, npm_lifecycle_event: "handouts", INIT_CWD: folder };
  const { code, said } = runCommand(parameters, caller);
  expect(said).toContain(join("out", "a.html"));
  expect(code).toBe(0);
  const page = readFileSync(join(folder, "out", "a.html"), "utf8");
  expect(page.split(`data:image/png;base64,${picture}`)).toHaveLength(3);
  expect(page).not.toContain("dot.png");
});

test("a notebook of another kernel is not run as TypeScript", () => {
  const folder = temporaryFolder();
  const path = writeNotebook(folder, "course/a.ipynb");
  const kernelspec = { name: "python3", display_name: "Python 3", language: "python" };
  const notebook = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...notebook, metadata: { kernelspec } }));
  const { code, said } = handouts(path, "--output", join(folder, "out"));
  expect(said).toContain('is a notebook for the kernel "Python 3"');
  expect(code).toBe(1);
  expect(existsSync(join(folder, "out"))).toBe(false);
});

test.runIf(long)(
  "a page that draws no figures is kept, though there is no copy with pictures",
  () => {
    const folder = temporaryFolder();
    const away = "# Away\n\n<meta http-equiv=refresh content='0;url=about:blank'>";
    const path = writeNotebook(folder, "course/a.ipynb", "6 * 7", away);
    const { code, said } = handouts(path, "--svg", "--output", join(folder, "out"));
    expect(said).toContain("the copy with pictures was not made");
    expect(code).toBe(1);
    expect(readdirSync(join(folder, "out"))).toEqual([recordName, "a.html"]);
  },
);
