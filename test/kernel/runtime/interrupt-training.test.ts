import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sessionInFolder, TestSession } from "./session.ts";

const { folder, session } = sessionInFolder("interrupt-training");

/** Runs a cell until it has printed "runs", stops it then, and waits for its end. */
async function stopped(javascript: string): Promise<void> {
  const id = session.start(javascript);
  await session.next("stream", ({ parent, text }) => parent === id && text.includes("runs"));
  session.interrupt();
  const done = await session.next("execute_done", (message) => message.id === id);
  expect(done.error?.ename).toBe("Interrupted");
}

beforeAll(() => session.run("Object.assign(globalThis, await __sinapse_import__('sinapse'))"));

test("an interrupted noGrad() leaves recording on", async () => {
  await stopped(
    "const x = tensor([1]); console.log('runs');" +
      "noGrad(() => { for (let i = 0; i < 1e9; i++) x.add(1) })",
  );
  const { text } = await session.run("tensor([1], { requiresGrad: true }).mul(2).requiresGrad");
  expect(text).toBe("true");
});

test("an interrupted noGrad() gives back what it had made", async () => {
  await session.run("const many = ones([1000, 1000]); const used = memoryUse().used");
  for (let time = 0; time < 3; time++) {
    // Beyond what one round makes, which may be there when the stop comes.
    await stopped(
      "noGrad(() => { for (let i = 0; i < 100; i++) many.add(1); console.log('runs');" +
        "for (let i = 0; i < 1e9; i++) many.sum() })",
    );
    await session.run("await new Promise((done) => setTimeout(done, 200))");
    const { text } = await session.run("(memoryUse().used - used) / 2 ** 20 < 8");
    expect(text).toBe("true");
  }
});

test("an interrupted training loop can be run again, time after time", async () => {
  await session.run(`
    const w = tensor([1, 2], { requiresGrad: true });
    const optimizer = optim.sgd([w], { learningRate: 1e-9 });
    function train(epochs) {
      for (let epoch = 0; epoch < epochs; epoch++) {
        const loss = w.mul(w).sum();
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
      }
    }`);
  for (let time = 0; time < 8; time++) {
    await stopped("console.log('runs'); train(1e9)");
    const { done, text } = await session.run("train(1); w.grad.tolist().map(Math.round)");
    expect(done.error).toBeUndefined();
    expect(text).toBe("[ 2, 4 ]");
  }
});

describe("an import that was interrupted", () => {
  const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

  test.each([0, 30, 80, 150])(
    "after %d ms gives the module the next time",
    async (milliseconds) => {
      const cwd = mkdtempSync(join(tmpdir(), "sinapse-interrupt-import-"));
      writeFileSync(
        join(cwd, "own.ts"),
        "import { tensor } from 'sinapse'; export const sum: number = tensor([1, 2]).sum().item();",
      );
      for (const file of ["sinapse", "./own.ts"]) {
        const fresh = new TestSession({ cwd });
        await fresh.run("1");
        fresh.start(`var first = await __sinapse_import__('${file}')`);
        await pause(milliseconds);
        fresh.interrupt();
        const { done, text } = await fresh.run(
          `Object.keys(await __sinapse_import__('${file}')).length > 0`,
        );
        expect(done.error).toBeUndefined();
        expect(text).toBe("true");
        fresh.close();
      }
      rmSync(cwd, { recursive: true });
    },
  );

  test("by require() while it ran is not taken for complete", async () => {
    const slow = join(folder, "node_modules", "slow");
    mkdirSync(slow, { recursive: true });
    writeFileSync(
      join(slow, "index.js"),
      "exports.early = 1; console.log('runs'); const end = Date.now() + 1000; " +
        "while (Date.now() < end); exports.late = 2;",
    );
    await stopped("require('slow')");
    const { text } = await session.run("require('slow').late");
    expect(text).toBe("2");
  });
});

