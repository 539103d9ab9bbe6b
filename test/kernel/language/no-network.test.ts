import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { TestNotebook } from "./notebook.ts";

test("checking a cell does not let npm fetch types behind the student's back", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sinapse-npm-"));
  const called = path.join(folder, "called");
  const npm = path.join(folder, "npm");
  writeFileSync(npm, `#!/bin/sh\necho "$@" > "${called}"\nexit 1\n`);
  chmodSync(npm, 0o755);
  const { PATH, XDG_CACHE_HOME } = process.env;
  process.env.PATH = `${folder}${path.delimiter}${PATH}`;
  process.env.XDG_CACHE_HOME = folder;
  const notebook = await TestNotebook.open();
  try {
    for (const cell of ["1+1", `import fs from "node:fs"; fs.existsSync(".")`, "1+1"]) {
      expect(await notebook.run(cell)).toEqual([]);
    }
    await setTimeout(2500); // the server would have called npm within half a second
    expect(existsSync(called)).toBe(false);
  } finally {
    process.env.PATH = PATH;
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
    await notebook.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
