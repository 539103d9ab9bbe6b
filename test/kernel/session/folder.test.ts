import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { english } from "../../../kernel/texts/english.ts";
import { portuguese } from "../../../kernel/texts/portuguese.ts";
import { type Exchange, FrontEnd } from "../front-end.ts";

let place: string;
let folder: string;
let frontEnd: FrontEnd;

/** A kernel in a folder of its own that holds a file. */
async function open(env: NodeJS.ProcessEnv = {}): Promise<void> {
  frontEnd = await FrontEnd.start({ cwd: folder, env });
  await frontEnd.ready();
  await frontEnd.execute("let before = 1; const label: string = 'a'");
}

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "sinapse-folder-"));
  folder = join(place, "aula");
  mkdirSync(folder);
  writeFileSync(join(folder, "layers.ts"), "export const size: number = 5;");
});
afterEach(async () => {
  await frontEnd.shutdown();
  rmSync(place, { recursive: true, force: true });
});

const become: Record<string, () => void> = {
  renamed: () => renameSync(folder, join(place, "outra")),
  deleted: () => rmSync(folder, { recursive: true }),
};

const errors = ({ published }: Exchange) =>
  published
    .filter(({ content }) => content.name === "stderr")
    .map(({ content }) => content.text)
    .join("");

const value = ({ published }: Exchange) =>
  published.find(({ header }) => header.msg_type === "execute_result")?.content.data;

/** What works without any file of the folder. */
async function expectTypesAndModules(): Promise<void> {
  const types = await frontEnd.execute("const wrong: number = 'a'");
  expect(String(types.reply.traceback)).toContain("TS2322");
  const sinapse = await frontEnd.execute(
    'import { tensor } from "sinapse"; tensor([1, 2]).sum().item()',
  );
  expect(value(sinapse)).toMatchObject({ "text/plain": "3" });
  const node = await frontEnd.execute(
    'import { basename } from "node:path"; basename("/a/b") + process.version[0]',
  );
  expect(value(node)).toMatchObject({ "text/plain": "'bv'" });
  const completed = await frontEnd.request("complete_request", {
    code: "tensor([1]).relu",
    cursor_pos: 16,
  });
  expect(completed.reply.matches).toContain("relu");
}

it.each(Object.entries(become))(
  "a folder that was %s is told once, and types go on",
  async (_, change) => {
    await open();
    change();
    expect(errors(await frontEnd.execute("1 + 1"))).toBe(`${english.folderGone(folder)}\n`);
    expect(errors(await frontEnd.execute("1 + 1"))).toBe("");
    await expectTypesAndModules();
    const earlier = await frontEnd.execute("label.length + before");
    expect(value(earlier)).toMatchObject({ "text/plain": "2" });
  },
);

it.each(Object.entries(become))(
  "what needs a file of a folder that was %s says what happened",
  async (_, change) => {
    await open();
    change();
    const told = english.folderGone(folder);
    const local = await frontEnd.execute('import { size } from "./layers.ts"; size');
    expect(String(local.reply.traceback)).toContain(told);
    for (const command of ["%save a.ts", "!ls", "%install left-pad"]) {
      expect((await frontEnd.execute(command)).reply).toMatchObject({ evalue: told });
    }
    await frontEnd.execute("%types off");
    for (const cell of ['import { size } from "./layers.ts"', 'import "no-such-package"']) {
      expect((await frontEnd.execute(cell)).reply.evalue).toContain(told);
    }
  },
);

it.each(Object.entries(become))("a reset works in a folder that was %s", async (_, change) => {
  await open();
  change();
  await frontEnd.execute("%reset");
  expect(value(await frontEnd.execute("1 + 2"))).toMatchObject({ "text/plain": "3" });
  await expectTypesAndModules();
});

it("a folder that comes back is used again", async () => {
  await open();
  renameSync(folder, join(place, "outra"));
  await frontEnd.execute("1 + 1");
  renameSync(join(place, "outra"), folder);
  const local = await frontEnd.execute('import { size } from "./layers.ts"; size');
  expect(value(local)).toMatchObject({ "text/plain": "5" });
});

it("a session that began without its folder writes no file elsewhere, and into it once it is back", async () => {
  await open();
  renameSync(folder, join(place, "outra"));
  await frontEnd.execute("%reset");
  const write = 'import { writeFileSync } from "node:fs"; writeFileSync("model.json", "[1]")';
  expect((await frontEnd.execute(write)).reply).toMatchObject({ status: "error" });
  renameSync(join(place, "outra"), folder);
  expect((await frontEnd.execute(write)).reply).toMatchObject({ status: "ok" });
  expect(existsSync(join(folder, "model.json"))).toBe(true);
  const here = await frontEnd.execute("process.cwd()");
  expect(value(here)).toMatchObject({ "text/plain": `'${folder}'` });
});

it("another folder of the same name is told, and used", async () => {
  await open();
  renameSync(folder, join(place, "outra"));
  mkdirSync(folder);
  writeFileSync(join(folder, "other.ts"), "export const size: number = 7;");
  const told = english.folderReplaced(folder);
  expect(errors(await frontEnd.execute("1 + 1"))).toBe(`${told}\n`);
  const missing = await frontEnd.execute('import { size } from "./layers.ts"');
  expect(String(missing.reply.traceback)).toContain(told);
  const other = await frontEnd.execute('import { size } from "./other.ts"; size');
  expect(value(other)).toMatchObject({ "text/plain": "7" });
});

it("says so in Portuguese", async () => {
  await open({ LC_ALL: "pt_BR.UTF-8" });
  rmSync(folder, { recursive: true });
  expect(errors(await frontEnd.execute("1 + 1"))).toBe(`${portuguese.folderGone(folder)}\n`);
});

it("a kernel that is started in a folder that is gone works, and says so", async () => {
  const main = join(import.meta.dirname, "../../../dist/kernel/main.js");
  const line = `cd '${folder}' && rm -r '${folder}' && exec '${process.execPath}' '${main}' {connection_file}`;
  frontEnd = await FrontEnd.start({ cwd: place, command: ["/bin/sh", "-c", line] });
  await frontEnd.ready();
  expect(errors(await frontEnd.execute("1 + 1"))).toBe(`${english.folderGone(folder)}\n`);
  await expectTypesAndModules();
});