describe("a control whose change was interrupted", () => {
  const loops = {
    "while it computed": "for (;;) randn([9, 9]).sum()",
    "inside noGrad()": "noGrad(() => { for (;;) randn([9, 9]).sum() })",
    "while it waited": "await new Promise(() => {})",
  };
  let changes = 0;

  test.each(Object.entries(loops))("%s answers the next change", async (when, loop) => {
    const { text } = await session.run(`{
      const n = widgets.slider({ min: 0, max: 1 });
      widgets.interact(async ({ n }) => {
        if (n === 1) { console.log('runs ${when}'); ${loop} }
        return 'shows ' + n + tensor([1], { requiresGrad: true }).mul(2).requiresGrad;
      }, { n });
      n.widget.reference.slice(10)
    }`);
    const commId = (text as string).slice(1, -1);
    const change = (value: number) => {
      const parent = `change-${++changes}`;
      const data = { method: "update", state: { value } };
      session.child.comm({ type: "comm_msg", parent, commId, data });
      return parent;
    };
    const first = change(1);
    // What interact() prints stands in place of what it showed before.
    await session.next("update_display_data", ({ data }) => data["text/plain"] === `runs ${when}`);
    session.interrupt();
    await session.next("comm_done", ({ parent }) => parent === first);
    const second = change(0.25);
    await session.next("comm_done", ({ parent }) => parent === second);
    const shown = session.messages.filter(({ type }) => type === "update_display_data");
    expect(JSON.stringify(shown.at(-1))).toContain("shows 0.25true");
  });
});

test("a handler that waits in a loop is stopped for good", async () => {
  await session.run(`
    globalThis.ticks = 0;
    comms.open('waiting', {}, { id: 'waiting' }).onMessage = async () => {
      for (;;) {
        if (ticks++ === 0) console.log('waits in a loop');
        await new Promise((done) => setTimeout(done, 2));
      }
    }`);
  session.child.comm({ type: "comm_msg", parent: "waits", commId: "waiting", data: {} });
  await session.next("stream", ({ text }) => text === "waits in a loop\n");
  session.interrupt();
  await session.next("comm_done", ({ parent }) => parent === "waits");
  const { text } = await session.run("ticks");
  await session.run("await new Promise((done) => setTimeout(done, 50))");
  expect((await session.run("ticks")).text).toBe(text);
});

test("a live figure goes on in the next cell after an interrupt, and shows its last state", async () => {
  await session.run(
    "const lively = plot.live(); function draw(n) { lively.update(() => plot.line([1, n])); }",
  );
  for (let time = 1; time <= 5; time++) {
    await stopped("console.log('runs'); for (let i = 0; ; i++) draw(i)");
    const { messages } = await session.run(
      `for (let i = 0; i < 100; i++) draw(${time} * 1000 + i)`,
    );
    const last = messages.filter(({ type }) => type === "update_display_data").at(-1);
    expect(JSON.stringify(last)).toContain(`${time * 1000 + 99}`);
  }
});

test("an interrupt waits for a step of the optimiser, though not for long", async () => {
  await session.run(`
    const many = Array.from({ length: 200 }, () => ones([20000], { requiresGrad: true }));
    for (const each of many) each.grad = ones([20000]).keep();
    const descent = optim.sgd(many, { learningRate: 2 ** -20 });`);
  for (let time = 0; time < 5; time++) {
    await stopped("console.log('runs'); for (;;) descent.step()");
    const { text } = await session.run("new Set(many.map((each) => each.data.join())).size");
    expect(text).toBe("1");
  }
});

describe("a progress bar of a loop that was stopped", () => {
  test.each([
    ["progress", "for (const i of progress(1e9)) if (i === 0) console.log('runs');"],
    [
      "fit",
      "const layer = nn.linear(1, 1); const ones4 = ones([4, 1]);" +
        "nn.fit(layer, { x: ones4, y: ones4, loss: nn.meanSquaredError, epochs: 1e9, " +
        "optimizer: optim.sgd(layer.parameters(), { learningRate: 1e-6 }), " +
        "onEpoch: (epoch) => { if (epoch === 500) console.log('runs'); } });",
    ],
  ])("of %s says how far it came, and nothing of what is left", async (_name, javascript) => {
    const id = session.start(javascript);
    await session.next("stream", ({ parent, text }) => parent === id && text.includes("runs"));
    await new Promise((done) => setTimeout(done, 300));
    session.interrupt();
    await session.next("execute_done", (message) => message.id === id);
    const texts = session.messages.flatMap((message) =>
      (message.type === "display_data" || message.type === "update_display_data") &&
      message.parent === id
        ? [String(message.data["text/plain"])]
        : [],
    );
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.at(-2)).toMatch(/left|…/);
    expect(texts.at(-1)).not.toMatch(/left|…/);
  });
});
