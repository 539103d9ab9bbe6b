/** An import that was stopped while its module awaited something. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sample } from "../../long.ts";
import { FrontEnd, ofType } from "../front-end.ts";

const slow =
  "export let v = 1; console.log('loads'); await new Promise((r) => setTimeout(r, 2500)); export const done = true;";

it.each(sample(["slow", "around"], 2))(
  "a local module is loaded anew after its import was stopped: %s",
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), "sinapse-import-"));
    writeFileSync(join(folder, "slow.ts"), slow);
    writeFileSync(join(folder, "around.ts"), 'export { done } from "./slow.ts";');
    const frontEnd = await FrontEnd.start({ cwd: folder });
    await frontEnd.ready();
    const cell = `import { done } from "./${name}.ts"; done`;
    const first = frontEnd.execute(cell);
    await frontEnd.published(({ content }) => content.text === "loads\n");
    await frontEnd.request("interrupt_request", {}, { channel: "control" });
    expect((await first).reply).toMatchObject({ ename: "Interrupted" });
    // Node's loader is left so long to come to an end by itself.
    await new Promise((done) => setTimeout(done, 2000));
    const { published } = await frontEnd.execute(cell);
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "true" });
    await frontEnd.shutdown();
    rmSync(folder, { recursive: true });
  },
  25_000,
);

it("a local module whose loop was stopped is loaded anew", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sinapse-import-"));
  const loop =
    "console.log('loads'); const t = Date.now(); while (Date.now() - t < 2500) {}\nexport const a = 1;";
  writeFileSync(join(folder, "loop.ts"), loop);
  const frontEnd = await FrontEnd.start({ cwd: folder });
  await frontEnd.ready();
  const cell = 'import { a } from "./loop.ts"; a';
  const first = frontEnd.execute(cell);
  await frontEnd.published(({ content }) => content.text === "loads\n");
  await frontEnd.request("interrupt_request", {}, { channel: "control" });
  expect((await first).reply).toMatchObject({ ename: "Interrupted" });
  // At once, and again: what was loaded anew stays.
  for (const count of [1, 2]) {
    const { published } = await frontEnd.execute(cell);
    const [result] = ofType(published, "execute_result");
    expect([count, result?.content.data]).toEqual([count, { "text/plain": "1" }]);
  }
  await frontEnd.shutdown();
  rmSync(folder, { recursive: true });
}, 25_000);
